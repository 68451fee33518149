"""Watch tasks from their creation to beyond their end, and ask what may not be asked. Knows no request's fields.

What the answers say of a task's way is judged later, over all of them; here is judged what only the asker knows.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Final, cast

from callsheet.model.endpoint import TaskEndpoint
from callsheet.model.protocol import Call, Cancel, Listing
from callsheet.model.protocol import State as TaskState
from callsheet_contracts.conformance.findings import OBLIGATIONS
from callsheet_contracts.conformance.shapes import as_word
from callsheet_contracts.conformance.shapes import at as look
from callsheet_contracts.probe.casebook import Casebook, stated
from callsheet_contracts.probe.cases import Case, Expected, Outcome, State
from callsheet_contracts.probe.judging import in_words, judged
from callsheet_contracts.probe.talk import Heard, Talk
from callsheet_contracts.simulator.answers import has_numbers
from callsheet_contracts.wires import task_wire
from callsheet_runtime.machine import ALIVE, Meaning

GROWTH: Final = 1.5
"""How much longer each pause between polls is than the one before, up to the documented interval."""
AFTERWARDS: Final = 2
"""Polls of a task that has ended: it is to stay as it is."""
STRANGER: Final = {True: "1234567890123456789", False: "00000000-0000-4000-8000-000000000000"}
"""Ids that no task has, by whether ids are numbers."""


@dataclass(frozen=True, slots=True)
class Patience:
    """How often and how long tasks are asked for, in seconds."""

    first: float
    most: float
    timeout: float


class Life:
    """The tasks of one endpoint, watched."""

    def __init__(
        self, talk: Talk, endpoint: TaskEndpoint, book: Casebook, plainest: Case, patience: Patience, *, knows_key: bool
    ) -> None:
        self._talk, self._endpoint, self._book, self._plainest = talk, endpoint, book, plainest
        self._patience, self._knows_key = patience, knows_key
        self._protocol = endpoint.protocol
        self._machine = endpoint.protocol.machine
        self._ends = {one.name for one in self._machine.states if one.means not in ALIVE}
        self.stuck: dict[str, None] = {}
        """Tasks that were alive when patience was over."""
        self.states: dict[str, str] = {}
        """What was told of each task last."""

    def run(self, first: Heard) -> Iterator[Outcome]:
        """Ask everything, the first task having been created already."""
        tasks = [one for one in (self._task(first), self._task(self._submit())) if one]
        if self._protocol.cancel is not None:
            yield from self._cancelled(self._protocol.cancel)
        self._watch(tasks)
        for times, task in zip((AFTERWARDS, 1), tasks, strict=False):
            for _ in range(times if task not in self.stuck else 0):
                self._poll(task)
        yield self._unknown()
        if tasks:
            yield from self._guarded(tasks[0])
        if self._protocol.cancel is not None and tasks and tasks[0] not in self.stuck:
            words = "a task that has ended cannot be cancelled"
            yield self._refused("the cancel of a task that has ended", "cancel", words, self._protocol.cancel, tasks[0])
        if self._protocol.listing is not None:
            yield from self._listed(self._protocol.listing, tasks)
        yield self._succeeded()
        yield self._never_ended()

    def _succeeded(self) -> Outcome:
        """Say whether any task came to a result, without which nothing can be said of results."""
        done = {one.name for one in self._machine.meaning(Meaning.SUCCEEDED)}
        words = "of a task that succeeds, the result is told"
        case = self._book.make("the result of a task", "result", Expected.LAWFUL, stated(words, self._machine.cites))
        if done & set(self.states.values()):
            return Outcome(case=case, state=State.PASSED, came="a task succeeded")
        return Outcome(case=case, state=State.UNJUDGED, came="no task succeeded, so no result was seen")

    def _never_ended(self) -> Outcome:
        words, poll = OBLIGATIONS["never-ended"].words, self._protocol.poll
        task = next(iter(self.stuck), "")
        wire = task_wire(poll, task) if task else None
        label = "the end of a task"
        case = self._book.make(label, "never-ended", Expected.LAWFUL, stated(words, self._machine.cites), wire=wire)
        if not task:
            return Outcome(case=case, state=State.PASSED, came="all tasks ended")
        came = f"after {self._patience.timeout:g} s of polling it is {self.states.get(task) or 'in no state'}"
        advice = "let every task end; or be more patient, with --timeout"
        return Outcome(case=case, state=State.FAILED, code="never-ended", came=came, advice=advice)

    # Single calls.

    def _submit(self) -> Heard:
        assert self._plainest.wire is not None, "the plainest request is one that can be sent"
        return self._talk.say(self._plainest.wire, self._plainest.document)

    def _task(self, heard: Heard) -> str:
        body = heard.said.body if heard.said and heard.said.accepted else None
        return as_word(look(body, self._protocol.submit.task))

    def _poll(self, task: str) -> Heard:
        heard = self._talk.say(task_wire(self._protocol.poll, task))
        if heard.said and heard.said.accepted:
            self.states[task] = as_word(look(heard.said.body, self._machine.at))
        return heard

    def _watch(self, tasks: list[str]) -> None:
        """Ask for all tasks in turn until each has ended, or patience is over."""
        alive, pause, waited = list(tasks), self._patience.first, 0.0
        while alive:
            for task in alive:
                self._poll(task)
            alive = [one for one in alive if self.states.get(one) not in self._ends]
            if alive and waited >= self._patience.timeout:
                self.stuck |= dict.fromkeys(alive)
                return
            if alive:
                pause = min(pause, max(self._patience.timeout - waited, 0.0))
                self._talk.sleep(pause)
                waited += pause
                pause = min(pause * GROWTH, self._patience.most) or self._patience.first

    # What only the asker knows.

    def _unknown(self) -> Outcome:
        """Ask for a task that was never created: it is refused, or told to be in the state of such tasks."""
        stranger = STRANGER[has_numbers(self._endpoint)]
        gone = [one.name for one in self._machine.states if one.anytime and one.means is Meaning.EXPIRED]
        words = "of a task that does not exist it is said that it does not exist" + (
            f", or that it is {' or '.join(gone)}" if gone else ""
        )
        wire = task_wire(self._protocol.poll, stranger)
        cites = self._machine.cites
        case = self._book.make(
            "the poll of a task that was never created",
            "task-unknown",
            Expected.EITHER,
            stated(words, cites),
            wire=wire,
        )
        heard = self._poll(stranger)
        said = heard.said
        if said is not None and said.accepted and self.states.get(stranger) not in gone:
            came = f"{in_words(said)}, the task being {self.states.get(stranger) or 'in no state'}"
            advice = "refuse it as the error table says"
            return Outcome(case=case, state=State.FAILED, code="task-unknown", came=came, advice=advice)
        if said is not None and not said.accepted:
            return judged(replace(case, expected=Expected.REFUSED), heard)
        return judged(case, heard)

    def _guarded(self, task: str) -> Iterator[Outcome]:
        poll, key = self._protocol.poll, self._talk.key
        for case in self._book.guards("a poll", poll, key, task_wire(poll, task), knows_key=self._knows_key):
            assert case.wire is not None, "a guard is a call"
            yield judged(case, self._talk.say(case.wire))

    def _refused(self, label: str, constraint: str, words: str, call: Call, task: str) -> Outcome:
        wire = task_wire(call, task)
        case = self._book.make(label, constraint, Expected.REFUSED, stated(words, call.cites), wire=wire)
        return judged(case, self._talk.say(wire))

    def _cancelled(self, cancel: Cancel) -> Iterator[Outcome]:
        """Cancel a task while it may be cancelled; what has ended so stays so."""
        words = "a task that does not exist cannot be cancelled"
        stranger = STRANGER[has_numbers(self._endpoint)]
        yield self._refused("the cancel of a task that was never created", "cancel", words, cancel, stranger)
        task = self._task(self._submit())
        wire = task_wire(cancel, task)
        words = f"a task that may be cancelled is cancelled, and is {cancel.leads_to} then"
        label = "the cancel of a new task"
        case = self._book.make(label, "cancel", Expected.ACCEPTED, stated(words, cancel.cites), wire=wire)
        if not task:
            yield Outcome(case=case, state=State.UNJUDGED, came="no task was created that could be cancelled")
            return
        heard = self._talk.say(wire)
        if heard.said is None or heard.said.accepted:
            yield self._ended_by(case, heard, task, cancel)
            return
        self._poll(task)
        state, came = self._state(task), in_words(heard.said)
        if state is not None and cancel.leads_to in state.next:
            advice = f"cancel a task that is {state.name}"
            yield Outcome(case=case, state=State.FAILED, code="cancel-refused", came=came, advice=advice)
        else:
            now = state.name if state else "in no known state"
            yield Outcome(case=case, state=State.UNJUDGED, came=f"{came}; the task was {now} already")

    def _ended_by(self, case: Case, heard: Heard, task: str, cancel: Cancel) -> Outcome:
        if heard.said is None:
            return judged(case, heard)
        self._watch([task])
        if self.states.get(task) == cancel.leads_to:
            return Outcome(case=case, state=State.PASSED, came=in_words(heard.said))
        came = f"{in_words(heard.said)}, and the task is {self.states.get(task) or 'in no state'} later"
        advice = f"tell that it is {cancel.leads_to}, or refuse the cancel"
        return Outcome(case=case, state=State.FAILED, code="cancel-ignored", came=came, advice=advice)

    def _state(self, task: str) -> TaskState | None:
        return self._machine.state(self.states.get(task, ""))

    def _listed(self, listing: Listing, tasks: list[str]) -> Iterator[Outcome]:
        """List all tasks, and those of one state."""
        wire = task_wire(listing, "")
        words = "the list of tasks has those that were created"
        case = self._book.make("the list of tasks", "list", Expected.ACCEPTED, stated(words, listing.cites), wire=wire)
        heard = self._talk.say(wire)
        outcome = judged(case, heard)
        rows = list(self._rows(listing, heard))
        missing = [one for one in tasks if one not in {task for task, _ in rows}]
        if outcome.state is State.PASSED and missing:
            advice = "list what was created, the latest first"
            came = f"the task {missing[0]} is not among {len(rows)} rows"
            # No page says how soon a task is listed.
            outcome = replace(
                outcome, state=State.FAILED, code="list-incomplete", level="warning", came=came, advice=advice
            )
        yield outcome
        state = next(iter(self._machine.meaning(Meaning.SUCCEEDED)), None)
        if listing.query.status is None or state is None:
            return
        wire = task_wire(listing, "", {listing.query.status: state.name})
        words = f"the list of tasks that are {state.name} has no other ones"
        case = self._book.make(
            f"the list of tasks that are {state.name}",
            "list",
            Expected.ACCEPTED,
            stated(words, listing.cites),
            wire=wire,
        )
        heard = self._talk.say(wire)
        outcome = judged(case, heard)
        others = [(task, said) for task, said in self._rows(listing, heard) if said != state.name]
        if outcome.state is State.PASSED and others:
            came = f"the task {others[0][0]} is in it, and is {others[0][1] or 'in no state'}"
            advice = f"keep to the parameter {listing.query.status}"
            outcome = replace(outcome, state=State.FAILED, code="list-unfiltered", came=came, advice=advice)
        yield outcome

    def _rows(self, listing: Listing, heard: Heard) -> Iterator[tuple[str, str]]:
        rows = look(heard.said.body, listing.rows) if heard.said and heard.said.accepted else None
        for row in cast("list[object]", rows) if isinstance(rows, list) else []:
            task, state = (as_word(look(row, tuple(one.split(".")))) for one in (listing.row.task, listing.row.status))
            yield task, state
