"""What rules find by reasoning, what they leave alone, and what a spec may say of a finding."""

import pytest

from callsheet.diagnostics import Diagnostic
from callsheet.lint import lint, search
from support.linting import over_base


def found(snippet: str, code: str) -> list[str]:
    return [one.words for one in lint(over_base(snippet)) if one.code == code]


def test_contradicting_rules_name_each_other() -> None:
    snippet = """
rules:
  needs-sound: {when: {color: red}, requires: [loud], cite: {guide: so}}
  has-no-sound: {when: {color: red, shape: circle}, then: {loud: {given: false}}, cite: {guide: so}}
"""
    assert found(snippet, "rules-contradict") == ["every request that 'has-no-sound' is about breaks 'needs-sound'"]


def test_three_rules_that_contradict_each_other_are_found_as_well() -> None:
    snippet = """
rules:
  red-is-loud: {when: {color: red}, then: {loud: true}, cite: {guide: so}}
  loud-is-small: {when: {loud: true}, then: {size.tier: small}, cite: {guide: so}}
  red-is-asked: {when: {color: red, seconds: 5}, requires: [loud, size], cite: {guide: so}}
  red-is-big: {when: {color: red}, then: {size.tier: big}, cite: {guide: so}}
"""
    assert found(snippet, "rules-contradict") == ["every request that 'red-is-asked' is about breaks other rules"]


@pytest.mark.parametrize(
    ("code", "snippet"),
    [
        # Each leaves out what the other has: no value is lost.
        (
            "rules-contradict",
            (
                "rules: {a: {when: {color: red}, then: {seconds: [1, 5]}, cite: {guide: so}}, "
                "b: {when: {color: red}, then: {seconds: [5, 9]}, cite: {guide: so}}}"
            ),
        ),
        # A warning leaves every value.
        (
            "rules-contradict",
            (
                "rules: {a: {when: {color: red}, then: {seconds: 1}, cite: {guide: so}}, "
                "b: {when: {color: red}, then: {seconds: 5}, level: warning, cite: {guide: so}}}"
            ),
        ),
        # An error says more than a warning.
        (
            "rule-implied",
            (
                "rules: {a: {when: {color: red}, then: {seconds: [1, 2]}, level: warning, cite: {guide: so}}, "
                "b: {when: {color: red}, then: {seconds: [1, 2, 3]}, cite: {guide: so}}}"
            ),
        ),
        # A page says so, in one rule.
        ("parameter-refused", "rules: {a: {then: {loud: {given: false}}, cite: {guide: so}}}"),
        # Forgotten some day is no end, cancelled is one: but any other state leads to it here.
        (
            "no-way-to-end",
            (
                "status: {at: state, start: WAIT, cite: {guide: so}, states: {WAIT: {means: waiting, next: [DONE]}, "
                "DONE: {means: succeeded}, OFF: {means: cancelled, from: any}, HELD: {means: running}}}"
            ),
        ),
    ],
)
def test_what_is_in_order_is_not_reported(code: str, snippet: str) -> None:
    assert found(snippet, code) == []


def test_of_two_rules_that_say_the_same_the_later_is_reported() -> None:
    snippet = """
rules:
  first: {never: {color: red, shape: circle}, cite: {guide: so}}
  second: {when: {shape: circle}, then: {color: {not: red}}, cite: {guide: so}}
"""
    assert found(snippet, "rule-implied") == ["all that breaks 'second' breaks 'first' anyway"]


def test_a_price_is_missed_in_pairs_and_alone() -> None:
    snippet = """
prices:
  list:
    currency: EUR
    per: task
    by: [shape, color, loud]
    rates: {circle: {red: {"true": 1, "false": 1}}, square: {red: {"true": 1}}}
    cite: {guide: so}
"""
    assert found(snippet, "choice-unpriced") == [
        "no price is known for color blue; shape square with loud false",
    ]


def test_a_default_has_the_price_of_its_heading() -> None:
    lists = "cite: {guide: so}, currency: EUR, per: task"
    snippet = f"""
prices:
  small: {{by: [size.tier], rates: {{small: 1}}, {lists}}}
  plain: {{unless: [size], rates: 2, {lists}}}
"""
    assert found(snippet, "prices-overlap") == ["some requests have a price in 'small' and another in 'plain'"]


def test_units_that_are_not_counted_have_no_price() -> None:
    lists = "cite: {guide: so}, currency: EUR"
    snippet = f"""
parameters: {{seconds: {{range: [0, 15]}}}}
prices:
  own-length: {{by: [seconds], per: second, afterwards: true, rates: {{"0": 1}}, {lists}}}
  counted: {{of: seconds, per: second, rates: 1, {lists}}}
"""
    assert found(snippet, "prices-overlap") == []


def test_what_is_too_large_to_be_searched_is_not_reported(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(search, "MOST", 0)
    snippet = """
rules:
  red-turns-long: {when: {color: red}, then: {seconds: {range: [10, 15]}}, cite: {guide: so}}
  red-turns-short: {when: {color: red}, then: {seconds: {range: [1, 5]}}, cite: {guide: so}}
prices:
  list: {currency: EUR, per: task, by: [color], rates: {red: 1}, cite: {guide: so}}
  flat: {currency: EUR, per: task, rates: 1, cite: {guide: so}}
"""
    codes = {one.code for one in lint(over_base(snippet))}
    assert codes.isdisjoint({"rules-contradict", "choice-unpriced", "prices-overlap", "rule-implied"})


LIMITS = [
    ("limits: {running: 5, plans: {free: 1, paid: 3}, cite: {guide: so}}", "5 tasks may be at work, and the largest"),
    ("retention: {task: 2 d, cite: {guide: so}}", "a task is 'GONE' after 86400 s, and is kept for 172800 s"),
    ("retention: {task: 1 s, cite: {guide: so}}", "a poll every 5 s comes after the task was forgotten"),
]


@pytest.mark.parametrize(("snippet", "words"), LIMITS)
def test_figures_that_cannot_be_kept_together(snippet: str, words: str) -> None:
    assert any(one.startswith(words) for one in found(snippet, "limits-contradict"))


@pytest.mark.parametrize(
    ("doc", "words"),
    [
        ("which shape.", "begin with a small letter"),
        ("Which shape", "end without a stop"),
        ("Which  shape.", "have white space that nobody sees"),
        ("Please name a shape.", "say please"),
        ("Its color.", "have 'color'"),
        ("As “one two three four five six seven eight nine” has it.", "quote more than 8 words"),
        (f"A {'long ' * 80}doc.", "have 406 characters"),
    ],
)
def test_prose(doc: str, words: str) -> None:
    said = f"the words on 'shape' {words}"
    assert found(f"parameters: {{shape: {{doc: '{doc}'}}}}", "prose") == [said]


@pytest.mark.parametrize("doc", ["v6 takes it.", "Effect Center, by its id.", "Which shape.", "形状。"])
def test_prose_that_reads_well(doc: str) -> None:
    assert found(f"parameters: {{shape: {{doc: '{doc}'}}}}", "prose") == []


REFUSED = "rules: {no-red: {then: {color: blue}, cite: {guide: so}}}"


def findings(snippet: str) -> list[Diagnostic]:
    return [one for one in lint(over_base(snippet)) if one.code in {"value-refused", "needless-waiver", "prose"}]


def test_a_finding_that_is_answered_is_none() -> None:
    (refused,) = findings(REFUSED)
    assert (refused.code, refused.about) == ("value-refused", "color.red")
    assert findings(REFUSED + "\nlint: {value-refused: {color.red: It comes back in spring.}}") == []


def test_an_answer_is_about_one_finding_alone() -> None:
    assert [one.code for one in findings(REFUSED + "\nlint: {value-refused: {color.blue: It is back.}}")] == [
        "value-refused",
        "needless-waiver",
    ]


def test_an_answer_is_heard_in_the_file_of_the_finding_alone() -> None:
    elsewhere = over_base(REFUSED)
    (provider,) = elsewhere.providers
    assert {one.span.file for one in lint(elsewhere) if one.code == "value-refused"} == {"acme/draw.yaml"}
    assert provider.waivers == ()


def test_an_answer_is_prose_too() -> None:
    (one,) = findings(REFUSED + "\nlint: {value-refused: {color.red: because}}")[:1]
    assert one.code == "prose"
