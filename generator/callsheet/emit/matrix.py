"""What each model takes of each parameter: the rules that speak of a model alone, worked out. Knows no page."""

from collections.abc import Iterator

from callsheet.model.endpoint import Endpoint
from callsheet.model.predicate import All, Any, Between, Given, In, Not, Predicate, fields_of, holds
from callsheet.model.request import Choice, Parameter, Rule
from callsheet.model.words import interval_in_words, values_in_words

FEW = 10
Row = tuple[str, ...]


def by_model(endpoint: Endpoint) -> tuple[Row, list[Row]]:
    """Make the heads and rows of a table: models across, parameters down, and in the cells what rules leave."""
    model = endpoint.model
    if model is None or not isinstance(model.kind, Choice) or len(model.kind.values) < 2:  # noqa: PLR2004 -- a matrix
        return (), []
    words = model.kind.words()
    others = [one for one in endpoint.parameters if one.name != model.name]
    rows = [(one.name, *(_cell(endpoint, one, word) for word in words)) for one in others]
    return ("parameter", *words), [row for row in rows if len(set(row[1:])) > 1 or row[1] not in {"yes", "required"}]


def _cell(endpoint: Endpoint, parameter: Parameter, word: str) -> str:
    """Say what a model takes of a parameter."""
    said = [must for rule, must in _demands(endpoint, parameter.name) if _is_about(rule, word)]
    more = any(_depends(rule, word) for rule, _ in _demands(endpoint, parameter.name))
    if any(must == Not(Given(parameter.name)) for must in said):
        return "no"
    required = parameter.required or any(must == Given(parameter.name) for must in said)
    what = [words for must in said if (words := _in_words(must, parameter.name))]
    return ("; ".join(what) or ("required" if required else "yes")) + ("*" if more else "")


def _demands(endpoint: Endpoint, name: str) -> Iterator[tuple[Rule, Predicate]]:
    for rule in endpoint.rules:
        for demand in rule.demands:
            if demand.field.partition(".")[0] == name and rule.level == "error":
                yield rule, demand.must


def _is_about(rule: Rule, word: str) -> bool:
    """Tell whether a rule holds for a model, whatever else is asked for."""
    return set(fields_of(rule.when)) <= {"model"} and holds(rule.when, {"model": word})


def _depends(rule: Rule, word: str) -> bool:
    """Tell whether a rule may hold for a model, depending on what else is asked for."""
    parts = rule.when.of if isinstance(rule.when, All) else (rule.when,)
    others = set(fields_of(rule.when)) - {"model"}
    return bool(others) and not any(
        isinstance(part, In) and part.field == "model" and word not in part.values for part in parts
    )


def _in_words(must: Predicate, name: str) -> str:
    match must:
        case Any((Not(Given(field)), rest)) if field == name:
            return _in_words(rest, name)
        case In(_, _, str() as facet, headings):
            return f"of {facet} {values_in_words(headings)}"
        case In(_, values, _, _, table):
            return f"as in {table}" if table else values_in_words(values) if len(values) <= FEW else "some"
        case Between(field, low, high, of_length):
            measure = field.partition(".")[2].replace("_", " ")
            unit = " characters" if of_length else f" {measure}" if measure else ""
            return f"{interval_in_words(low, high)}{unit}"
        case Not(In(_, values)):
            return f"not {values_in_words(values)}"
        case _:
            return ""
