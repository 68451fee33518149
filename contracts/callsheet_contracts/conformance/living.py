"""Judge the lives of tasks: the course of their states, how often they are asked for, and how they end."""

from collections.abc import Iterable
from typing import Final

from callsheet.model.endpoint import TaskEndpoint
from callsheet.model.request import pointer
from callsheet_contracts.conformance.law import Law
from callsheet_contracts.conformance.lives import Hurry, Life
from callsheet_contracts.conformance.notes import Notes
from callsheet_contracts.conformance.observations import Observation, Sighting
from callsheet_contracts.conformance.rules import region
from callsheet_runtime.problems import show

JITTER: Final = 0.05
"""Clocks of clients and recorders differ by so much of an interval."""
GRAIN: Final = 1.0
"""Seconds that the `Date` of an answer may be off."""


class Living:
    """The tasks of one recording."""

    def __init__(self, law: Law, notes: Notes) -> None:
        self._law = law
        self._notes = notes

    def take(self, seen: Observation) -> None:
        """Judge what one call shows of tasks."""
        if seen.kind == "poll":
            self._hurry(seen)
        for one in seen.sightings:
            self._state(seen, one)

    def end(self, lives: Iterable[Life]) -> None:
        """Say what is to be said of tasks when all was heard."""
        for life in lives:
            self._hurried(life)
            self._ended(life)

    def _state(self, seen: Observation, one: Sighting) -> None:
        course, machine, life = self._law.course(one.machine), one.machine, one.life
        before, now = one.before or machine.start, one.now
        if now == before and type(one.value) is course.type:
            return
        place = self._notes.place(seen.exchange, "response", pointer(one.path))
        if now not in course.names:
            known = ", ".join(state.name for state in machine.states)
            words = f"no page has the state {show(one.value)}; there are {known}"
            self._notes.find("status-undocumented", place, words, life.label, spec=region(machine), task=life.id)
            return
        if not isinstance(one.value, course.type):
            words = f"the state is to be {'text' if isinstance(one.value, int) else 'a number'}, not {show(one.value)}"
            self._notes.find("answer-field-type", place, words, life.label, spec=region(machine), task=life.id)
        code = course.breach(before, now)
        if code:
            was = f"{before} is an end" if code == "terminal-left" else f"{now} cannot follow {before}"
            words = f"{was}, and the task is {now} now"
            spec = region(machine.state(before) or machine)
            self._notes.find(code, place, words, life.label, spec=spec, task=life.id)

    def _hurry(self, seen: Observation) -> None:
        """Note a poll that came too soon after one that was answered."""
        exchange, life, endpoint = seen.exchange, seen.life, seen.endpoint
        assert life is not None, "a poll is about a task"
        assert isinstance(endpoint, TaskEndpoint), "only tasks are polled"
        last = life.last_poll
        answered = seen.said is not None and seen.said.accepted
        life.last_poll = (exchange.when, exchange.exact) if exchange.when is not None and answered else None
        if last is None or exchange.when is None:
            return
        every = endpoint.protocol.poll.every
        gap = exchange.when - last[0]
        if gap >= every * (1 - JITTER) - (0 if exchange.exact and last[1] else GRAIN):
            return
        if life.hurried is None:
            life.hurried = Hurry(self._notes.place(exchange, "request"), gap, every)
        else:
            life.hurried.times += 1
            life.hurried.shortest = min(gap, life.hurried.shortest)

    def _hurried(self, life: Life) -> None:
        hurry = life.hurried
        if hurry is not None:
            words = (
                f"{hurry.times} {'polls came' if hurry.times > 1 else 'poll came'} too soon: "
                f"{hurry.shortest:.3g} s after the one before, where {hurry.every:g} s are documented"
            )
            cites = life.endpoint.protocol.poll.cites if life.endpoint else ()
            self._notes.find("polled-too-fast", hurry.place, words, life.label, cites=cites, task=life.id)

    def _ended(self, life: Life) -> None:
        if life.endpoint is None or life.ended:
            return
        protocol = life.endpoint.protocol
        if life.submitted is not None and not life.polls:
            words = f"the task {life.id} was created, and nobody asked for it"
            place = self._notes.place(life.submitted, "response", pointer(protocol.submit.task))
            self._notes.find("never-polled", place, words, life.label, cites=protocol.poll.cites, task=life.id)
        elif life.polls and life.seen is not None and life.state in self._law.course(protocol.machine).names:
            words = f"the task {life.id} was asked for {life.polls} times, and is {life.state} at the end"
            spec = region(protocol.machine.state(life.state) or protocol.machine)
            place = self._notes.place(life.seen, "response", pointer(protocol.machine.at))
            self._notes.find("never-ended", place, words, life.label, spec=spec, task=life.id)
