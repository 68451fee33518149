"""Say predicates and demands in English, for problems and reference pages. Knows no output format."""

from typing import assert_never

from callsheet.model.predicate import All, Any, Between, Given, In, Not, Predicate, Scalar, fields_of


def values_in_words(values: tuple[Scalar, ...]) -> str:
    """List values as a person would: `5, 8 or 10`."""
    words = [value_in_words(value) for value in values]
    return words[0] if len(words) == 1 else f"{', '.join(words[:-1])} or {words[-1]}"


def value_in_words(value: Scalar) -> str:
    """Write a value as YAML would; an empty text shows its quotes."""
    return {True: "true", False: "false"}[value] if isinstance(value, bool) else str(value) or '""'


def number_in_words(value: float) -> str:
    """Write a bound without a needless `.0`."""
    return str(int(value)) if float(value).is_integer() else str(value)


def in_words(predicate: Predicate) -> str:
    """Say a predicate: `model.version is v5.6 and size.tier is 1080P`."""
    match predicate:
        case Given(field):
            return f"{field} is given"
        case In(field, values, facet, headings):
            return f"{_subject(field, facet)} is {values_in_words(headings or values)}"
        case Between(field, low, high, of_length):
            return f"{'the length of ' if of_length else ''}{field} is {interval_in_words(low, high)}"
        case Not(Given(field)):
            return f"{field} is not given"
        case Not(In(field, values, facet, headings)):
            return f"{_subject(field, facet)} is not {values_in_words(headings or values)}"
        case Not(of):
            return f"not ({in_words(of)})"
        case All(of):
            return " and ".join(_bracketed(part) for part in _needed(of)) or "always"
        case Any(of):
            return " or ".join(_bracketed(part) for part in of) or "never"
        case _:
            assert_never(predicate)


def demand_in_words(must: Predicate) -> str:
    """Say what a field must be, the field's name left out: `must be 5 or 8`, or `or other must be given …`."""
    if together := _together(must):
        return f"and {_and(together[1:])} come together, or not at all"
    if apart := _apart(must):
        return f"and {_and(apart[:-1])} exclude each other"
    if one := _one_of(must):
        only = "both" if len(one) == PAIR else "several"
        return f"or {' or '.join(one[1:])} must be given, and not {only}"
    match must:
        case Given():
            return "is required"
        case Not(Given()):
            return "must be left out"
        case In(_, _, _, _, str() as table):
            return f"must be in the table {table}"
        case In(_, values, facet, headings):
            what = f"of {facet} {values_in_words(headings)}" if facet else values_in_words(values)
            return f"must be {what}"
        case Not(In(_, values, facet, headings)):
            what = f"of {facet} {values_in_words(headings)}" if facet else values_in_words(values)
            return f"must not be {what}"
        case Between(_, low, high, of_length):
            what = f"{interval_in_words(low, high)} characters long" if of_length else interval_in_words(low, high)
            return f"must be {what}"
        case Any((Not(Given(field)), *rest)) if rest and _is_about(field, rest):
            return " or ".join(demand_in_words(part) for part in rest)
        case _:
            return f"is wrong unless {in_words(must)}"


PAIR = 2


def _and(names: tuple[str, ...]) -> str:
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} and {names[-1]}"


def _together(must: Predicate) -> tuple[str, ...]:
    """Name the fields that must be given all or not at all, if that is what is said."""
    match must:
        case Any((All(given), All(absent))):
            names = tuple(part.field for part in given if isinstance(part, Given))
            none = tuple(part.of.field for part in absent if isinstance(part, Not) and isinstance(part.of, Given))
            return names if len(names) == len(given) and names == none and len(none) == len(absent) else ()
        case _:
            return ()


def _apart(must: Predicate) -> tuple[str, ...]:
    """Name the fields of which no two may be given, if that is what is said."""
    pairs = must.of if isinstance(must, All) else (must,)
    found: list[tuple[str, str]] = []
    for pair in pairs:
        match pair:
            case Any((Not(Given(one)), Not(Given(other)))) if one != other:
                found.append((one, other))
            case _:
                return ()
    names = tuple(dict.fromkeys(name for pair in found for name in pair))
    return names if len(found) == len(names) * (len(names) - 1) // 2 else ()


def _one_of(must: Predicate) -> tuple[str, ...]:
    """Name the fields of which one must be given, and no two may, if that is what is said."""
    match must:
        case All((Any(given), *rest)) if rest:
            names = tuple(part.field for part in given if isinstance(part, Given))
            return names if len(names) == len(given) and set(_apart(All(tuple(rest)))) == set(names) else ()
        case _:
            return ()


def _needed(parts: tuple[Predicate, ...]) -> tuple[Predicate, ...]:
    """Leave out `field is given` where another part says something about the field anyway."""
    tested = {field for part in parts if not isinstance(part, Given) for field in fields_of(part)}
    return tuple(part for part in parts if not (isinstance(part, Given) and part.field in tested))


def _is_about(field: str, parts: list[Predicate]) -> bool:
    """Tell whether all parts test this one field, so that it need not be named."""
    return all(
        (isinstance(part, (In, Between)) and part.field == field)
        or (isinstance(part, Not) and isinstance(part.of, (In, Between)) and part.of.field == field)
        for part in parts
    )


def _subject(field: str, facet: str | None) -> str:
    return f"{field}.{facet}" if facet else field


def interval_in_words(low: float | None, high: float | None) -> str:
    """Say bounds: `from 1 to 15`, or one side where the other is open."""
    if low is None:
        return f"at most {number_in_words(high or 0)}"
    if high is None:
        return f"at least {number_in_words(low)}"
    return f"from {number_in_words(low)} to {number_in_words(high)}"


def _bracketed(part: Predicate) -> str:
    return f"({in_words(part)})" if isinstance(part, (All, Any)) else in_words(part)
