"""Probe one endpoint of a server: send what shows its duties, watch its tasks, and judge all that comes back."""

import time
from collections.abc import Callable
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Final

import httpx

from callsheet.diagnostics import did_you_mean
from callsheet.model.endpoint import Catalog, Endpoint, Provider, RequestExample
from callsheet.model.judge import judge
from callsheet_contracts.conformance.law import Law
from callsheet_contracts.probe.asking import Asking
from callsheet_contracts.probe.causes import findings
from callsheet_contracts.probe.hosts import CannotProbe, check_host
from callsheet_contracts.probe.life import Patience
from callsheet_contracts.probe.plan import Plan, plan
from callsheet_contracts.probe.purse import Pricing, Purse, purse
from callsheet_contracts.probe.report import Report
from callsheet_contracts.probe.talk import Talk

TIMEOUT: Final = 60.0
"""Seconds that tasks are watched for on one's own machine."""
TIMEOUT_ELSEWHERE: Final = 900.0
FIRST_PAUSE: Final = 0.1
"""Seconds between the first two polls on one's own machine; pauses grow from there to the documented interval."""
PATIENCE: Final = 30.0
"""Seconds that an answer is waited for."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Choices:
    """How to probe, beyond what and where."""

    key: str | None = None
    """The provider's key; on one's own machine, a placeholder stands in where there is none."""
    exhaustive: bool = False
    """Send each duty by a call of its own, and every variation of it."""
    only: tuple[str, ...] = ()
    """Ids of the cases to send; all, if none is named."""
    limit: int | None = None
    """Calls to make at most."""
    like: object = None
    """A request that the server is known to take: its values stand wherever they do not matter."""
    poll_every: float | None = None
    """Seconds between two polls; left out, short pauses that grow on one's own machine, else as documented."""
    timeout: float | None = None
    """Seconds after which a task that has not ended never ends."""
    allow_host: str | None = None
    """A host elsewhere that may be called."""
    budget: Decimal | None = None
    """How much may be spent, in the currency of the price list; needed elsewhere than on one's own machine."""
    price: Decimal | None = None
    """What a request costs at most that has no known price."""


def probe(
    catalog: Catalog,
    name: str,
    base: str,
    *,
    choices: Choices | None = None,
    pricing: Pricing | None = None,
    transport: httpx.BaseTransport | None = None,
    sleep: Callable[[float], None] = time.sleep,
    now: Callable[[], float] = time.time,
) -> Report:
    """Probe a server about one endpoint.

    Args:
        catalog: The compiled specs.
        name: `provider/endpoint`.
        base: Address of the server: a client's `base_url`.
        choices: How; a careful way on one's own machine if left out.
        pricing: What requests cost; needed where a budget is.
        transport: Another way to the server, such as a simulator's; the network if left out.
        sleep: Waits for so many seconds; a test that turns a clock of its own waits for nothing.
        now: Tells the time.

    Raises:
        CannotProbe: the server may not be called, nothing answers there, the endpoint is unknown, or a choice does not
            fit. Nothing was billed.

    """
    began = time.process_time()
    chosen = choices or Choices()
    base = base.rstrip("/")
    _check(chosen)
    is_local = check_host(base, chosen.allow_host)
    provider, endpoint = _found(catalog, name, chosen.like)
    law, knows_key = Law(catalog), chosen.key is not None
    near = [one for _, one in catalog]
    planned = plan(provider, endpoint, law, near=near, exhaustive=chosen.exhaustive, knows_key=knows_key)
    money = _purse(planned, chosen, pricing, is_local=is_local)
    limits = endpoint.limits
    with httpx.Client(transport=transport, timeout=PATIENCE, follow_redirects=False, trust_env=not is_local) as client:
        talk = Talk(
            client=client,
            base=base,
            key=provider.key,
            secret=chosen.key,
            envelope=law.envelope(planned.endpoint),
            purse=money,
            most=chosen.limit,
            now=now,
            sleep=sleep,
            every=0.0 if is_local or limits is None or not limits.submit else 1 / limits.submit,
        )
        run = Asking(
            planned, talk, _patience(planned, chosen, is_local=is_local), is_local=is_local, knows_key=knows_key
        )
        outcomes = tuple(run.only(chosen.only) if chosen.only else run.all())
    return Report(
        endpoint=name,
        base=base,
        outcomes=outcomes,
        findings=findings(outcomes, base, provider.key),
        recording=talk.recording(name),
        cpu=time.process_time() - began,
        spent=money.spent if money else None,
        stopped=run.stopped,
        blocked=run.blocked,
    )


def _check(chosen: Choices) -> None:
    """Refuse numbers with which a probe would never end, or never begin."""
    # Written so that what is no number at all does not pass either.
    if chosen.poll_every is not None and not chosen.poll_every > 0:
        raise CannotProbe(f"between two polls there is a pause: --poll-every is more than 0, not {chosen.poll_every:g}")
    if chosen.timeout is not None and not chosen.timeout >= 0:
        raise CannotProbe(f"--timeout is a number of seconds, not {chosen.timeout:g}")
    if chosen.limit is not None and chosen.limit < 1:
        raise CannotProbe(f"a probe makes one call at least: --limit is 1 or more, not {chosen.limit}")


def _found(catalog: Catalog, name: str, like: object) -> tuple[Provider, Endpoint]:
    """Find an endpoint, with a request of one's own as its first example."""
    found = catalog.find(name)
    if found is None:
        hint = did_you_mean(name, [f"{one.name}/{two.name}" for one, two in catalog]) or "see `callsheet endpoints`"
        raise CannotProbe(f"no endpoint is called {name!r}; {hint}")
    provider, endpoint = found
    if like is None:
        return found
    wrong = [one for one in judge(endpoint, like) if one.level == "error"]
    if wrong:
        raise CannotProbe(f"the request to be like is wrong itself: {wrong[0].at or '/'} breaks {wrong[0].rule}")
    own = RequestExample(name="own", doc="", body=like, breaks=(), cites=(), span=endpoint.span)
    mine = replace(endpoint, requests=(own, *endpoint.requests))
    others = tuple(mine if one is endpoint else one for one in provider.endpoints)
    return replace(provider, endpoints=others), mine


def _purse(planned: Plan, chosen: Choices, pricing: Pricing | None, *, is_local: bool) -> Purse | None:
    if is_local and chosen.budget is None:
        return None
    if chosen.budget is None:
        raise CannotProbe(
            "each request that is accepted may be billed: say how much may be spent, with --budget AMOUNT"
        )
    if not is_local and chosen.key is None:
        raise CannotProbe(f"no key is set: set the variable {planned.provider.key.env}")
    if not planned.may_cost:
        return purse(chosen.budget, lambda _: Decimal(0), planned.documents())
    return purse(chosen.budget, pricing or (lambda _: None), planned.documents(), chosen.price)


def _patience(planned: Plan, chosen: Choices, *, is_local: bool) -> Patience:
    documented = planned.life.protocol.poll.every if planned.life else 1.0
    usual = TIMEOUT if is_local else TIMEOUT_ELSEWHERE
    timeout = usual if chosen.timeout is None else chosen.timeout
    if chosen.poll_every is not None:
        return Patience(chosen.poll_every, chosen.poll_every, timeout)
    return Patience(min(FIRST_PAUSE, documented) if is_local else documented, documented, timeout)
