"""Check many requests, one a line, where the data lives: in a pipeline of Ray, Spark or DuckDB, or in a file.

A quick parser reads them where one is installed (orjson or msgspec), the standard library otherwise. Neither changes an
answer: what a quick parser refuses, or may have read otherwise than it stands there, the strict one reads again.
"""

from itertools import islice

from callsheet_runtime.documents import NotJsonError, parse
from callsheet_runtime.problems import Problem, Rule

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    Line = bytes | str
    Validate = Callable[[object], list[Problem]]
    Loads = Callable[[bytes | str], object]
    Dumps = Callable[[object], bytes]

UNREADABLE = "json"
"""The rule that a text breaks which is no JSON."""
BLOCK = 256
"""As many lines are read before they are answered."""
SIGNED_64 = 2**63
"""From here on, a quick parser may give a whole number as a rounded one."""


def validate_lines(
    validate: "Validate", lines: "Iterable[Line]", *, parser: str | None = None
) -> "Iterator[list[Problem]]":
    """List the problems of each line, in order: one list a line, empty where there is nothing to say.

    `validate` is that of an endpoint's validator. A line that is no JSON, an empty one included, breaks the rule
    `json`. Lines are taken in blocks of 256; memory does not grow with their number.

    `parser` is `orjson`, `msgspec` or `json`; left out, the first that is installed.

    Raises:
        ModuleNotFoundError: the parser that was asked for is not installed.

    """
    quick = _quick(parser)
    rest = iter(lines)
    while block := list(islice(rest, BLOCK)):
        if quick is None:
            for line in block:
                yield strictly(validate, line)
        else:
            yield from _block(validate, block, *quick)


def strictly(validate: "Validate", line: "Line") -> list[Problem]:
    """List the problems of one document, read by the strict parser."""
    try:
        body = parse(line)
    except NotJsonError as error:
        return [unreadable(str(error))]
    return validate(body)


def unreadable(words: str) -> Problem:
    """Say that a text is no JSON, and why."""
    return Problem(("", Rule(UNREADABLE, words.replace("{", "{{").replace("}", "}}")), None))


def _quick(name: str | None) -> "tuple[Loads, Dumps] | None":
    """Load a quick parser, and what writes again what it has read; `None` for the standard library's."""
    if name in {None, "orjson"}:
        try:
            import orjson  # noqa: PLC0415 -- there or not
        except ModuleNotFoundError:
            if name is not None:
                raise
        else:
            return orjson.loads, orjson.dumps
    if name in {None, "msgspec"}:
        try:
            import msgspec  # noqa: PLC0415 -- likewise
        except ModuleNotFoundError:
            if name is not None:
                raise
        else:
            return msgspec.json.decode, msgspec.json.encode
    return None


def _block(validate: "Validate", block: "list[Line]", loads: "Loads", dumps: "Dumps") -> "Iterator[list[Problem]]":
    try:
        bodies = list(map(loads, block))
    except Exception:  # noqa: BLE001 -- whatever the parser minds, and wherever: the lines are looked at one by one
        bodies = []
    if not bodies or not _is_whole(block, bodies, dumps):
        for line in block:
            yield _one(validate, line, loads, dumps)
        return
    for line, body in zip(block, bodies, strict=True):
        problems = validate(body)
        yield strictly(validate, line) if problems and any(map(_is_rounded, problems)) else problems


def _one(validate: "Validate", line: "Line", loads: "Loads", dumps: "Dumps") -> list[Problem]:
    try:
        body = loads(line)
    except Exception:  # noqa: BLE001 -- the strict parser says what it is
        return strictly(validate, line)
    if not _is_whole([line], [body], dumps):
        return strictly(validate, line)
    problems = validate(body)
    return strictly(validate, line) if any(map(_is_rounded, problems)) else problems


def _is_whole(lines: "list[Line]", bodies: list[object], dumps: "Dumps") -> bool:
    """Tell whether nothing was lost when lines were read: of a doubled key, quick parsers keep the last alone.

    Each key has its colon. If as many colons stand in the lines as in what was read from them, written again, no key
    is missing, unless an escaped colon in a text makes up for it.
    """
    text = _joined(lines)
    if b"\\" in text and b"\\u003" in text:
        return False
    try:
        return text.count(b":") == dumps(bodies).count(b":")
    except (TypeError, ValueError, OverflowError, RecursionError):
        # What cannot be written again: nested too deeply, for one.
        return False


def _joined(lines: "list[Line]") -> bytes:
    try:
        return b"\n".join(lines)  # type: ignore[arg-type]  # pyright: ignore[reportArgumentType] -- bytes, nearly always
    except TypeError:
        return b"\n".join([line if isinstance(line, bytes) else line.encode("utf-8", "replace") for line in lines])


def _is_rounded(problem: Problem) -> bool:
    value = problem[2]
    return isinstance(value, (int, float)) and abs(value) >= SIGNED_64
