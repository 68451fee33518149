"""What may be sent, as records: parameters, the items of lists, measures, rules. Knows no meaning."""

from dataclasses import dataclass
from typing import ClassVar, Literal

from callsheet.span import Span
from callsheet.syntax.atoms import Anything, Conditions, Endings, Fragments, Size
from callsheet.syntax.grid import Grid
from callsheet.syntax.located import Entries, Located
from callsheet.syntax.scalars import Text, Value
from callsheet.syntax.shapes import Record, entries, key

KindWord = Literal["enum", "text", "integer", "number", "boolean", "url", "id", "file", "list"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule(Record):
    """What fields demand of each other. One spelling each: `when` and `then`, or one of the others."""

    NAME: ClassVar[str] = "a rule"
    span: Span
    when: Conditions | None = key("The requests it is about; all, if left out.", optional=True)
    then: Conditions | None = key("What must hold of fields, where they are given.", optional=True)
    never: Conditions | None = key("What must not hold all at once.", optional=True)
    requires: tuple[Text, ...] = key("Fields that must be given.", many=True)
    exactly_one_of: tuple[Text, ...] = key("Fields of which one must be given.", many=True)
    at_most_one_of: tuple[Text, ...] = key("Fields of which no two may be given.", many=True)
    all_or_none: tuple[Text, ...] = key("Fields that come together or not at all.", many=True)
    level: Located[Literal["error", "warning"]] | None = key(
        "`warning`: accepted, but something else is done.", optional=True
    )
    says: Text | None = key("The problem in words, where those made from the rule do not do.", optional=True)
    cite: Fragments = key("Where this is written.")


@dataclass(frozen=True, slots=True, kw_only=True)
class Measure(Record):
    """A whole number that follows from a list or a text: one of the ways below."""

    NAME: ClassVar[str] = "a measure"
    span: Span
    count: Conditions | None = key("Items that keep these conditions.", optional=True)
    sum: Text | None = key("What this field of the items adds up to.", optional=True)
    repeats: Text | None = key("Items whose field has a value that an earlier item had.", optional=True)
    unmentioned: Text | None = key("Items whose name, in this field, the text does not mention.", optional=True)
    dangling: Text | None = key(
        "Mentions in the text that are no item's name, in this field; or, for `position`, no item's place.",
        optional=True,
    )
    in_: Text | None = key("The text that mentions items: a parameter.", name="in", optional=True)
    as_: Text | None = key("How it mentions them, with `{}` for the name or the place.", name="as", optional=True)
    from_: Located[int] | None = key("The number of the first place; 1 if left out.", name="from", optional=True)
    chinese: Located[int] | None = key("Characters of the text, each Chinese one counted so often.", optional=True)
    bytes: Located[Literal["utf-8"]] | None = key("Bytes of the text in this encoding.", optional=True)
    doc: Text = key("What it counts.")


@dataclass(frozen=True, slots=True, kw_only=True)
class Item(Record):
    """What one item of a list is: an object with `parameters`, or a plain value of a `type`."""

    NAME: ClassVar[str] = "an item"
    span: Span
    parameters: "Entries[Parameter]" = entries("Its fields; `at` leads to them from the item.")
    rules: "Entries[Rule]" = entries("What its fields demand of each other.")
    type: Located[KindWord] | None = key("What kind of plain value it is.", optional=True)
    range: tuple[Located[float], ...] = key("Least and greatest value.", bounds=True)
    length: tuple[Located[int], ...] = key("Least and greatest number of characters.", bounds=True)
    schemes: tuple[Text, ...] = key("Schemes a URL may have; http and https if none is given.", many=True)
    values: Entries[Anything] = entries("The values of an enum, each with its facets.")
    loose: Located[bool] | None = key("Whether an id may be any text.", optional=True)


@dataclass(frozen=True, slots=True, kw_only=True)
class Parameter(Record):
    """One field of a request: what some model accepts. Rules narrow it."""

    NAME: ClassVar[str] = "a parameter"
    span: Span
    at: Text = key(
        "Where it stands in the body, as a dotted path; `$headers.…`, `$query.…`, `$path.…`, `$form.…` and `$files.…` "
        "stand outside of it."
    )
    type: Located[KindWord] = key("What kind of value it is.")
    required: Located[bool] | None = key("Whether every request has it.", optional=True)
    default: Value | None = key("What the provider takes where it is left out.", optional=True)
    range: tuple[Located[float], ...] = key("Least and greatest value.", bounds=True)
    length: tuple[Located[int], ...] = key("Least and greatest number of characters.", bounds=True)
    beyond: Located[Literal["refused", "cut"]] | None = key("What becomes of a longer text.", optional=True)
    schemes: tuple[Text, ...] = key("Schemes a URL may have; http and https if none is given.", many=True)
    values: Entries[Anything] = entries('The values of an enum, each with its facets: `{v1: {version: "1"}}`.')
    tables: Entries[Grid] = entries("The values of an enum, as the page's tables.")
    loose: Located[bool] | None = key("Whether an id may be any text.", optional=True)
    media: Entries[Endings] = entries("Types of a file, each with its usual endings: `{image/png: png}`.")
    most_bytes: Size | None = key("How large a file may be.", optional=True)
    most_side: Located[int] | None = key(
        "How many pixels the longer side of an image or video may have.", optional=True
    )
    most_seconds: Located[int] | None = key("How long a video or sound may last, in seconds.", optional=True)
    count: tuple[Located[int], ...] = key("Least and greatest number of items.", bounds=True)
    item: Item | None = key("What one item of a list is.", optional=True)
    measures: Entries[Measure] = entries("Whole numbers that follow from a list or a text, for rules to speak of.")
    takes: tuple[Text, ...] = key(
        "What gives its value: `endpoint.field`, `endpoint.list.field`, `endpoint.task`, or `task` for any task.",
        many=True,
    )
    doc: Text = key("What it does, with units.")
    cite: Fragments = key("Where this is written.")
