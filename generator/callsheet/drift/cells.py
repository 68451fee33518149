"""What a row of a table says about one field, as values: required, type, default, values, range. Knows no spec.

A column that is not there says nothing; a dash in one that is there says that there is none.
"""

import re
from dataclasses import dataclass
from typing import Final

from callsheet.drift.blocks import Table
from callsheet.drift.wording import folded
from callsheet.model.predicate import Scalar

NAMES: Final = ("parameter", "name", "field", "property", "argument", "header", "key", "参数", "字段", "名称")
REQUIRED: Final = ("required", "mandatory", "必填", "是否必")
TYPES: Final = ("type", "data type", "类型")
DEFAULTS: Final = ("default", "默认")
VALUES: Final = ("allowed", "values", "valid", "range", "enum", "options", "possible", "supported", "取值", "可选值")
WORDS: Final = ("description", "meaning", "notes", "描述", "说明")

NOTHING: Final = frozenset({"", "-", "none", "n/a", "null", "/", "undefined"})
YES: Final = frozenset({"yes", "true", "required", "y", "✓", "✅", "是", "必填", "必选"})
NO: Final = frozenset({"no", "false", "optional", "n", "✗", "❌", "否", "可选", "选填"})
NUMBER: Final = r"-?\d+(?:\.\d+)?"
RANGE: Final = re.compile(
    rf"[\[(]?\s*({NUMBER})\s*(?:-|~|to|,\s*(?=\S+\s*[\])]))\s*({NUMBER})\s*[\])]?(?:\s*\(?[a-z]+\)?)?", re.IGNORECASE
)
QUOTED: Final = re.compile(r"[\"']([^\"']*)[\"']")
ASIDE: Final = re.compile(r"\s*\([^()]*\)\s*$")
SENTENCE: Final = re.compile(
    r"(?:supported|allowed|valid|possible|accepted) values?(?: are)?:?\s+(.+?)(?:\.(?:\s|$)|$)", re.IGNORECASE
)
WHOLE: Final = frozenset({"integer", "int", "int32", "int64", "long", "whole number"})
FRACTION: Final = frozenset({"number", "float", "double", "decimal"})
SWITCH: Final = frozenset({"boolean", "bool", "switch"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim:
    """What a page says about one field. `None` and nothing listed: it does not say."""

    name: str
    """As the page has it: a name, or a dotted path."""
    required: bool | None = None
    type: str = ""
    """In small letters, as the page has it."""
    default: Scalar | None = None
    tells_default: bool = False
    """Whether the page would have told a default: then none means that there is none."""
    values: tuple[Scalar, ...] = ()
    low: float | None = None
    high: float | None = None
    doc: str = ""
    words: str = ""
    """The whole row."""
    cells: tuple[tuple[str, str], ...] = ()
    """What stands in the columns of `COLUMNS`, as the page has it."""
    line: int = 0


def claims(table: Table) -> tuple[Claim, ...]:
    """Read a table whose rows are about one field each."""
    name = table.column(*NAMES) or 0
    columns = {what: table.column(*names) for what, names in COLUMNS.items()}
    found: list[Claim] = []
    for row in table.rows:
        cells = {what: row[at] for what, at in columns.items() if at is not None}
        if row[name].strip():
            found.append(_claim(_bare(row[name]), cells, " | ".join(row), table.line_of(row)))
    return tuple(found)


COLUMNS: Final = {
    "required": REQUIRED,
    "type": TYPES,
    "default": DEFAULTS,
    "values": VALUES,
    "doc": WORDS,
}


def _claim(name: str, cells: dict[str, str], words: str, line: int) -> Claim:
    kind = folded(cells.get("type", "").replace("|", " or ")).casefold()
    listed = cells.get("values")
    if listed is None:
        # Without a column of their own, values are told in a sentence, if at all.
        told = SENTENCE.search(folded(cells.get("doc", "")))
        listed = told[1] if told else ""
    low, high = bounds(listed)
    return Claim(
        name=name,
        required=_required(cells.get("required", "")),
        type=kind,
        default=_default(cells.get("default", ""), kind),
        tells_default="default" in cells,
        values=() if low is not None else values(listed, kind),
        low=low,
        high=high,
        doc=" ".join(cells.get("doc", "").split()),
        words=words,
        cells=tuple(cells.items()),
        line=line,
    )


def _bare(name: str) -> str:
    return name.strip().strip("`*").strip()


def _required(cell: str) -> bool | None:
    """Read yes and no; `Yes (to enable)` is a condition, and no claim."""
    word = folded(cell).casefold().strip(" *")
    return True if word in YES else False if word in NO else None


def _default(cell: str, kind: str) -> Scalar | None:
    word = folded(cell)
    return None if word.casefold() in NOTHING else scalar(word, kind)


def scalar(word: str, kind: str) -> Scalar:
    """Read one value as the type that the page gives it."""
    quoted = QUOTED.fullmatch(word)
    bare = quoted[1] if quoted else word
    if quoted is None and kind in SWITCH and bare.casefold() in {"true", "false"}:
        return bare.casefold() == "true"
    if quoted is None and kind in WHOLE | FRACTION and re.fullmatch(NUMBER, bare):
        return float(bare) if "." in bare else int(bare)
    return bare


def bounds(cell: str) -> tuple[float | None, float | None]:
    """Read `1-15`, `1–15 (seconds)`, `[0, 10]`, `0 to 1`; nothing from anything else."""
    found = RANGE.fullmatch(folded(cell).strip(" ."))
    return (_number(found[1]), _number(found[2])) if found else (None, None)


def _number(word: str) -> float:
    return float(word) if "." in word else int(word)


def values(cell: str, kind: str) -> tuple[Scalar, ...]:
    """Read a list of values: quoted ones, or words with commas between, each perhaps with an aside in brackets."""
    plain = folded(cell).strip(" .")
    if plain.casefold() in NOTHING:
        return ()
    quoted = QUOTED.findall(plain)
    if quoted:
        return tuple(dict.fromkeys(str(one) for one in quoted))
    parts = [ASIDE.sub("", part).strip() for part in re.split(r"[,、/]\s*|\s+or\s+", plain)]
    # A sentence is no list of values.
    if len(parts) < 2 or any(not part or " " in part for part in parts):  # noqa: PLR2004 -- two make a list
        return ()
    return tuple(dict.fromkeys(scalar(part, kind) for part in parts))
