"""What a client does, as spans: which there are, whose children, what they say, and what they never say."""

import asyncio
import logging
import pickle
import re
import sys
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, field, replace
from importlib import import_module
from typing import Any, cast

import httpx
import pytest
from opentelemetry import trace
from opentelemetry.sdk.trace import ReadableSpan, TracerProvider
from opentelemetry.sdk.trace.export import SimpleSpanProcessor
from opentelemetry.sdk.trace.export.in_memory_span_exporter import InMemorySpanExporter
from opentelemetry.semconv.attributes import error_attributes, http_attributes, server_attributes, url_attributes
from opentelemetry.trace import SpanKind, StatusCode

from callsheet_clients.dashscope import AsyncDashScope, DashScope, happyhorse_t2v
from callsheet_contracts.simulator import Lose, ManualClock, Simulator, Status, TaskFails
from callsheet_runtime import (
    AsyncCalls,
    AsyncTasks,
    Calls,
    Hooks,
    MissingExtra,
    OutcomeUnknown,
    RequestRefused,
    TaskEnded,
    Tasks,
)
from callsheet_runtime.telemetry import tracing
from runtime.acme import (
    BUSY,
    CREATED,
    DONE,
    KEY,
    LOOK,
    QUEUED,
    TICKET,
    TYPED,
    VIDEO,
    AsyncStudio,
    Clip,
    Say,
    StillAsyncClock,
    StillClock,
    Studio,
    Timeline,
    Wire,
    refusal,
)
from support.catalog import real
from support.shell import ROOT

Do = Callable[[Any], object]
PROMPT = "a raccoon with a 5ecret"


@dataclass
class Traced:
    """Where spans go, and what is in them."""

    memory: InMemorySpanExporter = field(default_factory=InMemorySpanExporter)
    provider: TracerProvider = field(default_factory=TracerProvider)

    def __post_init__(self) -> None:
        self.provider.add_span_processor(SimpleSpanProcessor(self.memory))

    @property
    def spans(self) -> list[ReadableSpan]:
        return list(self.memory.get_finished_spans())

    def names(self) -> list[str]:
        return [one.name for one in self.spans]

    def one(self, name: str) -> ReadableSpan:
        (found,) = (one for one in self.spans if one.name.startswith(name))
        return found

    def below(self, span: ReadableSpan) -> list[ReadableSpan]:
        return [one for one in self.spans if one.parent and span.context and one.parent.span_id == span.context.span_id]


class Quiet:
    """The same hooks twice: once with something that is started at the first call, once with no activities."""

    def __init__(self, hooks: Hooks, start: Callable[[], object]) -> None:
        self.loud = hooks + Hooks(on_request=lambda _: start())
        self.quiet = replace(hooks, on_begin=None, on_end=None)


def said(span: ReadableSpan) -> Mapping[str, object]:
    return dict(span.attributes or {})


@pytest.fixture
def traced() -> Traced:
    return Traced()


class Make:
    """Do something with the tasks of a client over scripted answers: `make(do, CREATED, hooks=…)`."""

    def __init__(self, mode: str) -> None:
        self.mode = mode

    def __call__(self, do: Do, *script: Say | BaseException, hooks: Hooks, call: bool = False) -> object:
        line = Timeline()
        transport = httpx.MockTransport(Wire(line, *script))
        if self.mode == "sync":
            studio = Studio(key=KEY, http=httpx.Client(transport=transport), clock=StillClock(line), hooks=hooks)
            return do(Calls(studio, LOOK) if call else Tasks(studio, TYPED))

        async def main() -> object:
            http = httpx.AsyncClient(transport=transport)
            studio = AsyncStudio(key=KEY, http=http, clock=StillAsyncClock(line), hooks=hooks)
            return await cast("Awaitable[object]", do(AsyncCalls(studio, LOOK) if call else AsyncTasks(studio, TYPED)))

        return asyncio.run(main())


@pytest.fixture(params=["sync", "async"])
def make(request: pytest.FixtureRequest) -> Make:
    return Make(str(request.param))


def test_a_submit_is_a_span_with_its_exchange_below(make: Make, traced: Traced) -> None:
    make(lambda tasks: tasks.submit(Clip(prompt=PROMPT)), CREATED, hooks=tracing(traced.provider))
    assert traced.names() == ["POST", "submit acme/clip"]
    exchange, submit = traced.spans
    assert traced.below(submit) == [exchange]
    assert submit.parent is None
    assert (submit.kind, exchange.kind) == (SpanKind.CLIENT, SpanKind.CLIENT)
    assert said(submit) == {
        "callsheet.activity": "submit",
        "callsheet.endpoint": "acme/clip",
        "callsheet.server": "north",
        "gen_ai.operation.name": "generate_content",
        "gen_ai.provider.name": "acme",
        "gen_ai.request.model": "m1",
        "callsheet.task.id": "t-1",
        "callsheet.price.expected": said(submit)["callsheet.price.expected"],
    }
    assert "EUR" in str(said(submit)["callsheet.price.expected"])
    assert said(exchange) == {
        "http.request.method": "POST",
        "url.full": "https://north.acme.test/v1/clips",
        "server.address": "north.acme.test",
        "server.port": 443,
        "http.response.status_code": 200,
        "callsheet.request_id": "r-1",
    }
    assert {one.status.status_code for one in traced.spans} == {StatusCode.UNSET}


def test_a_wait_tells_each_state_once(make: Make, traced: Traced) -> None:
    hooks = tracing(traced.provider)
    assert make(lambda tasks: tasks.wait(TICKET), QUEUED, BUSY, BUSY, DONE, hooks=hooks) == VIDEO
    wait = traced.one("wait acme/clip")
    assert [one.name for one in traced.below(wait)] == ["GET"] * 4
    assert [(one.name, dict(one.attributes or {})) for one in wait.events] == [
        ("callsheet.task.status", {"callsheet.task.status": "QUEUED", "callsheet.task.means": "waiting"}),
        ("callsheet.task.status", {"callsheet.task.status": "BUSY", "callsheet.task.means": "running"}),
        ("callsheet.task.status", {"callsheet.task.status": "DONE", "callsheet.task.means": "succeeded"}),
    ]
    told = said(wait)
    assert (told["callsheet.task.id"], told["callsheet.task.status"]) == ("t-1", "DONE")
    assert wait.kind is SpanKind.INTERNAL
    assert "gen_ai.operation.name" not in told


def test_a_run_knows_its_task_by_the_looks_at_it(make: Make, traced: Traced) -> None:
    make(lambda tasks: tasks.run(Clip()), CREATED, DONE, hooks=tracing(traced.provider))
    told = said(traced.one("run acme/clip"))
    assert (told["callsheet.task.id"], told["gen_ai.operation.name"]) == ("t-1", "generate_content")
    assert "EUR" in str(told["callsheet.price.expected"])


def test_what_is_made_again_is_counted(make: Make, traced: Traced) -> None:
    script: list[Say | BaseException] = [
        refusal(429, headers={"retry-after": "2"}),
        httpx.ConnectError("no route"),
        CREATED,
    ]
    make(lambda tasks: tasks.submit(Clip()), *script, hooks=tracing(traced.provider))
    submit = traced.one("submit")
    exchanges = [said(one) for one in traced.below(submit)]
    assert [one.get("http.request.resend_count") for one in exchanges] == [None, 1, 2]
    assert [one.get("error.type") for one in exchanges] == ["429", "ConnectError", None]
    assert [one.get("callsheet.sent") for one in exchanges] == [None, False, None]
    assert [one.name for one in submit.events] == ["callsheet.repeat"] * 2
    assert dict(submit.events[0].attributes or {}) == {"callsheet.tries": 1, "callsheet.rest": 2.0}
    assert submit.status.status_code is StatusCode.UNSET


def test_an_error_is_told_by_its_kind_and_not_by_its_words(make: Make, traced: Traced) -> None:
    with pytest.raises(OutcomeUnknown):
        make(lambda tasks: tasks.submit(Clip()), httpx.ReadTimeout(PROMPT), hooks=tracing(traced.provider))
    submit = traced.one("submit")
    assert submit.status.status_code is StatusCode.ERROR
    assert submit.status.description is None
    assert said(submit)["error.type"] == "OutcomeUnknown"
    assert "callsheet.billed" not in said(submit), "nobody can know"
    assert list(submit.events) == []
    assert said(traced.one("POST"))["error.type"] == "ReadTimeout"


def test_what_the_documentation_refuses_sends_nothing(make: Make, traced: Traced) -> None:
    with pytest.raises(RequestRefused):
        make(lambda tasks: tasks.submit(Clip(seconds=99)), hooks=tracing(traced.provider))
    assert traced.names() == ["submit acme/clip"]
    told = said(traced.one("submit"))
    assert (told["error.type"], told["callsheet.billed"]) == ("RequestRefused", False)


SENDING: dict[str, tuple[Do, Say]] = {
    "poll": (lambda tasks: tasks.poll(TICKET), BUSY),
    "cancel": (lambda tasks: tasks.cancel(ticket=TICKET), Say({})),
    "list": (lambda tasks: tasks.list(page=2), Say({"data": {"rows": []}})),
}


@pytest.mark.parametrize("name", SENDING)
def test_whatever_sends_is_a_span(make: Make, traced: Traced, name: str) -> None:
    do, answer = SENDING[name]
    make(do, answer, hooks=tracing(traced.provider))
    span = traced.one(name)
    assert len(traced.below(span)) == 1
    assert said(span).get("callsheet.task.id") == (None if name == "list" else "t-1")


def test_a_plain_call_is_one_too(make: Make, traced: Traced) -> None:
    make(lambda calls: calls.call(), Say({"data": {}}), hooks=tracing(traced.provider), call=True)
    assert traced.names()[-1] == f"call {LOOK.name}"


def test_spans_stand_below_those_of_the_caller(make: Make, traced: Traced) -> None:
    tracer = trace.get_tracer("app", tracer_provider=traced.provider)
    with tracer.start_as_current_span("job") as job:
        make(lambda tasks: tasks.submit(Clip()), CREATED, hooks=tracing(traced.provider))
        assert trace.get_current_span() is job, "what was attached is detached"
    assert [one.name for one in traced.below(traced.one("job"))] == ["submit acme/clip"]


def test_an_interrupt_ends_the_span(make: Make, traced: Traced) -> None:
    with pytest.raises(KeyboardInterrupt):
        make(lambda tasks: tasks.submit(Clip()), KeyboardInterrupt(), hooks=tracing(traced.provider))
    assert traced.names() == ["submit acme/clip"]
    assert said(traced.one("submit"))["error.type"] == "KeyboardInterrupt"
    assert trace.get_current_span() is trace.INVALID_SPAN


def test_waits_at_once_do_not_mix(traced: Traced) -> None:
    async def main() -> None:
        line = Timeline()
        http = httpx.AsyncClient(transport=httpx.MockTransport(Wire(line, BUSY, BUSY, BUSY, DONE)))
        hooks = tracing(traced.provider)
        tasks = AsyncTasks(AsyncStudio(key=KEY, http=http, clock=StillAsyncClock(line), hooks=hooks), TYPED)
        await asyncio.gather(*(tasks.wait(tasks.adopt(one)) for one in ("a", "b")))

    asyncio.run(main())
    waits = [one for one in traced.spans if one.name.startswith("wait")]
    assert sorted(str(said(one)["callsheet.task.id"]) for one in waits) == ["a", "b"]
    for wait in waits:
        paths = {str(said(one)["url.full"]).rpartition("/")[2] for one in traced.below(wait)}
        assert paths == {said(wait)["callsheet.task.id"]}


def test_what_outlives_an_activity_is_none_of_it(traced: Traced, caplog: pytest.LogCaptureFixture) -> None:
    script = [Say({"data": {"rows": []}}), refusal(429), BUSY]

    async def main() -> None:
        line, late = Timeline(), list[asyncio.Task[object]]()
        http = httpx.AsyncClient(transport=httpx.MockTransport(Wire(line, *script)))
        plain = AsyncStudio(key=KEY, http=http, clock=StillAsyncClock(line))

        async def look() -> object:
            await asyncio.sleep(0.001)
            return await AsyncTasks(plain.with_options(hooks=hooks.quiet), TYPED).poll(TICKET)

        hooks = Quiet(tracing(traced.provider), lambda: late.append(asyncio.create_task(look())))
        await AsyncTasks(plain.with_options(hooks=hooks.loud), TYPED).list()
        await asyncio.gather(*late)

    asyncio.run(main())
    assert said(traced.one("list")).get("callsheet.task.id") is None
    logged = [one.getMessage() for one in caplog.records if one.name != "callsheet"]
    assert logged == [], "nothing is written on a span that has ended"


def test_hooks_add_up(make: Make, traced: Traced, caplog: pytest.LogCaptureFixture) -> None:
    told: list[str] = []

    def fail(_: object) -> None:
        told.append("failed")
        raise RuntimeError("no")

    mine = Hooks(on_begin=fail, on_end=lambda one: told.append(f"ended {one.activity.name}"))
    make(lambda tasks: tasks.submit(Clip()), CREATED, hooks=mine + tracing(traced.provider))
    assert told == ["failed", "ended submit"]
    assert traced.names() == ["POST", "submit acme/clip"], "what fails does not keep the other from being told"
    assert [one.getMessage() for one in caplog.records] == ["a hook failed on Activity: RuntimeError: no"]


def test_nothing_of_a_body_a_key_or_an_error_is_in_a_span(make: Make, traced: Traced) -> None:
    hooks = tracing(traced.provider)
    answer = {"data": {"id": "t-1"}, "echo": PROMPT}
    words = Say({"code": "bad", "message": f"{KEY} may not ask for {PROMPT}"}, status=400)
    make(lambda tasks: tasks.submit(Clip(prompt=PROMPT)), Say(answer), hooks=hooks)
    with pytest.raises(Exception, match="5ecret"):
        make(lambda tasks: tasks.submit(Clip(prompt=PROMPT)), words, hooks=hooks)
    with pytest.raises(OutcomeUnknown, match="5ecret"):
        make(lambda tasks: tasks.submit(Clip(prompt=PROMPT)), httpx.ReadTimeout(PROMPT), hooks=hooks)
    written = "".join(one.to_json() for one in traced.spans)
    assert len(traced.spans) == 6
    assert "5ecret" not in written
    assert KEY not in written


def test_a_query_stays_out_of_addresses(traced: Traced) -> None:
    line = Timeline()
    http = httpx.Client(transport=httpx.MockTransport(Wire(line, Say({"data": {"rows": []}}))))
    url = "http://127.0.0.1:8080/proxy"
    studio = Studio(key=KEY, http=http, base_url=url, clock=StillClock(line), hooks=tracing(traced.provider))
    Tasks(studio, TYPED).list(page=2)
    exchange, listing = (said(one) for one in traced.spans)
    assert exchange["url.full"] == "http://127.0.0.1:8080/proxy/clips"
    assert (exchange["server.address"], exchange["server.port"]) == ("127.0.0.1", 8080)
    assert listing["callsheet.server"] == "http://127.0.0.1:8080/proxy"


def test_words_are_those_of_the_conventions(traced: Traced) -> None:
    simulate(traced, Status(429))
    # What is not stable yet is kept apart there.
    gen_ai_attributes = import_module("opentelemetry.semconv._incubating.attributes.gen_ai_attributes")
    conventions = (gen_ai_attributes, error_attributes, http_attributes, server_attributes, url_attributes)
    known = {value for module in conventions for value in vars(module).values() if isinstance(value, str)}
    used = {name for one in traced.spans for name in said(one)}
    assert {name for name in used if not name.startswith("callsheet.")} <= known
    assert {"http.request.resend_count", "gen_ai.request.model", "error.type"} <= used
    operations = {one.value for one in vars(gen_ai_attributes)["GenAiOperationNameValues"]}
    assert {said(one).get("gen_ai.operation.name", "chat") for one in traced.spans} <= operations


REQUEST = happyhorse_t2v.Request(model="happyhorse-1.0-t2v", prompt="A raccoon.", duration=5)


def simulate(traced: Traced, *faults: Any) -> None:  # noqa: ANN401 -- of a simulator
    simulator = Simulator(real(), providers=["dashscope"], clock=ManualClock(), by="immediate", seed=7)
    simulator.script("dashscope", "submit", *faults)
    line = Timeline()
    with (
        httpx.Client(transport=simulator.transport("dashscope")) as http,
        DashScope(key="k", http=http, clock=StillClock(line), hooks=tracing(traced.provider)) as client,
    ):
        client.happyhorse_t2v.run(REQUEST)


def test_what_a_result_says_was_charged_is_told(traced: Traced) -> None:
    simulate(traced)
    told = said(traced.one("run dashscope/happyhorse-t2v"))
    charged = {name: value for name, value in told.items() if name.startswith("callsheet.charged.")}
    assert charged == {f"callsheet.charged.{name}": 5 for name in happyhorse_t2v.ENDPOINT.billed}
    assert charged


def test_the_page_names_every_word(traced: Traced) -> None:
    page = (ROOT / "docs" / "clients.md").read_text("utf-8")
    simulate(traced, Status(429))
    with pytest.raises(TaskEnded):
        simulate(traced, TaskFails(real().providers[0].tasks[0].errors.known[0].code))
    with pytest.raises(OutcomeUnknown):
        simulate(traced, Lose())
    inside = [dict(event.attributes or {}) for one in traced.spans for event in one.events]
    used = {name for one in (*map(said, traced.spans), *inside) for name in one}
    plain = {name for name in used if not name.startswith("callsheet.charged.")}
    assert [name for name in plain if f"`{name}`" not in page] == []
    named = set(re.findall(r"`((?:callsheet|gen_ai|http|server|url|error)\.[a-z_.]+)`", page)) - {"callsheet.repeat"}
    assert named - plain == set()


def test_the_page_runs(monkeypatch: pytest.MonkeyPatch) -> None:
    page = (ROOT / "docs" / "clients.md").read_text("utf-8")
    snippet = next(one for one in re.findall(r"```python\n(.+?)```", page, re.DOTALL) if "tracing()" in one)
    monkeypatch.setenv("DASHSCOPE_API_KEY", "k")
    made: dict[str, Any] = {}
    exec(compile(snippet, "clients.md", "exec"), made)
    with made["client"] as client:
        assert client.observer.hooks.on_begin is not None


def test_the_awaiting_client_of_a_provider_too(traced: Traced) -> None:
    async def main() -> None:
        simulator = Simulator(real(), providers=["dashscope"], clock=ManualClock(), by="immediate", seed=7)
        simulator.script("dashscope", "submit", Lose())
        async with (
            httpx.AsyncClient(transport=simulator.async_transport("dashscope")) as http,
            AsyncDashScope(key="k", http=http, hooks=tracing(traced.provider)) as client,
        ):
            await client.happyhorse_t2v.submit(REQUEST)

    with pytest.raises(OutcomeUnknown):
        asyncio.run(main())
    assert said(traced.one("submit"))["error.type"] == "OutcomeUnknown"


def test_without_the_library_it_says_what_to_do(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delitem(sys.modules, "callsheet_runtime.spans", raising=False)
    monkeypatch.setitem(sys.modules, "opentelemetry", None)
    with pytest.raises(MissingExtra, match=r"opentelemetry-api: pip install 'callsheet\[otel\]'") as caught:
        tracing()
    again = pickle.loads(pickle.dumps(caught.value))
    assert (str(again), again.package, again.extra) == (str(caught.value), "opentelemetry-api", "otel")


def test_without_a_place_to_go_nothing_is_written_and_all_goes_on(make: Make, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.WARNING)
    assert make(lambda tasks: tasks.wait(TICKET), DONE, hooks=tracing()) == VIDEO
    assert caplog.records == []
