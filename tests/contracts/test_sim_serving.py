"""Both ways to read HTTP: uvicorn's own, and the compiled one where it is installed."""

import httpx
import pytest

from callsheet.model.endpoint import Catalog
from callsheet_contracts.simulator import Lose, Simulator, Slow
from callsheet_contracts.simulator.serving import FAST, LOOPBACK, Serving, listen
from contracts.calling import ACME_KEY


@pytest.mark.parametrize("fast", sorted({False, FAST}))
def test_calls_are_answered_lost_and_held_up(catalog: Catalog, *, fast: bool) -> None:
    simulator = Simulator(catalog, providers=["acme"])
    app = simulator._app("acme")  # pyright: ignore[reportPrivateUsage] -- what serves it is the matter here
    serving = Serving((app,), listen(("acme",), 0), None, fast=fast)
    try:
        with httpx.Client(base_url=f"http://{LOOPBACK}:{serving.ports[0]}", trust_env=False, timeout=10) as http:
            assert http.get("/clips", headers=ACME_KEY).status_code == 200
            simulator.script("acme", "list", Lose(), Slow(0.01))
            with pytest.raises(httpx.RemoteProtocolError):
                http.get("/clips", headers=ACME_KEY)
            assert http.get("/clips/", headers=ACME_KEY).status_code == 200
    finally:
        serving.stop()
    assert [one.status for one in simulator.journal] == [200, None, 200]


def test_the_compiled_one_is_tested_here() -> None:
    assert FAST, "the dev extra brings httptools and uvloop"
