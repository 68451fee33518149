"""Judge what came back: how an answer says how it went, ids, and the fields of results. Knows no task's course."""

from typing import cast

from callsheet.model.endpoint import TaskEndpoint
from callsheet.model.protocol import Listing, Path
from callsheet.model.request import pointer
from callsheet.model.source import Cite
from callsheet_contracts.conformance.answers import MOST_KEPT, Said
from callsheet_contracts.conformance.law import Law
from callsheet_contracts.conformance.notes import Notes
from callsheet_contracts.conformance.observations import Observation
from callsheet_contracts.conformance.rules import cited, region
from callsheet_contracts.conformance.shapes import as_word, at, moment_test, strange, told, unknown
from callsheet_runtime.machine import ALIVE
from callsheet_runtime.problems import show


class Telling:
    """The answers of one recording."""

    def __init__(self, law: Law, notes: Notes) -> None:
        self._law = law
        self._notes = notes
        self.media: set[str] = set()
        """Addresses of results: who fetches them makes no call of the provider's."""
        self._fine: dict[tuple[int, int, str], Said] = {}

    def take(self, seen: Observation) -> None:
        """Judge one."""
        self._envelope(seen)
        if not seen.good:
            return
        match seen.kind:
            case "submit":
                self._submitted(seen)
            case "call":
                self._result(seen, "")
            case "poll":
                self._polled(seen)
            case "list":
                self._list(seen)
            case _:
                pass

    def _envelope(self, seen: Observation) -> None:
        """Check what an answer says of the call itself."""
        said = seen.said
        if said is None:
            self._notes.find(
                "answer-missing", self._notes.place(seen.exchange, "request"), "no answer came", seen.label
            )
            return
        for wrong in said.wrong:
            place = self._notes.place(seen.exchange, "response", wrong.pointer)
            errors = seen.line.endpoints[0].errors
            table = wrong.known or (errors.known[0] if errors.known else None)
            spec = region(table) if table else None
            self._notes.find(wrong.code, place, wrong.words, seen.label, spec=spec, cites=errors.cites)
        if said.body is not None and strange(seen.shape.known, said.body):
            for path in unknown(seen.shape.known, said.body):
                dotted = ".".join("*" if key.isdecimal() else key for key in path)
                place = self._notes.place(seen.exchange, "response", pointer(path))
                words = f"no page names the field {dotted} in answers to {seen.kind}s"
                self._notes.again("undocumented-field", place, words, seen.label, what=dotted)

    def _submitted(self, seen: Observation) -> None:
        endpoint = seen.endpoint
        assert isinstance(endpoint, TaskEndpoint), "only tasks are submitted"
        submit = endpoint.protocol.submit
        value = at(seen.body, submit.task)
        if value is None or value == "":
            self._absent(seen, submit.task, ("task-id-missing", "the task's id", submit.cites))
            return
        place = self._notes.place(seen.exchange, "response", pointer(submit.task))
        wants_number = self._law.has_numbers(endpoint)
        if not isinstance(value, int if wants_number else str) or isinstance(value, bool):
            words = f"the task's id is to be {'a whole number' if wants_number else 'text'}, not {show(value)}"
            self._notes.find("answer-field-type", place, words, seen.label, cites=submit.cites)
        if seen.twin is not None and seen.twin.submitted is not None:
            task, first = seen.twin.id, self._notes.place(seen.twin.submitted, "response", pointer(submit.task))
            words = f"{task} is the id of the task of {first}, too"
            self._notes.find("task-id-reused", place, words, seen.label, cites=submit.cites, task=task)

    def _polled(self, seen: Observation) -> None:
        endpoint, life = seen.endpoint, seen.life
        assert isinstance(endpoint, TaskEndpoint), "only tasks are polled"
        assert life is not None, "a poll is about a task"
        poll, machine = endpoint.protocol.poll, endpoint.protocol.machine
        if poll.task is not None and seen.told is None:
            self._absent(seen, poll.task, ("wrong-task-id", "the task's id", poll.cites))
        elif poll.task is not None and seen.told != life.id:
            place = self._notes.place(seen.exchange, "response", pointer(poll.task))
            other = seen.told or show(at(seen.body, poll.task))
            words = f"{life.id} was asked for, and the answer is about {other}"
            self._notes.find("wrong-task-id", place, words, life.label, cites=poll.cites, task=life.id)
            # What it says is another task's.
            return
        if not seen.sightings:
            self._absent(seen, machine.at, ("status-missing", "the task's state", machine.cites))
            return
        state = seen.sightings[0].now
        self._failure(seen, endpoint, state, life.id)
        self._result(seen, state, task=life.id)

    def _failure(self, seen: Observation, endpoint: TaskEndpoint, state: str, task: str) -> None:
        """Check the code of a task that failed."""
        protocol = endpoint.protocol
        known = protocol.machine.state(state)
        if known is None or known.means in ALIVE or protocol.failure.code is None:
            return
        code = as_word(at(seen.body, protocol.failure.code))
        if code and code != protocol.errors.success and self._law.envelope(endpoint).known(code) is None:
            place = self._notes.place(seen.exchange, "response", pointer(protocol.failure.code))
            words = f"no page has the error code {show(code)}"
            cites = protocol.errors.cites
            self._notes.find("error-code-undocumented", place, words, seen.label, cites=cites, task=task)

    def _result(self, seen: Observation, state: str, *, task: str = "") -> None:
        """Check the fields of an answer; of the same answer in the same state, once."""
        same = (id(seen.said), id(seen.shape), state)
        if same in self._fine:
            return
        fine, shown = True, seen.shape.shown
        for one, value in told(seen.body, seen.shape, state):
            if type(value) is one.exact:
                continue
            if value is None:
                code, words = "result-missing", "is missing, and it is what was asked for"
            else:
                if one.field.type == "url" and isinstance(value, str):
                    self.media.add(value)
                code, words = one.test(value)
            if code and f"{one.pointer}={value!r}" not in shown:
                fine = False
                place = self._notes.place(seen.exchange, "response", one.pointer)
                spec, cite = region(one.field), cited(one.field.cites)
                said = f"{one.field.name} {words}"
                self._notes.find(code, place, said, seen.label, spec=spec, cite=cite, task=task)
        if fine and seen.said is not None:
            if len(self._fine) >= MOST_KEPT:
                self._fine.clear()
            # It is kept as long as it is known by its identity.
            self._fine[same] = seen.said

    def _list(self, seen: Observation) -> None:
        endpoint = seen.endpoint
        listing = endpoint.protocol.listing if isinstance(endpoint, TaskEndpoint) else None
        if listing is None:
            return
        rows = at(seen.body, listing.rows)
        if not isinstance(rows, list):
            place = self._notes.place(seen.exchange, "response", pointer(listing.rows))
            words = f"the rows are to be a list, not {show(rows)}"
            self._notes.find("answer-field-type", place, words, seen.label, cites=listing.cites)
            return
        for number, row in enumerate(cast("list[object]", rows)):
            self._row(seen, listing, number, row)

    def _row(self, seen: Observation, listing: Listing, number: int, row: object) -> None:
        """Check one row of a list."""
        form, before = listing.row, (*listing.rows, str(number))
        task, status = as_word(at(row, tuple(form.task.split(".")))), at(row, tuple(form.status.split(".")))
        if not task or status is None:
            place = self._notes.place(seen.exchange, "response", pointer(before))
            words = "a row is to have a task's id and state"
            self._notes.find("status-missing", place, words, seen.label, cites=listing.cites)
        if form.moment is None:
            return
        test = moment_test(form.moment)
        for column in (form.created, form.started, form.ended):
            value = at(row, tuple(column.split("."))) if column else None
            code, words = test(value) if value is not None and value != "" else ("", "")
            if code and column:
                place = self._notes.place(seen.exchange, "response", pointer((*before, *column.split("."))))
                self._notes.find(code, place, f"{column} {words}", seen.label, cites=listing.cites, task=task)

    def _absent(self, seen: Observation, path: Path, wanted: tuple[str, str, tuple[Cite, ...]]) -> None:
        """Say that something is not there: an error may stand in its place."""
        code, what, cites = wanted
        where, errors = pointer(path), seen.line.endpoints[0].errors
        said_no, place = self._law.envelope(seen.line.endpoints[0]).explains(seen.body)
        if place and errors.success is None:
            words = f"an error stands under HTTP {seen.said.status if seen.said else 0}: {said_no or 'see its words'}"
            there = self._notes.place(seen.exchange, "response", place)
            self._notes.find("wrong-envelope", there, words, seen.label, cites=cites)
        else:
            words = f"{what} is missing at {where}"
            self._notes.find(code, self._notes.place(seen.exchange, "response", where), words, seen.label, cites=cites)
