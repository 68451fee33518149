"""Say which values a kind of parameter can have. Knows no document."""

from callsheet.model.judge import is_url
from callsheet.model.predicate import Scalar
from callsheet.model.request import (
    GREATEST_ID,
    Choice,
    File,
    Flag,
    Id,
    Kind,
    List,
    Number,
    Text,
    Url,
    Whole,
)
from callsheet.model.words import interval_in_words


def fits(kind: Kind, value: Scalar) -> bool:
    """Tell whether a value can stand where a parameter of this kind stands, bounds included."""
    match kind:
        case Choice():
            return value in kind.words()
        case Text(low, high):
            return isinstance(value, str) and _inside(len(value), low, high)
        case Url(schemes):
            return is_url(value, schemes)
        case Flag():
            return isinstance(value, bool)
        case Whole(low, high):
            return isinstance(value, int) and not isinstance(value, bool) and _inside(value, low, high)
        case Number(low, high):
            return isinstance(value, (int, float)) and not isinstance(value, bool) and _inside(value, low, high)
        case Id(loose):
            if isinstance(value, str):
                return bool(value) and (loose or (value.isascii() and value.isdecimal()))
            return isinstance(value, int) and not isinstance(value, bool) and 0 <= value <= GREATEST_ID
        case File():
            return isinstance(value, str) and bool(value)
        case List():
            return False


def _inside(value: float, low: float | None, high: float | None) -> bool:
    return (low is None or low <= value) and (high is None or value <= high)


def kind_in_words(kind: Kind) -> str:
    """Say what a value of this kind is, bounds included: `a whole number from 0 to 4`."""
    match kind:
        case Choice():
            return f"one of {', '.join(kind.words())}"
        case Text(low, high):
            return f"a text{_characters(low, high)}"
        case Url(schemes):
            return f"an address of {' or '.join(schemes)}"
        case Flag():
            return "true or false"
        case Whole(low, high):
            return f"a whole number{_interval(low, high)}"
        case Number(low, high):
            return f"a number{_interval(low, high)}"
        case Id(loose):
            return "an id, any text" if loose else "an id, a whole number or digits"
        case File():
            return "the name of a file"
        case List():
            return "a list"


def _interval(low: float | None, high: float | None) -> str:
    return "" if low is None and high is None else f" {interval_in_words(low, high)}"


def _characters(low: int | None, high: int | None) -> str:
    return "" if low is None and high is None else f" of {interval_in_words(low, high)} characters"
