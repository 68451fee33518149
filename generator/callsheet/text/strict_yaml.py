"""Read YAML as its 1.2 core schema means it, keeping the place of every node. Knows no spec.

PyYAML reads 1.1, where `16:9` is 969, `on` is true and a doubled key silently wins. Specs full of aspect ratios
cannot live with that, so only its composer is used (the C one where present) and scalars are resolved here.
"""

import math
import re
from typing import TYPE_CHECKING, Final

import yaml

from callsheet.diagnostics import Diagnostic, SpecError
from callsheet.span import Span
from callsheet.text.nodes import Listing, Mapping, Node, Scalar, Value

if TYPE_CHECKING:
    Loader = yaml.SafeLoader
else:
    Loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)

DECIMAL_INTEGER: Final = re.compile(r"[-+]?[0-9]+")
OTHER_INTEGER: Final = re.compile(r"0o[0-7]+|0x[0-9a-fA-F]+")
FLOAT: Final = re.compile(r"[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?")
NOT_FINITE: Final = re.compile(r"[-+]?\.(inf|Inf|INF)|\.(nan|NaN|NAN)")
MOST_DIGITS: Final = 1000
"""Python reads no more than some thousands, and no page writes so many."""
DEEPEST: Final = 100
"""Deeper nesting is no spec, and would exhaust the stack."""
NO_DEEPER: Final = "no spec needs that; count the brackets"
WORDS: Final[dict[str, Value]] = {
    **dict.fromkeys(("", "~", "null", "Null", "NULL"), None),
    **dict.fromkeys(("true", "True", "TRUE"), True),
    **dict.fromkeys(("false", "False", "FALSE"), False),
}
HIDING: Final[dict[type[yaml.Token], tuple[str, str]]] = {
    yaml.AnchorToken: ("an anchor", "&"),
    yaml.AliasToken: ("an alias", "*"),
    yaml.TagToken: ("a tag", "!"),
    yaml.DirectiveToken: ("a directive", "%"),
}


def read(text: str, file: str) -> Node:
    """Parse one document.

    Raises:
        SpecError: the text is no YAML, or uses what hides meaning: anchors, aliases, tags, doubled keys, merge keys.

    """
    _refuse_characters(text, file)
    try:
        _refuse_hiding(text, file)
        root = yaml.compose(text, Loader=Loader)
    except yaml.MarkedYAMLError as error:
        raise _not_yaml(error, text, file) from error
    except RecursionError as error:
        raise _wrong("depth", f"this is nested more than {DEEPEST} deep", Span(file, 1, 1), note=NO_DEEPER) from error
    except ValueError as error:
        # The Python scanner takes any number for a character's.
        raise _wrong("yaml", "an escape names a character that there is not", Span(file, 1, 1)) from error
    if root is None:
        raise _wrong("empty", "the document is empty", Span(file, 1, 1), note="fill it, or remove the file")
    return _node(root, file)


def _refuse_characters(text: str, file: str) -> None:
    # The composers disagree on what they say, and do not say where.
    found = yaml.reader.Reader.NON_PRINTABLE.search(text)
    if found is not None:
        line = text.count("\n", 0, found.start()) + 1
        column = found.start() - text.rfind("\n", 0, found.start())
        words = f"a character that YAML does not allow: U+{ord(found[0]):04X}"
        raise _wrong("yaml", words, Span(file, line, column), note="remove it, or write it as an escape in quotes")


def _not_yaml(error: yaml.MarkedYAMLError, text: str, file: str) -> SpecError:
    lines = text.splitlines() or [""]
    span = _at(error.problem_mark, file)
    if span.line > len(lines):
        # What is missing at the end of a file is missing after its last line.
        span = Span(file, len(lines), len(lines[-1]) + 1)
    if lines[span.line - 1][span.column - 1 : span.column] == "\t":
        return _wrong("tab", "a tab stands here", span, note="YAML is indented with spaces")
    return _wrong("yaml", error.problem or "this is not YAML", span)


def _refuse_hiding(text: str, file: str) -> None:
    # Without these characters there is nothing to refuse, and scanning twice is what takes the time.
    if not any(sign in text for _, sign in HIDING.values()):
        return
    for token in yaml.scan(text, Loader=Loader):
        if type(token) in HIDING:
            what, _ = HIDING[type(token)]
            words = f"{what} hides what a reader should see"
            raise _wrong("hidden", words, _at(token.start_mark, file), note="write it out")


def _wrong(code: str, words: str, span: Span, *, note: str = "") -> SpecError:
    return SpecError([Diagnostic(code, span, words, note)])


def _at(mark: yaml.Mark | None, file: str, end: yaml.Mark | None = None) -> Span:
    if mark is None:
        return Span(file, 1, 1)
    width = end.column - mark.column if end is not None and end.line == mark.line else 1
    return Span(file, mark.line + 1, mark.column + 1, max(1, width))


def _node(node: yaml.Node, file: str, *, depth: int = 0) -> Node:
    span = _at(node.start_mark, file, node.end_mark)
    if depth > DEEPEST:
        raise _wrong("depth", f"this is nested more than {DEEPEST} deep", span, note=NO_DEEPER)
    if isinstance(node, yaml.ScalarNode):
        return _scalar(node, span)
    if isinstance(node, yaml.SequenceNode):
        items: list[yaml.Node] = node.value
        return Listing(tuple(_node(item, file, depth=depth + 1) for item in items), span)
    assert isinstance(node, yaml.MappingNode), "a composer makes three kinds of node"
    return _mapping(node, span, file, depth)


def _scalar(node: yaml.ScalarNode, span: Span) -> Scalar:
    word = str(node.value)
    # The C composer says '' and the Python one None for a plain scalar.
    return Scalar(word if node.style else _plain(word, span), span, word)


def _mapping(node: yaml.MappingNode, span: Span, file: str, depth: int) -> Mapping:
    entries: list[tuple[Scalar, Node]] = []
    seen: dict[str, Span] = {}
    pairs: list[tuple[yaml.Node, yaml.Node]] = node.value
    for key_node, value_node in pairs:
        place = _at(key_node.start_mark, file, key_node.end_mark)
        if not isinstance(key_node, yaml.ScalarNode):
            raise _wrong("key", "a key is a single word, no list or mapping", place, note="quote it to make it text")
        name = str(key_node.value)
        if name == "<<" and not key_node.style:
            raise _wrong("hidden", "a merge key hides what a reader should see", place, note="write it out")
        if name in seen:
            words = f"{name!r} is stated twice; the first stands in line {seen[name].line}"
            raise _wrong("twice", words, place, note="keep one of them")
        seen[name] = place
        entries.append((Scalar(name, place), _node(value_node, file, depth=depth + 1)))
    return Mapping(tuple(entries), span)


def _plain(word: str, span: Span) -> Value:
    if word in WORDS:
        return WORDS[word]
    is_whole, is_other = DECIMAL_INTEGER.fullmatch(word), OTHER_INTEGER.fullmatch(word)
    is_float = FLOAT.fullmatch(word)
    if NOT_FINITE.fullmatch(word) or (is_float and not math.isfinite(float(word))):
        raise _wrong("number", "a number has to be finite", span, note="quote it to make it text")
    if (is_float or is_other) and len(word) > MOST_DIGITS:
        raise _wrong("number", f"a number has at most {MOST_DIGITS} digits", span, note="quote it to make it text")
    if is_whole or is_other:
        return int(word, 0 if is_other else 10)
    return float(word) if is_float else word
