from collections.abc import Callable

import pytest

from runtime.acme import Rig, Say, Timeline, Wire

MakeRig = Callable[..., Rig]


@pytest.fixture(autouse=True)
def no_key_in_the_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("ACME_API_KEY", raising=False)


@pytest.fixture(params=["sync", "async"])
def rig(request: pytest.FixtureRequest) -> MakeRig:
    """Make a client over scripted answers: `rig(CREATED, DONE)`. Every test runs with both drivers."""

    def make(*script: Say | BaseException, **options: object) -> Rig:
        line = Timeline()
        made = Rig(mode=str(request.param), wire=Wire(line, *script), line=line)
        for name, value in options.items():
            assert hasattr(made, name)
            setattr(made, name, value)
        return made

    return make
