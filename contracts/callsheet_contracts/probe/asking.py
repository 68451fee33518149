"""One pass over a plan: what is sent after what, and what is sent again where something fails."""

from collections.abc import Iterator
from dataclasses import replace
from typing import Final

from callsheet_contracts.probe.cases import Case, Outcome, State
from callsheet_contracts.probe.causes import culprits, leaves, taken_documents
from callsheet_contracts.probe.hosts import CannotProbe
from callsheet_contracts.probe.judging import judged
from callsheet_contracts.probe.laws import lawful
from callsheet_contracts.probe.life import Life, Patience
from callsheet_contracts.probe.plan import PLAINEST, Bundle, Plan
from callsheet_contracts.probe.talk import Heard, StoppedError, Talk

STAND_INS: Final = 5
"""So many other requests are tried where the plainest one is refused."""


class Asking:
    """One pass over a plan. What ends it early is told in `stopped` and `blocked`."""

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
            self.blocked = self.stopped or f"{PLAINEST} is not accepted, nor others, so nothing else can be judged"
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
