"""What can be wrong with a request, as plain values. Knows no provider, and imports nothing: a validator is to load
as fast as the interpreter itself.

A validator makes a `Problem` from three things at hand (place, rule, value) and no more; words and suggestions are
worked out when somebody reads them.
"""

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping
    from typing import Final, Literal, TypeAlias  # noqa: F401 -- `Level` names it in a text

Scalar: "TypeAlias" = str | int | float | bool
Level: "TypeAlias" = 'Literal["error", "warning"]'  # a text, so that nothing is loaded for it

ERROR: "Final" = "error"
"""The provider refuses the request, or money is wasted."""

WARNING: "Final" = "warning"
"""The provider accepts it and does something else than was asked, or no page says what it does."""


class Source:
    """A page that facts were read from."""

    __slots__ = ("confidence", "key", "title", "url")

    def __init__(self, key: str, title: str, url: str, confidence: str) -> None:
        self.key = key
        self.title = title
        self.url = url
        self.confidence = confidence


class Cite:
    """The place on a page where a fact stands: a few of its words, enough to find it."""

    __slots__ = ("source", "words")

    def __init__(self, source: Source, words: str) -> None:
        self.source = source
        self.words = words

    def __str__(self) -> str:
        return f"[{self.source.key}] “{self.words}”"

    def in_full(self) -> str:
        """Name the page by title and address."""
        return " ".join(filter(None, (f"“{self.words}”", self.source.title, self.source.url)))


class Interval:
    """The values from `low` to `high`, both included; `None` leaves that side open."""

    __slots__ = ("high", "low")

    def __init__(self, low: "float | None", high: "float | None") -> None:
        self.low = low
        self.high = high


class LeaveOut:
    """The only legal value is none: the field has to go."""

    def __reduce__(self) -> str:
        # There is one, and whoever unpickles it must get that one.
        return "LEAVE_OUT"


LEAVE_OUT = LeaveOut()


class Rule:
    """One documented fact that a request can contradict. `says` may show the offending `{value}` or its `{length}`.

    `legal` is what would be right instead: some values, an interval, a table from wrong value to right one,
    `LEAVE_OUT`, or `None` where no single value can be named.
    """

    __slots__ = ("cites", "legal", "level", "name", "says")

    def __init__(
        self,
        name: str,
        says: str,
        *,
        level: "Level" = "error",
        legal: "Mapping[Scalar, Scalar] | tuple[Scalar, ...] | Interval | LeaveOut | None" = None,
        cites: tuple[Cite, ...] = (),
    ) -> None:
        self.name = name
        self.says = says
        self.level: Level = level
        self.legal = legal
        self.cites = cites

    def __str__(self) -> str:
        return self.name

    def __repr__(self) -> str:
        return f"<Rule {self.name}>"


class Problem(tuple[str, Rule, object]):
    """A place in a request (JSON pointer), the rule that it breaks, and the value found there."""

    __slots__ = ()

    @property
    def at(self) -> str:
        """JSON pointer of the place, such as `/parameters/duration`; empty for the whole body."""
        return self[0]

    @property
    def rule(self) -> Rule:
        """The rule that is broken."""
        return self[1]

    @property
    def value(self) -> object:
        """What stands there; `None` where nothing does."""
        return self[2]

    @property
    def level(self) -> "Level":
        """`error` or `warning`."""
        return self[1].level

    @property
    def says(self) -> str:
        """The problem in words, with what would be right."""
        value = self[2]
        return self[1].says.format(value=show(value), length=_length(value))

    @property
    def cite(self) -> str:
        """Where the documentation says so: words, title and address of each page."""
        return "; ".join(cite.in_full() for cite in self[1].cites)

    @property
    def has_suggestion(self) -> bool:
        """Tell whether a legal value can be named."""
        return self[1].legal is LEAVE_OUT or self.suggest is not None

    @property
    def suggest(self) -> "Scalar | None":
        """The nearest legal value; `None` where none can be named, or where the field is to be left out."""
        return nearest(self[2], self[1].legal)

    def as_json(self) -> dict[str, object]:
        """Say it in plain JSON. `suggest` is there if a legal value is known; null means: leave the field out."""
        said: dict[str, object] = {
            "at": self.at,
            "rule": self.rule.name,
            "level": self.level,
            "says": self.says,
            "cite": self.cite,
        }
        if self.has_suggestion:
            said["suggest"] = self.suggest
        return said

    def __str__(self) -> str:
        cites = " ".join(map(str, self.rule.cites))
        return f"{self.at or '/'}: {self.says} [{self.rule.name}]" + (f" {cites}" if cites else "")


class UnknownField(Problem):
    """A field that no page names, told together with the names that there are."""

    known: tuple[str, ...] = ()

    @property
    def says(self) -> str:
        """The problem in words, with the name that was meant where one is near."""
        import difflib  # noqa: PLC0415 -- slow to load, and only where a word is misspelt

        near = difflib.get_close_matches(self[0].rpartition("/")[2], self.known, n=1, cutoff=0.6)
        return f"{self[1].says}; did you mean {near[0]!r}?" if near else self[1].says


_ESCAPES = {ord('"'): '\\"', ord("\\"): "\\\\", ord("\n"): "\\n", ord("\r"): "\\r", ord("\t"): "\\t"}


def show(value: object) -> str:
    """Print a value as JSON would, and not all of a long one."""
    if value is None or isinstance(value, bool):
        return {None: "null", True: "true", False: "false"}[value]
    if isinstance(value, dict):
        return "an object"
    if isinstance(value, list):
        return "a list"
    most = 60
    # No more of a text is looked at than is shown; and one problem stays on one line.
    words = f'"{value[:most].translate(_ESCAPES)}"' if isinstance(value, str) else repr(value)
    return words if len(words) <= most else f"{words[: most - 1]}…"


def _length(value: object) -> str:
    """Count characters, items or fields; empty where there is nothing to count."""
    if not isinstance(value, (str, list, dict)):
        return ""
    return f"{len(value):,}"  # pyright: ignore[reportUnknownArgumentType] -- items of any kind are counted alike


def nearest(
    value: object, legal: "Mapping[Scalar, Scalar] | tuple[Scalar, ...] | Interval | LeaveOut | None"
) -> "Scalar | None":
    """Name the legal value that comes closest to a wrong one; `None` where there is no telling."""
    if legal is None or isinstance(legal, LeaveOut):
        return None
    if isinstance(legal, Interval):
        return _clamp(value, legal)
    if isinstance(legal, tuple):
        return _closest(value, legal)
    return legal.get(value) if isinstance(value, (str, int, float)) else None


def _clamp(value: object, legal: Interval) -> "Scalar | None":
    number = _number(value)
    if number is None:
        return legal.low
    if legal.low is not None and number < legal.low:
        return legal.low
    if legal.high is not None and number > legal.high:
        return legal.high
    if isinstance(number, float) and not (isinstance(legal.low, float) or isinstance(legal.high, float)):
        # Inside whole bounds and yet wrong: a whole number was asked for.
        return round(number)
    return number


def _closest(value: object, legal: "tuple[Scalar, ...]") -> "Scalar | None":
    numbers = [one for one in legal if type(one) is int or type(one) is float]
    number = _number(value)
    if numbers and number is not None:
        return min(numbers, key=lambda one: abs(one - number))
    for one in legal:
        if str(value).casefold() == str(one).casefold():
            return one
    if isinstance(value, str):
        import difflib  # noqa: PLC0415 -- slow to load, and only where a word is misspelt

        words = [one for one in legal if isinstance(one, str)]
        near = difflib.get_close_matches(value[:100], words, n=1, cutoff=0.4)
        return near[0] if near else None
    return legal[0] if len(legal) == 1 else None


def _number(value: object) -> "int | float | None":
    if isinstance(value, bool):
        return None
    if isinstance(value, str):
        try:
            value = float(value) if "." in value else int(value)
        except ValueError:
            return None
    if isinstance(value, (int, float)):
        # Neither infinity nor NaN is near anything; the latter differs from itself.
        return value if value == value and abs(value) != float("inf") else None  # noqa: PLR0124 -- see above
    return None


def undocumented(
    problems: list[Problem], rule: Rule, at: str, fields: dict[str, object], known: tuple[str, ...]
) -> None:
    """Report every field of an object that no page names. Called only where the count tells that there is one."""
    for key, value in fields.items():
        if key not in known:
            problem = UnknownField((f"{at}/{str(key).replace('~', '~0').replace('/', '~1')}", rule, value))
            problem.known = known
            problems.append(problem)


def whole(value: object) -> object:
    """Take 5.0 for 5, as JSON Schema does; everything else stays what it is."""
    return int(value) if isinstance(value, float) and value.is_integer() else value
