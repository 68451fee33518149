"""What came out yesterday, sent today by the emitted clients: one endpoint of each provider, both drivers."""

# pyright: strict, reportUnnecessaryTypeIgnoreComment=true

import asyncio
import json
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import httpx
import pytest

from callsheet_clients.dashscope import AsyncDashScope, DashScope, pixverse_t2v
from callsheet_clients.pixazo import AsyncPixazo, Pixazo, v6_t2v
from callsheet_clients.pixverse import AsyncPixVerse, PixVerse, text_to_video
from callsheet_contracts import ManualClock, Simulator
from callsheet_contracts.clocks import AsyncSteppingClock, SteppingClock
from callsheet_runtime import AsyncClient, Client, PriceUnknown, Raw, RequestRefused, Ticket
from callsheet_runtime.reading import look
from support.catalog import real


@dataclass(frozen=True)
class Case:
    """One endpoint, a request of it, and a field, value and model that no page of its provider names."""

    provider: str
    blocking: type[Client]
    awaiting: type[AsyncClient]
    face: str
    request: Any
    field: Mapping[str, object]
    at: str
    longer: Mapping[str, object]
    """A length that the documentation refuses."""
    created: Mapping[str, object]
    """What a submit is answered with."""


CASES = [
    Case(
        "dashscope",
        DashScope,
        AsyncDashScope,
        "pixverse_t2v",
        pixverse_t2v.Request(model="pixverse/pixverse-v6-t2v", prompt="a cat", size="1280*720", duration=5),
        {"parameters": {"new_switch": True}},
        "/parameters/new_switch",
        {"parameters": {"duration": 60}},
        {"output": {"task_id": "t-1", "task_status": "PENDING"}, "request_id": "r-1"},
    ),
    Case(
        "pixverse",
        PixVerse,
        AsyncPixVerse,
        "text_to_video",
        text_to_video.Request(model="v6", prompt="a cat", aspect_ratio="16:9", duration=5, quality="720p"),
        {"camera": {"zoom": 2}},
        "/camera",
        {"duration": 60},
        {"ErrCode": 0, "ErrMsg": "success", "Resp": {"video_id": 1}},
    ),
    Case(
        "pixazo",
        Pixazo,
        AsyncPixazo,
        "v6_t2v",
        v6_t2v.Request(prompt="a cat", duration=5, resolution="720p"),
        {"new_switch": True},
        "/new_switch",
        {"duration": 60},
        {"request_id": "t-1", "status": "QUEUED"},
    ),
]
EACH = pytest.mark.parametrize("case", CASES, ids=lambda case: case.provider)
BOTH = pytest.mark.parametrize("awaits", [False, True], ids=["blocking", "awaiting"])

Do = Callable[[Any], Any]
"""Something with an endpoint of either driver."""


def heard(case: Case, do: Do, *, awaits: bool = False, budget: str | None = None) -> tuple[Any, list[httpx.Request]]:
    """Do something with a client whose every call is answered as a good submit is, and keep the calls."""
    seen: list[httpx.Request] = []

    def answer(request: httpx.Request) -> httpx.Response:
        seen.append(request)
        return httpx.Response(200, json=case.created)

    if not awaits:
        http = httpx.Client(transport=httpx.MockTransport(answer))
        return do(getattr(case.blocking(key="sk-test-key", http=http, budget=budget), case.face)), seen

    async def main() -> object:
        http = httpx.AsyncClient(transport=httpx.MockTransport(answer))
        return await do(getattr(case.awaiting(key="sk-test-key", http=http, budget=budget), case.face))

    return asyncio.run(main()), seen


@pytest.fixture(scope="module")
def simulator() -> Iterator[Simulator]:
    """All three; its time goes on only while a client sleeps."""
    with Simulator(real(), task_seconds=0.2, clock=ManualClock(), key="sk-right", seed=1) as served:
        yield served


@BOTH
@EACH
def test_a_clip_is_made_with_a_field_that_no_page_names(simulator: Simulator, case: Case, *, awaits: bool) -> None:
    assert isinstance(simulator.clock, ManualClock)
    kept: list[Ticket] = []
    raw, url = Raw(case.request, case.field), simulator.url(case.provider)
    if awaits:
        asyncio.run(awaited(case, raw, url, AsyncSteppingClock(simulator.clock), kept))
    else:
        with case.blocking(key="sk-right", base_url=url, clock=SteppingClock(simulator.clock)) as client:
            getattr(client, case.face).run(raw, keep=kept.append)
    [ticket] = kept
    assert ticket.unvalidated == (case.at,)
    assert ticket.price.startswith("unknown: no page tells what this costs")
    assert Ticket.from_json(ticket.to_json()) == ticket


async def awaited(case: Case, raw: Raw[Any], url: str, clock: AsyncSteppingClock, kept: list[Ticket]) -> None:
    async with case.awaiting(key="sk-right", base_url=url, clock=clock) as client:
        await getattr(client, case.face).run(raw, keep=kept.append)


@BOTH
@EACH
def test_the_field_stands_where_it_belongs_beside_what_the_request_says(case: Case, *, awaits: bool) -> None:
    _, [request] = heard(case, lambda face: face.submit(Raw(case.request, case.field)), awaits=awaits)
    sent = json.loads(request.content)
    typed = {name: value for name, value in case.request.body().items() if not name.startswith("$")}
    at = case.at.strip("/").replace("/", ".")
    assert look(sent, at) == look(case.field, at)
    assert look(sent, at) is not None
    *inside, last = at.split(".")
    for name in inside:
        sent = sent[name]
        typed = typed[name]
    del sent[last]
    assert sent == typed


def test_a_name_that_is_only_misspelt_is_said_so() -> None:
    request = pixverse_t2v.Request(model="pixverse/pixverse-v6-t2v", prompt="a cat", size="1280*720", duration=5)
    with DashScope(key="sk-test-key") as dashscope:
        found = dashscope.pixverse_t2v.validate(Raw(request, {"parameters": {"watermrk": True}}))
    assert [(one.rule.name, one.level) for one in found] == [("unvalidated", "warning"), ("undocumented", "warning")]
    assert "did you mean 'watermark'?" in found[1].says


@EACH
def test_what_the_documentation_refuses_takes_two_words_to_send(case: Case) -> None:
    with pytest.raises(ValueError, match="duration is set by the request"):
        Raw(case.request, case.longer)
    ticket, [_] = heard(case, lambda face: face.submit(Raw(case.request, case.longer, overwrite=True)))
    assert ticket.unvalidated[0].endswith("/duration")


@EACH
def test_all_the_rest_is_refused_as_ever(case: Case) -> None:
    empty = {"input": {"prompt": ""}} if case.provider == "dashscope" else {"prompt": 1}
    wrong = Raw(case.request, empty, overwrite=True)
    body = wrong.body()

    @dataclass(frozen=True)
    class Wrong:
        def body(self) -> dict[str, object]:
            return body

    with pytest.raises(RequestRefused, match="prompt"):
        heard(case, lambda face: face.submit(Raw(Wrong(), case.field)))


@BOTH
@EACH
def test_a_budget_refuses_what_nobody_can_price(case: Case, *, awaits: bool) -> None:
    with pytest.raises(PriceUnknown, match="unvalidated"):
        heard(case, lambda face: face.submit(Raw(case.request, case.field)), awaits=awaits, budget="1000000 USD")
    estimate, seen = heard(case, lambda face: face.estimate(Raw(case.request, case.field)))
    assert seen == []
    assert estimate.amount is None
    assert "unvalidated" in estimate.why


@pytest.mark.parametrize("case", CASES[:2], ids=lambda case: case.provider)
def test_a_model_of_yesterday_goes_in_the_body_where_the_provider_has_it(case: Case) -> None:
    raw = Raw(case.request, {"model": "v99"}, overwrite=True)
    ticket, [request] = heard(case, lambda face: face.submit(raw))
    assert json.loads(request.content)["model"] == "v99"
    assert (ticket.model, ticket.unvalidated) == ("v99", ("/model",))


def test_what_hangs_on_the_model_is_not_asked_of_an_unknown_one() -> None:
    """Ten seconds in 1080P are refused of v5.6; of a model that nobody knows, nobody can say."""
    request = pixverse_t2v.Request(
        model="pixverse/pixverse-v5.6-t2v", prompt="a cat", size="1920*1080", duration=10, shot_type="multi"
    )
    with DashScope(key="sk-test-key") as dashscope:
        known = [one.rule.name for one in dashscope.pixverse_t2v.validate(request)]
        unknown = Raw(request, {"model": "pixverse/pixverse-v7-t2v"}, overwrite=True)
        assert known == ["v56-1080p-durations", "shot-type-is-for-v6"]
        assert [one.rule.name for one in dashscope.pixverse_t2v.validate(unknown)] == ["unvalidated"]


def test_a_model_of_yesterday_goes_in_the_path_where_the_provider_has_it_there() -> None:
    case, path = CASES[2], "/pixverse-v7-text-to-video/v1/pixverse-v7-text-to-video-request"
    ticket, [request] = heard(case, lambda face: face.submit(Raw(case.request, path=path)))
    assert str(request.url) == f"https://gateway.pixazo.ai{path}"
    assert ticket.unvalidated == ("/$path",)


@BOTH
@EACH
def test_a_body_of_ones_own_is_sent_as_it_stands(case: Case, *, awaits: bool) -> None:
    body = {"model": "v99", "scenes": [{"words": "a cat"}]}
    ticket, [request] = heard(case, lambda face: face.submit(Raw.whole(body)), awaits=awaits)
    assert json.loads(request.content) == body
    assert ticket.unvalidated == ("",)


def what_type_checkers_say(client: DashScope, request: pixverse_t2v.Request, other: text_to_video.Request) -> None:
    """Never run: an ignore that is not needed is an error, so that each of these is one."""
    client.pixverse_t2v.submit(Raw(request, {"parameters": {"new_switch": True}}))
    client.pixverse_t2v.submit(Raw.whole({"model": "v99"}))
    client.pixverse_t2v.submit(Raw(other))  # type: ignore[arg-type]  # pyright: ignore[reportArgumentType]
    client.pixverse_t2v.submit({"model": "v99"})  # type: ignore[arg-type]  # pyright: ignore[reportArgumentType]
