"""Servers that are wrong in one way, for each of seventeen ways, and one that is right, for each endpoint.

`everything` probes all of them and says what was caught and named.
Wrong in what they take: the simulator of a spec that is altered in one constraint. Wrong in what they tell: a simulator
whose answers are altered on their way. Which field or rule it is follows from the model, and never from the list of
duties that is tested here: a request of the spec's own shows that the altered server differs.
"""

import copy
import json
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import Final, cast

import httpx

from callsheet.model.endpoint import CallEndpoint, Catalog, Endpoint, Provider, TaskEndpoint
from callsheet.model.judge import judge
from callsheet.model.request import Choice, ChoiceValue, Number, Parameter, Text, Whole
from callsheet_contracts.probe import Report, probe
from callsheet_contracts.simulator import ManualClock, Simulator
from callsheet_contracts.simulator.answers import code_word, has_numbers, id_word, put, status_word
from callsheet_contracts.simulator.checks import Asked
from callsheet_contracts.simulator.tasks import change_of_mind, setback
from callsheet_runtime.machine import ALIVE, Meaning
from callsheet_runtime.reading import look
from support.catalog import real

BASE: Final = "http://127.0.0.1:8000"
Body = dict[str, object]
Spoil = Callable[[httpx.Request, Body], None]
Where = tuple[Provider, TaskEndpoint]


@dataclass(frozen=True, kw_only=True)
class Wrong:
    """What is wrong with a server."""

    named: str
    """What a finding has to name: a constraint, a rule, or a law of conversations."""
    served: TaskEndpoint | None = None
    """The endpoint as the server has it, where that differs."""
    asks: str = ""
    """A fault that the simulator is asked for in every call."""
    adds: Mapping[str, str] = field(default_factory=dict[str, str])
    """Headers that it takes for sent in every submit."""
    spoil: Spoil | None = None
    """Alters answers."""


class Server(httpx.BaseTransport):
    """Leads to a simulator, and does wrong on the way."""

    def __init__(self, inner: httpx.BaseTransport, wrong: Wrong) -> None:
        self._inner, self._wrong = inner, wrong

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        if self._wrong.asks:
            request.headers["X-Simulate"] = self._wrong.asks
        if request.method == "POST":
            request.headers.update(self._wrong.adds)
        came = self._inner.handle_request(request)
        if self._wrong.spoil is None:
            return came
        body = cast(Body, json.loads(came.read()))
        self._wrong.spoil(request, body)
        return httpx.Response(came.status_code, json=body)


# ── what it takes ──


def altered(endpoint: TaskEndpoint, one: Parameter, kind: Choice | Text | Whole | Number) -> TaskEndpoint:
    parameters = tuple(replace(two, kind=kind) if two is one else two for two in endpoint.parameters)
    return replace(endpoint, parameters=parameters)


def differs(where: Where, served: TaskEndpoint, one: Parameter, value: object) -> bool:
    """Tell whether a right example with another value is taken by one and refused by the other.

    What another endpoint at the same address takes is right there, whatever becomes of this one.
    """
    provider, endpoint = where
    path = endpoint.protocol.submit.path
    others = [two for two in provider.tasks if two is not endpoint and two.protocol.submit.path == path]
    for example in endpoint.requests:
        if not judge(endpoint, example.body):
            body = cast(Body, copy.deepcopy(example.body))
            put(body, one.at, value)
            if bool(errors(endpoint, body)) != bool(errors(served, body)) and all(errors(two, body) for two in others):
                return True
    return False


def errors(endpoint: TaskEndpoint, body: object) -> list[str]:
    return [one.rule for one in judge(endpoint, body) if one.level == "error"]


def numbers(where: Where, step: int, value: int) -> Wrong | None:
    """Move the upper bound of a number."""
    _, endpoint = where
    for one in endpoint.parameters:
        if isinstance(one.kind, Whole) and one.kind.high is not None:
            served = altered(endpoint, one, replace(one.kind, high=one.kind.high + step))
            if differs(where, served, one, one.kind.high + value):
                return Wrong(named=f"{one.name}.range", served=served)
    return None


def accepts_beyond_max(where: Where) -> Wrong | None:
    return numbers(where, 1, 1)


def rejects_max(where: Where) -> Wrong | None:
    return numbers(where, -1, 0)


def enums(where: Where) -> Iterator[tuple[Parameter, Choice]]:
    _, endpoint = where
    # The model names the endpoint: with another one, it is another endpoint's request.
    for one in endpoint.parameters:
        if isinstance(one.kind, Choice) and one is not endpoint.model:
            yield one, one.kind


def accepts_any_value(where: Where) -> Wrong | None:
    _, endpoint = where
    for one, _kind in enums(where):
        served = altered(endpoint, one, Text(low=None, high=None))
        if differs(where, served, one, "no-such-value"):
            return Wrong(named=f"{one.name}.values", served=served)
    return None


def accepts_one_value(where: Where) -> Wrong | None:
    """Take a value that is legal for another endpoint, of whichever provider."""
    _, endpoint = where
    for one, kind in enums(where):
        for value in elsewhere(one.short):
            if value not in kind.words():
                served = altered(endpoint, one, Choice((*kind.values, ChoiceValue(value))))
                if differs(where, served, one, value):
                    return Wrong(named=f"{one.name}.values", served=served)
    return None


def elsewhere(short: str) -> Iterator[str]:
    for _, endpoint in real():
        for one in endpoint.parameters:
            if one.short == short and isinstance(one.kind, Choice):
                yield from one.kind.words()


def rejects_one_value(where: Where) -> Wrong | None:
    _, endpoint = where
    for one, kind in enums(where):
        for gone in reversed(kind.values):
            served = altered(endpoint, one, replace(kind, values=tuple(two for two in kind.values if two is not gone)))
            if len(kind.values) > 1 and differs(where, served, one, gone.value):
                return Wrong(named=f"{one.name}.values", served=served)
    return None


def accepts_long_text(where: Where) -> Wrong | None:
    _, endpoint = where
    for one in endpoint.parameters:
        if isinstance(one.kind, Text) and one.kind.high is not None and one.kind.beyond == "error":
            served = altered(endpoint, one, replace(one.kind, high=one.kind.high + 1))
            if differs(where, served, one, "x" * (one.kind.high + 1)):
                return Wrong(named=f"{one.name}.length", served=served)
    return None


def ignores_rule(where: Where, place: int) -> Wrong | None:
    _, endpoint = where
    rules = [one for one in endpoint.rules if one.level == "error"]
    if len(rules) < 1 + abs(place):
        return None
    gone = rules[place]
    served = replace(endpoint, rules=tuple(one for one in endpoint.rules if one is not gone))
    return Wrong(named=gone.name, served=served)


def ignores_first_rule(where: Where) -> Wrong | None:
    return ignores_rule(where, 0)


def ignores_last_rule(where: Where) -> Wrong | None:
    return ignores_rule(where, -1)


def ignores_header(where: Where) -> Wrong | None:
    _, endpoint = where
    submit = endpoint.protocol.submit
    if not any(one.needed for one in submit.headers):
        return None
    return Wrong(named="header-missing", adds={one.name: one.value or "made-up" for one in submit.headers})


# ── what it tells ──


def after_the_end(endpoint: TaskEndpoint, word: str) -> Spoil:
    """Tell another state in every poll after the first that told an end."""
    machine, ended = endpoint.protocol.machine, set[str]()

    def spoil(request: httpx.Request, body: Body) -> None:
        state = machine.state(str(look(body, ".".join(machine.at))))
        if request.method == "GET" and state is not None:
            if request.url.path in ended:
                put(body, machine.at, status_word(machine, word))
            elif state.means not in ALIVE:
                ended.add(request.url.path)

    return spoil


def leaves_the_end(where: Where) -> Wrong | None:
    _, endpoint = where
    alive = next(one.name for one in endpoint.protocol.machine.states if one.means is Meaning.RUNNING)
    return Wrong(named="terminal-left", spoil=after_the_end(endpoint, alive))


def flips(_: Where) -> Wrong | None:
    return Wrong(named="terminal-left", asks="submit=flip")


def goes_back(_: Where) -> Wrong | None:
    return Wrong(named="sequence-regressed", asks="submit=regress")


def never_ends(_: Where) -> Wrong | None:
    return Wrong(named="never-ended", asks="submit=stuck")


def unknown_status(where: Where) -> Wrong | None:
    _, endpoint = where
    word = "77" if isinstance(status_word(endpoint.protocol.machine, "77"), int) else "BAKING"
    return Wrong(named="status-undocumented", asks=f"poll=unknown-status:{word}")


def no_result(_: Where) -> Wrong | None:
    return Wrong(named="result-missing", asks="submit=no-result")


def other_id(where: Where) -> Wrong | None:
    """Tell of the task that was created last, whichever is asked for."""
    _, endpoint = where
    protocol, created = endpoint.protocol, list[str]()
    if protocol.poll.task is None:
        return None
    told = protocol.poll.task

    def spoil(request: httpx.Request, body: Body) -> None:
        made = look(body, ".".join(protocol.submit.task))
        if request.method == "POST" and made is not None:
            created.append(str(made))
        elif request.method == "GET" and look(body, ".".join(told)) is not None:
            put(body, told, id_word(created[-1], as_number=has_numbers(endpoint)))

    return Wrong(named="wrong-task-id", spoil=spoil)


def unheard_code(where: Where) -> Wrong | None:
    _, endpoint = where
    table = endpoint.protocol.errors
    at = table.usual.code
    if at is None:
        return None
    is_number = isinstance(code_word(table, table.known[0].code), int)

    def spoil(_: httpx.Request, body: Body) -> None:
        code = look(body, ".".join(at))
        if code is not None and str(code) not in {"", table.success}:
            put(body, at, 987654 if is_number else "NobodyKnowsThisCode")

    return Wrong(named="error-code-undocumented", spoil=spoil)


FAULTS: Final[dict[str, Callable[[Where], Wrong | None]]] = {
    "a task that succeeded is at work again": leaves_the_end,
    "a task that succeeded has failed later": flips,
    "a task at work goes back to waiting": goes_back,
    "a task never ends": never_ends,
    "a poll is answered with another task's id": other_id,
    "a state that no page names": unknown_status,
    "a success without its result": no_result,
    "an error code that no page names": unheard_code,
    "takes one more than the maximum": accepts_beyond_max,
    "refuses the maximum": rejects_max,
    "takes any value of an enum": accepts_any_value,
    "takes one value that is not documented": accepts_one_value,
    "refuses one value that is documented": rejects_one_value,
    "takes a text that is one character too long": accepts_long_text,
    "ignores a rule between fields": ignores_first_rule,
    "ignores another rule between fields": ignores_last_rule,
    "ignores a header that is needed": ignores_header,
}


def probed(provider: Provider, endpoint: Asked, wrong: Wrong | None = None) -> Report:
    """Probe a server about an endpoint."""
    wrong = wrong or Wrong(named="")
    served = provider
    if wrong.served is not None:
        others = tuple(wrong.served if one is endpoint else one for one in provider.endpoints)
        served = replace(provider, endpoints=others)
    clock = ManualClock()
    simulator = Simulator(Catalog((served,)), clock=clock, task_seconds=30, seed=7)
    server = Server(simulator.transport(provider.name), wrong)
    return probe(real(), f"{provider.name}/{endpoint.name}", BASE, transport=server, sleep=clock.advance)


def named(report: Report, wrong: Wrong) -> bool:
    """Tell whether a finding names what is wrong."""
    return any(wrong.named in {one.case.constraint, one.outcome.code} for one in report.failures())


def seeded(fault: str, provider: Provider) -> Iterator[tuple[TaskEndpoint, Wrong]]:
    """List the endpoints of a provider that can be wrong in one way, those with few duties first."""
    for endpoint in sorted(provider.tasks, key=lambda one: (len(one.rules), len(one.parameters))):
        wrong = FAULTS[fault]((provider, endpoint))
        if wrong is not None and can_be(wrong, endpoint):
            yield endpoint, wrong


def can_be(wrong: Wrong, endpoint: TaskEndpoint) -> bool:
    """Tell whether the machine of an endpoint allows a fault that a simulator is asked for."""
    machine = endpoint.protocol.machine
    if wrong.asks == "submit=regress":
        return setback(machine) is not None
    return wrong.asks != "submit=flip" or change_of_mind(machine) is not None


@dataclass(kw_only=True)
class Done:
    """What came of probing all servers."""

    caught: int = 0
    """Faults that were named at every provider that can have them."""
    faults: int = len(FAULTS)
    alarms: int = 0
    """Servers of which something is said though nothing is wrong with them."""
    servers: int = 0
    wrong: list[str] = field(default_factory=list[str])
    """What was not caught, and what was said for nothing."""


def asked(endpoint: Endpoint) -> Asked:
    """Take an endpoint for one that is called."""
    assert isinstance(endpoint, (TaskEndpoint, CallEndpoint))
    return endpoint


def everything() -> Done:
    """Probe every server."""
    done = Done()
    for fault in FAULTS:
        results: list[bool] = []
        for provider in real().providers:
            for endpoint, wrong in list(seeded(fault, provider))[:1]:
                report = probed(provider, endpoint, wrong)
                results.append(named(report, wrong))
                if not results[-1]:
                    done.wrong.append(f"{fault}: {provider.name}/{endpoint.name} does not name {wrong.named}")
        done.caught += bool(results) and all(results)
    for provider in real().providers:
        for one in (*provider.tasks, *provider.calls):
            report = probed(provider, asked(one))
            done.servers += 1
            done.alarms += bool(report.findings)
            done.wrong += [
                f"false alarm: {report.endpoint} {found.case.label}: {found.outcome.came}" for found in report.findings
            ]
    return done
