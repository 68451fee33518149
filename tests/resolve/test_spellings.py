"""Every spelling of a rule means what it says: each is held to a truth written by hand, over all small requests."""

from collections.abc import Callable
from itertools import product
from pathlib import Path

import pytest

from callsheet.model.endpoint import Catalog
from callsheet.model.predicate import Scalar, holds
from callsheet.model.request import Rule

Request = dict[str, Scalar]
Broken = Callable[[Request], bool]
DOMAINS: dict[str, tuple[Scalar | None, ...]] = {
    "prompt": ("a", "abcdef"),
    "shape": ("circle", "square"),
    "size": (None, "10*10", "16*9", "40*40", "64*36"),
    "seconds": (None, 1, 5, 6, 8, 15),
    "loud": (None, False, True),
    "color": (None, "red", "blue"),
}
BIG = ("40*40", "64*36")

SPELLINGS: dict[str, tuple[str, Broken]] = {
    "value": (
        "{when: {shape: circle}, then: {seconds: 5}}",
        lambda r: r["shape"] == "circle" and r.get("seconds", 5) != 5,
    ),
    "list": (
        "{when: {shape: [circle]}, then: {seconds: [5, 8]}}",
        lambda r: r["shape"] == "circle" and r.get("seconds", 5) not in {5, 8},
    ),
    "facet": (
        "{when: {size.tier: big}, then: {seconds: 5}}",
        lambda r: r.get("size") in BIG and r.get("seconds", 5) != 5,
    ),
    "facet-demanded": (
        "{when: {shape: circle}, then: {size.tier: small}}",
        lambda r: r["shape"] == "circle" and r.get("size") in BIG,
    ),
    "two-facets": (
        "{when: {size.tier: big, size.ratio: 16:9}, then: {seconds: 5}}",
        lambda r: r.get("size") == "64*36" and r.get("seconds", 5) != 5,
    ),
    "not": (
        "{when: {color: {not: red}}, then: {seconds: 5}}",
        lambda r: r.get("color") == "blue" and r.get("seconds", 5) != 5,
    ),
    "not-demanded": (
        "{when: {shape: circle}, then: {seconds: {not: [5, 8]}}}",
        lambda r: r["shape"] == "circle" and r.get("seconds") in {5, 8},
    ),
    "not-a-facet": (
        "{when: {size.tier: {not: big}}, then: {color: red}}",
        lambda r: r.get("size") in {"10*10", "16*9"} and r.get("color") == "blue",
    ),
    "given": (
        "{when: {color: {given: true}}, then: {seconds: {given: true}}}",
        lambda r: "color" in r and "seconds" not in r,
    ),
    "not-given": (
        "{when: {color: {given: false}}, then: {loud: {given: false}}}",
        lambda r: "color" not in r and "loud" in r,
    ),
    "range": (
        "{when: {shape: circle}, then: {seconds: {range: [5, 8]}}}",
        lambda r: r["shape"] == "circle" and "seconds" in r and not 5 <= float(r["seconds"]) <= 8,
    ),
    "range-from": (
        "{when: {seconds: {range: [6, null]}}, then: {color: red}}",
        lambda r: "seconds" in r and float(r["seconds"]) >= 6 and r.get("color") == "blue",
    ),
    "range-to": (
        "{when: {seconds: {range: [null, 6]}}, then: {color: red}}",
        lambda r: "seconds" in r and float(r["seconds"]) <= 6 and r.get("color") == "blue",
    ),
    "length": (
        "{when: {shape: circle}, then: {prompt: {length: [1, 5]}}}",
        lambda r: r["shape"] == "circle" and len(str(r["prompt"])) > 5,
    ),
    "flag": (
        "{when: {loud: true}, then: {seconds: [5, 6]}}",
        lambda r: r.get("loud") is True and r.get("seconds", 5) not in {5, 6},
    ),
    "always": ("{then: {seconds: [5, 8]}}", lambda r: r.get("seconds", 5) not in {5, 8}),
    "two-demands": (
        "{when: {shape: circle}, then: {seconds: 5, color: red}}",
        lambda r: r["shape"] == "circle" and (r.get("seconds", 5) != 5 or r.get("color") == "blue"),
    ),
    "any": (
        "{when: {any: [{shape: circle}, {loud: true}]}, then: {seconds: 5}}",
        lambda r: (r["shape"] == "circle" or r.get("loud") is True) and r.get("seconds", 5) != 5,
    ),
    "any-and": (
        "{when: {shape: circle, any: [{color: red, loud: true}, {seconds: 5}]}, then: {size.tier: big}}",
        lambda r: (
            r["shape"] == "circle"
            and ((r.get("color") == "red" and r.get("loud") is True) or r.get("seconds") == 5)
            and r.get("size") in {"10*10", "16*9"}
        ),
    ),
    "any-in-any": (
        "{when: {any: [{any: [{color: red}, {color: blue}]}]}, then: {seconds: 5}}",
        lambda r: "color" in r and r.get("seconds", 5) != 5,
    ),
    "any-demanded": (
        "{when: {shape: circle}, then: {any: [{color: red}, {loud: true}]}}",
        lambda r: r["shape"] == "circle" and r.get("color") != "red" and r.get("loud") is not True,
    ),
    "any-demanded-beside": (
        "{when: {shape: circle}, then: {seconds: 5, any: [{color: red}, {loud: true}]}}",
        lambda r: (
            r["shape"] == "circle"
            and (r.get("seconds", 5) != 5 or (r.get("color") != "red" and r.get("loud") is not True))
        ),
    ),
    "never": ("{never: {shape: circle, color: red}}", lambda r: r["shape"] == "circle" and r.get("color") == "red"),
    "never-one": ("{never: {color: red}}", lambda r: r.get("color") == "red"),
    "never-when": (
        "{when: {loud: true}, never: {shape: circle, color: red}}",
        lambda r: r.get("loud") is True and r["shape"] == "circle" and r.get("color") == "red",
    ),
    "never-not": (
        "{never: {shape: circle, color: {not: red}}}",
        lambda r: r["shape"] == "circle" and r.get("color") == "blue",
    ),
    "never-given": ("{never: {color: {given: true}, loud: {given: true}}}", lambda r: "color" in r and "loud" in r),
    "never-any": (
        "{never: {any: [{color: red}, {seconds: 5}]}}",
        lambda r: r.get("color") == "red" or r.get("seconds") == 5,
    ),
    "never-any-and": (
        "{never: {shape: circle, any: [{color: red}, {seconds: 5}]}}",
        lambda r: r["shape"] == "circle" and (r.get("color") == "red" or r.get("seconds") == 5),
    ),
    "requires": (
        "{when: {shape: circle}, requires: [color, loud]}",
        lambda r: r["shape"] == "circle" and ("color" not in r or "loud" not in r),
    ),
    "exactly-one-of": (
        "{exactly_one_of: [color, loud, seconds]}",
        lambda r: len(r.keys() & {"color", "loud", "seconds"}) != 1,
    ),
    "at-most-one-of": (
        "{at_most_one_of: [color, loud, seconds]}",
        lambda r: len(r.keys() & {"color", "loud", "seconds"}) > 1,
    ),
    "all-or-none": (
        "{all_or_none: [color, loud, seconds]}",
        lambda r: len(r.keys() & {"color", "loud", "seconds"}) not in {0, 3},
    ),
    "all-or-none-when": (
        "{when: {shape: circle}, all_or_none: [color, loud]}",
        lambda r: r["shape"] == "circle" and len(r.keys() & {"color", "loud"}) == 1,
    ),
}


@pytest.mark.parametrize("name", SPELLINGS)
def test_spelling_means_what_it_says(
    name: str, compose: Callable[..., Path], base: Callable[[str], str], compiled: Callable[[], Catalog]
) -> None:
    spelling, broken = SPELLINGS[name]
    compose(draw=_with_rule(base("draw"), f"{spelling[:-1]}, cite: {{guide: it says so}}}}"))
    rule = _rule(compiled(), "tested")
    for request in _requests():
        said = holds(rule.when, request) and not all(holds(demand.must, request) for demand in rule.demands)
        assert said == broken(request), request


def test_table_with_a_for_is_a_rule(
    compose: Callable[..., Path], base: Callable[[str], str], compiled: Callable[[], Catalog]
) -> None:
    table = "      sizes:\n        for: {shape: circle}\n"
    other = table.replace("sizes", "wide").replace("circle", "square")
    other += "        ratio: [2:1]\n        tier: {small: [20*10], big: [64*32]}\n"
    compose(draw=base("draw").replace("      sizes:\n", other + table))
    rule = _rule(compiled(), "sizes")
    for request in _requests():
        request["size"] = "20*10" if request.get("size") == "16*9" else request.get("size", "10*10")
        said = holds(rule.when, request) and not all(holds(demand.must, request) for demand in rule.demands)
        assert said == (request["shape"] == "circle" and request["size"] == "20*10")


def test_blame_falls_on_the_field_that_is_demanded(
    compose: Callable[..., Path], base: Callable[[str], str], compiled: Callable[[], Catalog]
) -> None:
    blamed = {
        "{when: {shape: circle}, then: {seconds: 5, color: red}, ": ["seconds", "color"],
        "{never: {shape: circle, color: red}, ": ["color"],
        "{requires: [color, loud], ": ["color", "loud"],
        "{exactly_one_of: [color, loud], ": ["color"],
        "{at_most_one_of: [color, loud], ": ["loud"],
        "{all_or_none: [color, loud], ": ["color"],
    }
    for spelling, fields in blamed.items():
        compose(draw=_with_rule(base("draw"), spelling + "cite: {guide: so}}"))
        assert [demand.field for demand in _rule(compiled(), "tested").demands] == fields


def _with_rule(text: str, rule: str) -> str:
    return text.replace("rules:\n", f"rules:\n  tested: {rule}\n")


def _rule(catalog: Catalog, name: str) -> Rule:
    ((_, endpoint),) = catalog
    return next(rule for rule in endpoint.rules if rule.name == name)


def _requests() -> list[Request]:
    rows = product(*DOMAINS.values())
    return [{name: value for name, value in zip(DOMAINS, row, strict=True) if value is not None} for row in rows]
