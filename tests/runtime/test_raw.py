"""What no page names yet: let through explicitly, marked, never priced, and never in silence. Both drivers."""

import json
import logging
from collections.abc import Mapping
from dataclasses import replace
from decimal import Decimal

import pytest

from callsheet_runtime import (
    AsyncTasks,
    Body,
    Budget,
    Hooks,
    Outgoing,
    PriceUnknown,
    Raw,
    RequestRefused,
    Tariff,
    Tasks,
    Ticket,
    fingerprint,
)
from callsheet_runtime.raw import UNVALIDATED
from runtime.acme import BUSY, CREATED, DONE, TOO_LONG, TYPED, VIDEO, Clip, Rig, refusal
from runtime.conftest import MakeRig


def submit(here: Rig, request: Raw[Clip]) -> Ticket:
    return here.do(lambda tasks: tasks.submit(request), lambda tasks: tasks.submit(request))


def test_a_new_field_is_sent_and_the_ticket_says_so(rig: MakeRig) -> None:
    here = rig(CREATED)
    ticket = submit(here, Raw(Clip(), {"camera": {"zoom": 2}, "a/b": 1}))
    [sent] = here.wire.seen
    body: Body = {"model": "m1", "seconds": 5, "prompt": "a cat", "camera": {"zoom": 2}, "a/b": 1}
    assert json.loads(sent.content) == body
    assert ticket.unvalidated == ("/camera", "/a~1b")
    assert ticket.fingerprint == fingerprint(body)
    assert ticket.price == "unknown: no page tells what this costs, with /camera, /a~1b unvalidated"
    assert Ticket.from_json(ticket.to_json()) == ticket


def test_a_new_model_is_sent_and_what_does_not_rest_on_it_is_still_checked(rig: MakeRig) -> None:
    here = rig(CREATED)
    ticket = submit(here, Raw(Clip(), {"model": "m9"}, overwrite=True))
    assert (ticket.model, ticket.unvalidated) == ("m9", ("/model",))
    with pytest.raises(RequestRefused) as caught:
        submit(here, Raw(Clip(seconds=11), {"model": "m9"}, overwrite=True))
    assert [problem.rule for problem in caught.value.problems] == [UNVALIDATED, TOO_LONG]
    assert len(here.wire.seen) == 1


def test_a_new_value_of_a_known_field_is_let_through(rig: MakeRig) -> None:
    here = rig(CREATED)
    assert submit(here, Raw(Clip(), {"seconds": 30}, overwrite=True)).unvalidated == ("/seconds",)
    assert json.loads(here.wire.seen[0].content)["seconds"] == 30


def test_what_is_let_through_stands_in_the_problems_as_a_warning(rig: MakeRig) -> None:
    tasks = rig(CREATED).tasks()
    [problem] = tasks.validate(Raw(Clip(), {"seconds": 30}, overwrite=True))
    assert (problem.at, problem.level) == ("/seconds", "warning")
    assert str(problem) == "/seconds: goes through unvalidated, at the caller's word [unvalidated]"


def test_nothing_is_replaced_unasked() -> None:
    with pytest.raises(ValueError, match=r"/seconds is set by the request.*overwrite=True"):
        Raw(Clip(), {"seconds": 30})


class Nested(Clip):
    """A request with an object in it, and a header."""

    def body(self) -> Body:
        return {**super().body(), "more": {"look": "old", "ids": [1]}, "$headers": {"X-Hook": "one"}}


def test_objects_are_merged_and_lists_replaced() -> None:
    raw = Raw(Nested(), {"more": {"look": "new", "ids": [2, 3], "hue": {"deep": 1}}}, overwrite=True)
    assert raw.body()["more"] == {"look": "new", "ids": [2, 3], "hue": {"deep": 1}}
    assert raw.unvalidated == ("/more/look", "/more/ids", "/more/hue")
    assert Raw(Nested(), {"more": {"hue": 1}}).unvalidated == ("/more/hue",)
    with pytest.raises(ValueError, match="/more/look is set"):
        Raw(Nested(), {"more": {"hue": 1, "look": "new"}})
    with pytest.raises(ValueError, match="/more is set"):
        Raw(Nested(), {"more": 1})


def test_later_changes_of_what_was_given_do_not_reach_the_request() -> None:
    ids = [1]
    raw = Raw(Clip(), {"ids": ids})
    ids.append(2)
    raw.body()["model"] = "m9"
    assert raw.body() == {"model": "m1", "seconds": 5, "prompt": "a cat", "ids": [1]}


def test_headers_are_let_through_whatever_their_case(rig: MakeRig) -> None:
    here = rig(CREATED)
    assert submit(here, Raw(Nested(), {"$headers": {"X-Beta": "on"}})).unvalidated == ("/$headers/X-Beta",)
    assert here.wire.seen[0].headers["x-beta"] == "on"
    assert here.wire.seen[0].headers["x-hook"] == "one"
    with pytest.raises(ValueError, match="x-hook is set by the request"):
        Raw(Nested(), {"$headers": {"x-hook": "two"}})
    submit(here, Raw(Nested(), {"$headers": {"x-hook": "two"}}, overwrite=True))
    assert here.wire.seen[1].headers.get_list("x-hook") == ["two"]


@pytest.mark.parametrize("name", ["authorization", "X-MODE", "x-trace", "Host", "content-length"])
def test_no_header_of_the_clients_own_is_touched(rig: MakeRig, name: str) -> None:
    here = rig(CREATED)
    with pytest.raises(ValueError, match=f"{name} is the client's own") as caught:
        submit(here, Raw(Clip(), {"$headers": {name: "sk-secret"}}))
    assert "sk-secret" not in str(caught.value)
    assert here.wire.seen == []


@pytest.mark.parametrize(
    "extra",
    [
        {"$headers": {"X-Beta": "a\r\nX-Other: b"}},
        {"$headers": {"X-Beta": 1}},
        {"$headers": "X-Beta: 1"},
        {1: 2},
    ],
    ids=["break", "number", "text", "name"],
)
def test_what_cannot_be_sent_is_refused_when_it_is_written(extra: Mapping[str, object]) -> None:
    with pytest.raises(ValueError, match=r"header|names in text"):
        Raw(Clip(), extra)


def test_a_place_that_no_submit_has_is_refused(rig: MakeRig) -> None:
    with pytest.raises(ValueError, match=r"\$query cannot be let through"):
        submit(rig(CREATED), Raw(Clip(), {"$query": {"beta": "1"}}))


def test_a_path_of_another_model_is_asked_in_place_of_the_endpoints_own(rig: MakeRig) -> None:
    here = rig(CREATED, BUSY, DONE)
    raw = Raw(Clip(), path="/m9/clips")
    assert here.do(lambda tasks: tasks.run(raw), lambda tasks: tasks.run(raw)) == VIDEO
    assert [str(one.url) for one in here.wire.seen] == [
        "https://north.acme.test/v1/m9/clips",
        *["https://north.acme.test/v1/clips/t-1"] * 2,
    ]
    assert raw.unvalidated == ("/$path",)


def test_the_same_body_at_another_path_is_another_request(rig: MakeRig) -> None:
    marks = {submit(rig(CREATED), Raw(Clip(), path=path)).fingerprint for path in (None, "/m8/clips", "/m9/clips")}
    assert len(marks) == 3
    assert fingerprint(Clip().body()) in marks


@pytest.mark.parametrize("path", ["", "clips", "@evil.test/clips", "/a b", "/a?key=1", "/a#b", "/{task}", "/\n", "/é"])
def test_a_path_stays_on_the_server(path: str) -> None:
    with pytest.raises(ValueError, match="path must begin with a slash"):
        Raw(Clip(), path=path)


def test_a_whole_body_is_sent_as_it_stands(rig: MakeRig) -> None:
    here = rig(CREATED)
    body: Body = {"model": "m9", "seconds": 99, "scenes": [{"at": 1}]}
    ticket = submit(here, Raw.whole({**body, "$headers": {"X-Beta": "on"}}))
    assert json.loads(here.wire.seen[0].content) == body
    assert here.wire.seen[0].headers["x-beta"] == "on"
    assert (ticket.model, ticket.unvalidated) == ("m9", ("",))
    assert ticket.price == "unknown: no page tells what this costs, with the whole body unvalidated"
    assert Raw.whole(body, path="/m9").unvalidated == ("", "/$path")
    [problem] = here.tasks().validate(Raw.whole(body))
    assert (problem.at, problem.level) == ("", "warning")


@pytest.mark.parametrize("extra", [{1, 2}, float("nan"), "\ud800"], ids=["set", "nan", "half"])
def test_what_is_no_json_is_refused_all_the_same(rig: MakeRig, extra: object) -> None:
    here = rig(CREATED)
    for raw in (Raw(Clip(), {"new": extra}), Raw.whole({"new": extra})):
        with pytest.raises(RequestRefused, match="cannot be written as JSON"):
            submit(here, raw)
    assert here.wire.seen == []


def test_nothing_let_through_is_a_request_like_any_other(rig: MakeRig) -> None:
    here = rig(CREATED)
    ticket = submit(here, Raw(Clip()))
    assert ticket == rig(CREATED).submit(Clip())
    assert ticket.unvalidated == ()


FLAT = Tariff(
    name="flat",
    currency="EUR",
    per="clip",
    of=None,
    by=(),
    rates={(): "0.10"},
    confidence="official",
    read="2026-01-01",
)
"""A list that a price can be read from whatever the request holds."""


def test_the_price_is_unknown_and_a_budget_refuses_it_unless_told(rig: MakeRig) -> None:
    endpoint, raw = replace(TYPED, tariffs=(FLAT,)), Raw(Clip(), {"new": 1})
    budget = Budget(5, "EUR")
    here = rig(CREATED, budget=budget, endpoint=endpoint)
    assert here.tasks().estimate(Clip()).amount == Decimal("0.10")
    assert here.tasks().estimate(raw).amount is None
    with pytest.raises(PriceUnknown, match="/new unvalidated"):
        submit(here, raw)
    assert here.wire.seen == []
    assert (budget.left, budget.unknown) == (Decimal(5), 0)
    lenient = Budget(5, "EUR", allow_unknown_price=True)
    submit(rig(CREATED, budget=lenient, endpoint=endpoint), raw)
    assert (lenient.left, lenient.unknown) == (Decimal(5), 1)


def test_a_refusal_gives_an_unknown_price_back(rig: MakeRig) -> None:
    budget = Budget(5, "EUR", allow_unknown_price=True)
    with pytest.raises(Exception, match="Malformed"):
        submit(rig(refusal(400, "Malformed"), budget=budget), Raw(Clip(), {"new": 1}))
    assert budget.unknown == 0


def test_every_sending_is_logged_and_shown_to_hooks(rig: MakeRig, caplog: pytest.LogCaptureFixture) -> None:
    here, seen = rig(refusal(429, "TooFast"), CREATED), list[Outgoing]()
    raw = Raw(Clip(prompt="secret words"), {"new": "value"})
    hooks = Hooks(on_request=seen.append)
    with caplog.at_level(logging.WARNING, "callsheet"):
        here.do(
            lambda tasks: Tasks(tasks.client.with_options(hooks=hooks), TYPED).submit(raw),
            lambda tasks: AsyncTasks(tasks.client.with_options(hooks=hooks), TYPED).submit(raw),
        )
    lines = [one.getMessage() for one in caplog.records if "unvalidated" in one.getMessage()]
    assert lines == ["POST /v1/clips: unvalidated: /new"] * 2
    assert [one.unvalidated for one in seen] == [("/new",)] * 2
    assert "value" not in caplog.text


def test_an_ordinary_request_is_not_marked(rig: MakeRig, caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.WARNING, "callsheet"):
        rig(CREATED).submit(Clip())
    assert caplog.text == ""


def test_tickets_of_before_are_read_and_what_is_no_list_of_texts_is_not() -> None:
    old = {"endpoint": "acme/clip", "task": "t-1", "server": "north"}
    assert Ticket.from_json(json.dumps(old)).unvalidated == ()
    assert Ticket.from_json(json.dumps({**old, "unvalidated": None})).unvalidated == ()
    for wrong in ("/new", [1], {"a": 1}, [None]):
        with pytest.raises(ValueError, match="'unvalidated' is no list of texts"):
            Ticket.from_json(json.dumps({**old, "unvalidated": wrong}))
