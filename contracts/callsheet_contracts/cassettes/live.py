"""Record from a live service: what was ordered and no more, through the emitted client. Knows no provider."""

from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import Any, Final, cast

import httpx

from callsheet.model.endpoint import CallEndpoint, Catalog
from callsheet_contracts.cassettes.emitted import client_class, offer
from callsheet_contracts.cassettes.ordering import Errand
from callsheet_contracts.cassettes.scenarios import Scenario
from callsheet_contracts.cassettes.scrubbing import Scrubber
from callsheet_contracts.cassettes.taping import Take
from callsheet_contracts.cassettes.transports import TakeTransport
from callsheet_runtime import flows
from callsheet_runtime.clients import Client
from callsheet_runtime.clock import Clock
from callsheet_runtime.errors import CallsheetError, ProviderError, TaskEnded
from callsheet_runtime.machine import Meaning
from callsheet_runtime.protocol import Category

UNFINISHED: Final = "unfinished"
BY_MEANING: Final = {
    Meaning.FAILED: Scenario.FAILED,
    Meaning.REFUSED: Scenario.MODERATED,
    Meaning.CANCELLED: Scenario.CANCELLED,
    Meaning.EXPIRED: Scenario.EXPIRED,
}
BY_CATEGORY: Final = {
    Category.MODERATION: Scenario.MODERATED,
    Category.RATE: Scenario.RATE_LIMITED,
    Category.CONCURRENCY: Scenario.RATE_LIMITED,
    Category.SERVER: Scenario.FAILED,
}


@dataclass(frozen=True, slots=True)
class Recorded:
    """What came of an errand."""

    errand: Errand
    path: Path | None
    """Where it was written; `None` where no answer came."""
    calls: int
    scenario: str
    """What became of the request, or that it has not ended."""
    trouble: str = ""


def record(
    catalog: Catalog,
    errand: Errand,
    folder: Path,
    *,
    key: str,
    base: str | None = None,
    deadline: float = 900.0,
    clock: Clock | None = None,
) -> Recorded:
    """Send one request, watch what becomes of it, and write it down as `<scenario>.recorded.yaml`.

    Whatever happens, what was answered by then is written: it may have been paid for.

    Args:
        catalog: The specs.
        errand: What is sent.
        folder: Where cassettes are, by provider and endpoint.
        key: The provider's key. It is looked for in what is written.
        base: Another address in place of the server's, such as a simulator's.
        deadline: Seconds after which a task is no longer watched; it goes on.
        clock: Another clock, for tests.

    Raises:
        HoldsSecret: a secret would be in the cassette; it is not written.
        OSError: it cannot be written.
        ValueError: the key is so short that it cannot be looked for.

    """
    dial = clock or Clock()
    take = Take(Scrubber(catalog, [key]), dial.today)
    scenario: str = UNFINISHED
    trouble, interrupted = "", True
    path = folder / errand.provider.name / errand.endpoint.name / f"{scenario}.recorded.yaml"
    try:
        with httpx.Client(transport=TakeTransport(take)) as http:
            client = client_class(errand.provider)(key=key, base_url=base, http=http, clock=dial)
            try:
                _send(client, errand, deadline)
                scenario = Scenario.FINISHED
            except CallsheetError as error:
                scenario, trouble = _scenario_of(error), str(error)
        interrupted = False
    finally:
        if take.exchanges:
            path = path.with_name(f"{scenario}.recorded.yaml")
            said = _metadata(errand, scenario)
            take.save(path, {**said, "interrupted": True} if interrupted else said)
    calls = len(take.exchanges)
    return Recorded(errand, path if calls else None, calls, scenario, trouble)


def _send(client: Client, errand: Errand, deadline: float) -> None:
    offered = cast("Any", offer(errand.provider, errand.endpoint))
    context = client.context(offered)
    if isinstance(errand.endpoint, CallEndpoint):
        client.drive(flows.call(offered, errand.request, context))
    else:
        client.drive(flows.run(offered, errand.request, context, deadline=deadline))


def _scenario_of(error: CallsheetError) -> str:
    match error:
        case TaskEnded():
            return BY_MEANING.get(error.meaning, UNFINISHED)
        case ProviderError():
            return BY_CATEGORY.get(error.complaint.category, Scenario.REFUSED)
        case _:
            return UNFINISHED


def _metadata(errand: Errand, scenario: str) -> dict[str, object]:
    return {
        "origin": "recorded",
        "provider": errand.provider.name,
        "endpoint": errand.endpoint.name,
        "scenario": str(scenario),
        "pages_read": max((one.read for one in errand.endpoint.sources()), default=""),
        "made_by": f"callsheet record {errand.name}",
        "estimate": f"{errand.costs} {errand.currency}".strip() if errand.costs != Decimal(0) else "free",
    }
