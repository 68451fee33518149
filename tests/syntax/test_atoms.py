import pytest

from callsheet.diagnostics import Diagnostics
from callsheet.span import Span
from callsheet.syntax.atoms import CallLine, Duration, Rate, Zone
from callsheet.text import Scalar


def _word(word: str) -> Scalar:
    return Scalar(word, Span("f", 1, 1), word)


@pytest.mark.parametrize(
    ("word", "seconds"),
    [("15 s", 15), ("15s", 15), ("0.5 s", 0.5), ("250 ms", 0.25), ("2 min", 120), ("24 h", 86400), ("1 d", 86400)],
)
def test_durations(word: str, seconds: float) -> None:
    found = Duration.parse(_word(word), Diagnostics())
    assert found is not None
    assert found.seconds == seconds


@pytest.mark.parametrize("word", ["", "0 s", "0.0 s", "00s", "s", "-1 s", "1 week", "1  s", "1 s ", "9" * 10 + " s"])
def test_no_durations(word: str) -> None:
    notes = Diagnostics()
    assert Duration.parse(_word(word), notes) is None
    assert [one.code for one in notes] == ["duration"]


@pytest.mark.parametrize(
    ("word", "per_second"), [("20 per s", 20), ("100 per 5 min", 100 / 300), ("1 per 0.5 s", 2), ("5 per min", 5 / 60)]
)
def test_rates(word: str, per_second: float) -> None:
    found = Rate.parse(_word(word), Diagnostics())
    assert found is not None
    assert found.per_second == pytest.approx(per_second)


@pytest.mark.parametrize("word", ["", "20/s", "0 per s", "1 per 0 s", "1 per 0.0 min", "1 per", "per s"])
def test_no_rates(word: str) -> None:
    notes = Diagnostics()
    assert Rate.parse(_word(word), notes) is None
    assert [one.code for one in notes] == ["rate"]


@pytest.mark.parametrize(("word", "hours"), [("+08:00", 8), ("-03:30", -3.5), ("+00:00", 0), ("+23:59", 23 + 59 / 60)])
def test_zones(word: str, hours: float) -> None:
    found = Zone.parse(_word(word), Diagnostics())
    assert found is not None
    assert found.hours == pytest.approx(hours)


@pytest.mark.parametrize("word", ["", "08:00", "+8:00", "+24:00", "+08:60", "UTC"])
def test_no_zones(word: str) -> None:
    assert Zone.parse(_word(word), Diagnostics()) is None


def test_calls() -> None:
    found = CallLine.parse(_word("POST /tasks/{task}"), Diagnostics())
    assert found is not None
    assert (found.method, found.path) == ("POST", "/tasks/{task}")
    for word in ("", "POST", "post /a", "GET a", "HEAD /a", "GET /a b"):
        assert CallLine.parse(_word(word), Diagnostics()) is None
