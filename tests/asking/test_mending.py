"""How the search for changes chooses, on an invented endpoint: the fewest, then the nearest, and within bounds."""

from typing import cast

from asking.support import module_of
from callsheet_runtime import LEAVE_OUT, Change, Field, Problem, Rule, Space, advise, mend
from callsheet_runtime.space import places

MISSING = Rule("a.required", "is required")
ONE, TWO, THREE = Rule("one", "a is not 1"), Rule("two", "b goes where a is 2"), Rule("three", "b is 2 where a is 3")


def validate(body: object) -> list[Problem]:
    fields = cast("dict[str, object]", body)
    a, b = fields.get("a"), fields.get("b")
    found = [Problem(("/a", MISSING, None))] if a is None else []
    found += [Problem(("/a", ONE, a))] if a == 1 else []
    found += [Problem(("/b", TWO, b))] if a == 2 and b is not None else []
    found += [Problem(("/b", THREE, b))] if a == 3 and b != 2 else []
    return found


SPACE = Space(
    name="acme/sum",
    validate=validate,
    fields=(
        Field("/a", "integer", values=(1, 2, 3), required=True),
        Field("/b", "integer", values=(1, 2)),
        Field("/c", "list"),
        Field("/c/*/d", "text"),
    ),
)


def said(changes: tuple[Change, ...]) -> list[tuple[str, object]]:
    return [(one.at, one.value) for one in changes]


def test_of_two_ways_the_one_that_keeps_more_is_taken() -> None:
    """The nearest value of `a` makes `b` go; the one after it only changes `b`."""
    body = {"a": 1, "b": 1}
    (problem,) = validate(body)
    assert said(advise(SPACE, body, problem, [problem]).changes) == [("/a", 3), ("/b", 2)]


def test_one_change_is_better_than_two() -> None:
    body = {"a": 1}
    assert said(mend(SPACE, body).changes) == [("/a", 2)]


def test_what_is_pinned_stays() -> None:
    body = {"a": 1, "b": 1}
    assert said(mend(SPACE, body, pinned=["/b"]).changes) == []
    assert not mend(SPACE, body, pinned=["/a"]).legal
    assert mend(SPACE, {"a": 2, "b": 1}, pinned=["/a"]).body == {"a": 2}
    assert mend(SPACE, {"a": 2, "b": 2}, pinned=["/b"]).body == {"a": 3, "b": 2}


def test_patience_ends_a_search() -> None:
    body = {"a": 1, "b": 1}
    (problem,) = validate(body)
    assert advise(SPACE, body, problem, [problem], patience=2).changes == ()


def test_another_field_is_left_out_where_that_is_all_it_takes() -> None:
    """How often to call is no use without an address, and an address cannot be made up."""
    space: Space = module_of("pixazo/v6-t2v", "spaces").SPACE
    body = {"prompt": "A cat.", "$headers": {"X-Webhook-Mode": "sync"}}
    assert mend(space, body).changes == (), "a warning is left alone"
    mended = mend(space, body, strict=True)
    assert said(mended.changes) == [("/$headers/X-Webhook-Mode", LEAVE_OUT)]
    assert mended.left == ()


def test_places_of_items() -> None:
    body = {"c": [{"d": "x"}, {}, 1]}
    assert list(places(body, "/c/*/d")) == ["/c/0/d", "/c/1/d", "/c/2/d"]
    assert list(places({}, "/c/*/d")) == []
    field = SPACE.field("/c/1/d")
    assert field is not None
    assert (field.name, field.listed(), field.is_listed) == ("d", (), False)
