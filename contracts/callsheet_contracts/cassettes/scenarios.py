"""What can become of a request: how to rehearse it with an endpoint, or why it cannot happen. Asks only the spec."""

from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Final, cast

from callsheet.model.endpoint import CallEndpoint, Provider, RequestExample, TaskEndpoint
from callsheet.model.judge import judge
from callsheet.model.protocol import ErrorCode, ErrorTable
from callsheet_contracts.paths import holes, place
from callsheet_contracts.simulator.checks import Asked, call_of, lines
from callsheet_contracts.simulator.faults import CallKind, Fault, Forgotten, Refuse, TaskFails, UnknownStatus
from callsheet_contracts.simulator.tasks import ending_for
from callsheet_runtime.machine import Meaning
from callsheet_runtime.protocol import Category

Body = dict[str, object]
MORE_THAN_TRIES: Final = 8
"""A refusal that is to last is answered to every repeat of a client."""
UNASKED: Final = "this call is answered at once: it leaves no task behind"


class Scenario(StrEnum):
    """What becomes of a request."""

    FINISHED = "finished"
    REFUSED = "refused"
    FAILED = "failed"
    CANCELLED = "cancelled"
    EXPIRED = "expired"
    MODERATED = "moderated"
    RATE_LIMITED = "rate-limited"


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """How it comes to that."""

    request: Body
    endpoint: Asked
    """What is asked. Of a call that looks at a task: what creates the task."""
    faults: tuple[tuple[CallKind, Fault], ...] = ()
    looks: CallEndpoint | None = None
    """The call that looks at the task, if it is not the task's own."""
    cancels: bool = False
    forgets: float = 0.0
    """Seconds after which the task is looked at, as it is forgotten by then."""


@dataclass(frozen=True, slots=True)
class Absent:
    """Why it cannot come to that."""

    reason: str


def plan(provider: Provider, endpoint: Asked, scenario: Scenario) -> Plan | Absent:
    """Say how to rehearse a scenario with an endpoint, or why there is nothing to rehearse."""
    if isinstance(endpoint, TaskEndpoint):
        return _of_task(endpoint, scenario)
    looked_at = looked_at_by(provider, endpoint)
    return _of_look(looked_at, endpoint, scenario) if looked_at else _of_call(endpoint, scenario)


def looked_at_by(provider: Provider, call: CallEndpoint) -> TaskEndpoint | None:
    """Find what creates the tasks that a call looks at: one that is answered as polls of these tasks are."""
    polls = [one for one in lines(provider) if one.kind == "poll"]
    line = next((one for one in polls if place(one.call) == place(call.call)), None)
    return line.tasks[0] if line else None


def request_for(endpoint: Asked) -> Body:
    """Take a request that the pages show, one without a file if there is one: such bodies can be read."""
    shown = [one for one in (_object(example) for example in endpoint.requests if not example.breaks) if one]
    bare = [one for one in shown if "$files" not in one]
    return next(iter((*bare, *shown)), Body())


def wrong_request(endpoint: Asked) -> Body | None:
    """Take a request that the pages speak against, and that can be sent."""
    needed = set(holes(call_of(endpoint).path))
    for body in map(_object, endpoint.requests):
        if body is None or not any(one.level == "error" for one in judge(endpoint, body)):
            continue
        path = body.get("$path")
        if needed <= set(cast("Body", path) if isinstance(path, dict) else ()):
            return body
    return None


def _of_task(endpoint: TaskEndpoint, scenario: Scenario) -> Plan | Absent:
    fine = Plan(request=request_for(endpoint), endpoint=endpoint)
    match scenario:
        case Scenario.FINISHED:
            return fine
        case Scenario.REFUSED:
            return _refused(endpoint, fine, "submit")
        case Scenario.FAILED:
            return _failed(endpoint, fine)
        case Scenario.CANCELLED if endpoint.protocol.cancel is None:
            return Absent("no page names a call that cancels a task")
        case Scenario.CANCELLED:
            return replace(fine, cancels=True)
        case Scenario.EXPIRED:
            return _expired(endpoint, fine)
        case Scenario.MODERATED:
            return _moderated(endpoint, fine)
        case Scenario.RATE_LIMITED:
            return _limited(endpoint.errors, fine, "submit")


def _of_call(endpoint: CallEndpoint, scenario: Scenario) -> Plan | Absent:
    fine = Plan(request=request_for(endpoint), endpoint=endpoint)
    match scenario:
        case Scenario.FINISHED:
            return fine
        case Scenario.REFUSED:
            return _refused(endpoint, fine, "call")
        case Scenario.FAILED:
            code = _about(endpoint.errors, Category.SERVER)
            return _with(fine, "call", code) if code else Absent("no error code is about the provider's own trouble")
        case Scenario.CANCELLED | Scenario.EXPIRED:
            return Absent(UNASKED)
        case Scenario.MODERATED:
            codes = {one.reads.get("code") for one in endpoint.answers if one.reads.get("category") == "moderation"}
            shown = next((one for one in endpoint.errors.known if one.code in codes), None)
            return _with(fine, "call", shown) if shown else Absent("no page shows this call held back by moderation")
        case Scenario.RATE_LIMITED:
            return _limited(endpoint.errors, fine, "call")


def _of_look(task: TaskEndpoint, call: CallEndpoint, scenario: Scenario) -> Plan | Absent:
    """Rehearse a call that looks at a task: the task is created first, and then becomes what it becomes."""
    match scenario:
        case Scenario.REFUSED:
            found: Plan | Absent = _badly_signed(call.errors, Plan(request=request_for(task), endpoint=task), "poll")
        case Scenario.RATE_LIMITED:
            found = _limited(call.errors, Plan(request=request_for(task), endpoint=task), "poll")
        case Scenario.CANCELLED:
            return Absent("no page names a call that cancels a task") if not task.protocol.cancel else Absent(UNASKED)
        case _:
            found = _of_task(task, scenario)
    if isinstance(found, Absent):
        return found
    return replace(found, looks=call)


def _refused(endpoint: Asked, fine: Plan, kind: CallKind) -> Plan | Absent:
    wrong = wrong_request(endpoint)
    if wrong is not None:
        return Plan(request=wrong, endpoint=endpoint)
    return _badly_signed(endpoint.errors, fine, kind)


def _badly_signed(errors: ErrorTable, fine: Plan, kind: CallKind) -> Plan | Absent:
    """Have a call refused for its key: where nothing can be wrong with the request itself."""
    known = errors.error_for("bad-key")
    return _with(fine, kind, known[0]) if known else Absent("no page tells what a wrong key is answered with")


def _failed(endpoint: TaskEndpoint, fine: Plan) -> Plan | Absent:
    if not endpoint.protocol.machine.meaning(Meaning.FAILED):
        return Absent("no state of a task means that it failed")
    codes = (_about(endpoint.errors, Category.SERVER), *endpoint.errors.known)
    for code in codes:
        ending = ending_for(endpoint, code.code) if code else None
        if code and code.means is not Category.MODERATION and ending and ending.means is Meaning.FAILED:
            return _then(fine, "submit", TaskFails(code.code))
    return Absent("no error code leads to a state that means failed")


def _moderated(endpoint: TaskEndpoint, fine: Plan) -> Plan | Absent:
    code = _about(endpoint.errors, Category.MODERATION)
    if code is None:
        return Absent("no error code is about moderation, and no state of a task means that it was held back")
    if ending_for(endpoint, code.code) is None:
        return Absent("no state of a task means that it was held back, or that it failed")
    return _then(fine, "submit", TaskFails(code.code))


def _expired(endpoint: TaskEndpoint, fine: Plan) -> Plan | Absent:
    machine, retention = endpoint.protocol.machine, endpoint.retention
    state = next(iter(machine.meaning(Meaning.EXPIRED)), None)
    after = state.after if state and state.after is not None else retention.task if retention else None
    if after is not None:
        return replace(fine, forgets=after)
    if state is not None:
        return _then(fine, "poll", UnknownStatus(state.name))
    if endpoint.errors.error_for("no-task"):
        return _then(fine, "submit", Forgotten())
    return Absent("no page tells how long a task is kept, or what is said of one that is forgotten")


def _limited(errors: ErrorTable, fine: Plan, kind: CallKind) -> Plan | Absent:
    named = errors.error_for("too-many")
    code = named[0] if named else _about(errors, Category.RATE, Category.CONCURRENCY)
    if code is None:
        return Absent("no error code is about calls that come too fast, or tasks that are too many")
    return _then(fine, kind, Refuse(code.code))


def _with(fine: Plan, kind: CallKind, code: ErrorCode) -> Plan:
    """Have every call of a kind refused with a code."""
    return replace(fine, faults=((kind, Refuse(code.code)),) * MORE_THAN_TRIES)


def _then(fine: Plan, kind: CallKind, fault: Fault) -> Plan:
    return replace(fine, faults=((kind, fault),))


def _about(errors: ErrorTable, *categories: Category) -> ErrorCode | None:
    return next((one for kind in categories for one in errors.known if one.means is kind), None)


def _object(example: RequestExample) -> Body | None:
    body = example.body
    return cast("Body", body) if isinstance(body, dict) else None
