"""Probe one endpoint of a server: send what shows its duties, watch its tasks, and judge all that comes back."""

import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Final

import httpx

from callsheet.diagnostics import did_you_mean
from callsheet.model.endpoint import Catalog, Endpoint, Provider, RequestExample
from callsheet.model.judge import judge
from callsheet_contracts.conformance.law import Law
from callsheet_contracts.probe.cases import Case, Outcome, State
from callsheet_contracts.probe.causes import culprits, findings, leaves, taken_documents
from callsheet_contracts.probe.hosts import CannotProbe, check_host
from callsheet_contracts.probe.judging import judged
from callsheet_contracts.probe.laws import lawful
from callsheet_contracts.probe.life import Life, Patience
from callsheet_contracts.probe.plan import PLAINEST, Bundle, Plan, plan
from callsheet_contracts.probe.purse import Pricing, Purse, purse
from callsheet_contracts.probe.report import Report
from callsheet_contracts.probe.talk import Heard, StoppedError, Talk

TIMEOUT: Final = 60.0
"""Seconds that tasks are watched for on one's own machine."""
TIMEOUT_ELSEWHERE: Final = 900.0
FIRST_PAUSE: Final = 0.1
"""Seconds between the first two polls on one's own machine; pauses grow from there to the documented interval."""
STAND_INS: Final = 5
"""So many other requests are tried where the plainest one is refused."""
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
        run = _Run(planned, talk, _patience(planned, chosen, is_local=is_local), is_local=is_local, knows_key=knows_key)
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


class _Run:
    """One pass over a plan."""

    def __init__(self, planned: Plan, talk: Talk, patience: Patience, *, is_local: bool, knows_key: bool) -> None:
        self._plan, self._talk, self._patience = planned, talk, patience
        self._is_local, self._knows_key = is_local, knows_key
        self.stopped = ""
        self.blocked = ""

    def all(self) -> Iterator[Outcome]:
        """Send everything, and judge it."""
        first = self._send(self._plan.plainest)
        yield first
        taken = self._plan.plainest if first.state is State.PASSED else self._stand_in(first)
        if taken is not None:
            # The last call is the one that was accepted.
            index = len(self._talk.exchanges)
            yield from self._life(taken, Heard(index, self._talk.said(index)))
            for case in self._plan.guards:
                yield self._send(_guarding(case, taken))
            right = [one for bundle in self._plan.bundles for one in self._bundle(bundle)]
            yield from right
            yield from self._told_apart(right)
            for case in self._plan.singles:
                yield self._send(case)
        else:
            self.blocked = f"{PLAINEST} is not accepted, nor others, so nothing else can be judged"
            yield from (self._unsent(one) for one in self._plan.sent())
        yield from lawful(self._plan.provider, self._plan.book, self._talk.exchanges, self._talk.wires, self._talk.base)
        yield from self._plan.left

    def _stand_in(self, first: Outcome) -> Case | None:
        """Find another request that is accepted: what is wrong with the plainest may be one of its values."""
        if first.code != "valid-but-refused":
            return None
        known = leaves(first.case.document)
        # Those first that have least in common with what was refused.
        others = sorted(self._plan.bundles, key=lambda one: len(known & leaves(one.together.document)))
        return next((one.together for one in others[:STAND_INS] if self._send(one.together).passed), None)

    def _told_apart(self, right: list[Outcome]) -> Iterator[Outcome]:
        """Put values that are always refused together into requests that are accepted, each by itself."""
        blamed = [one.case for one, _ in culprits(right)]
        for case in blamed if len(blamed) > 1 else ():
            mixtures = (self._plan.mixed(case, document) for document in taken_documents(right))
            mixture = next(filter(None, mixtures), None)
            outcome = self._send(mixture) if mixture else None
            # That it is refused once more is nothing new.
            if outcome is not None and outcome.passed:
                yield outcome

    def only(self, ids: tuple[str, ...]) -> Iterator[Outcome]:
        """Send some cases alone; of those that need more than one call, everything is sent, and only they are told."""
        known = {one.id: one for one in self._plan.cases() if one.wire is not None}
        if all(one in known for one in ids):
            for one in ids:
                yield self._send(known[one])
            return
        found = [one for one in self.all() if one.case.id in ids]
        for one in ids:
            if one not in {two.case.id for two in found}:
                raise CannotProbe(f"no case of {self._plan.book.endpoint} has the id {one!r}; a report lists them all")
        yield from found

    def _send(self, case: Case) -> Outcome:
        if self.stopped:
            return self._unsent(case)
        assert case.wire is not None, "what has no call is not sent"
        try:
            may_cost = self._plan.may_cost and case.wire.method != "GET"
            heard = self._talk.say(case.wire, case.document if may_cost else None)
        except StoppedError as stop:
            self.stopped = str(stop)
            return self._unsent(case)
        return self._weighed(judged(case, heard))

    def _weighed(self, outcome: Outcome) -> Outcome:
        """Take it easy with a server for tests that takes any key, as most do."""
        wire = outcome.case.wire
        if outcome.code == "key-ignored" and wire is not None and wire.signed == "wrong" and self._is_local:
            return replace(outcome, level="warning")
        return outcome

    def _unsent(self, case: Case) -> Outcome:
        return Outcome(case=case, state=State.LEFT, came=f"not sent: {self.stopped or self.blocked}")

    def _life(self, taken: Case, first: Heard) -> Iterator[Outcome]:
        if self._plan.life is None:
            return
        life = Life(self._talk, self._plan.life, self._plan.book, taken, self._patience, knows_key=self._knows_key)
        try:
            yield from map(self._weighed, life.run(first))
        except StoppedError as stop:
            self.stopped = str(stop)

    def _bundle(self, bundle: Bundle) -> Iterator[Outcome]:
        """Send what shows several cases; where it fails, each alone."""
        whole = self._send(bundle.together)
        if len(bundle.alone) == 1:
            yield whole
            return
        if whole.state is not State.FAILED:
            yield from (replace(whole, case=one, document=bundle.together.document) for one in bundle.alone)
            return
        alone = [self._send(one) for one in bundle.alone]
        yield from alone
        if not any(one.state is State.FAILED for one in alone):
            advice = f"{whole.advice}. Each of its parts is accepted alone"
            yield replace(whole, advice=advice)


def _guarding(case: Case, taken: Case) -> Case:
    """Let a request that is accepted be the one that lacks something."""
    assert case.wire is not None, "a guard is a call"
    assert taken.wire is not None, "what is accepted was sent"
    wire = replace(taken.wire, headers=case.wire.headers, signed=case.wire.signed)
    return replace(case, wire=wire, document=taken.document)
