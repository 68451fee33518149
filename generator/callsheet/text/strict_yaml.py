"""Read YAML as its 1.2 core schema means it, keeping the place of every node. Knows no spec.

PyYAML reads 1.1, where `16:9` is 969, `on` is true and a doubled key silently wins. Specs full of aspect ratios
cannot live with that, so only its composer is used (the C one where present) and scalars are resolved here.
"""

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
    try:
        _refuse_hiding(text, file)
        root = yaml.compose(text, Loader=Loader)
    except yaml.MarkedYAMLError as error:
        raise _wrong("yaml", error.problem or "this is not YAML", _at(error.problem_mark, file)) from error
    except yaml.reader.ReaderError as error:
        raise _wrong(
            "yaml", f"a character that YAML does not allow: #x{error.character:04x}", Span(file, 1, 1)
        ) from error
    if root is None:
        raise _wrong("empty", "the document is empty", Span(file, 1, 1))
    return _node(root, file)


def _refuse_hiding(text: str, file: str) -> None:
    # Without these characters there is nothing to refuse, and scanning twice is what takes the time.
    if not any(sign in text for _, sign in HIDING.values()):
        return
    for token in yaml.scan(text, Loader=Loader):
        if type(token) in HIDING:
            what, _ = HIDING[type(token)]
            raise _wrong("hidden", f"{what} hides what a reader should see; write it out", _at(token.start_mark, file))


def _wrong(code: str, words: str, span: Span) -> SpecError:
    return SpecError([Diagnostic(code, span, words)])


def _at(mark: yaml.Mark | None, file: str, end: yaml.Mark | None = None) -> Span:
    if mark is None:
        return Span(file, 1, 1)
    width = end.column - mark.column if end is not None and end.line == mark.line else 1
    return Span(file, mark.line + 1, mark.column + 1, max(1, width))


def _node(node: yaml.Node, file: str) -> Node:
    span = _at(node.start_mark, file, node.end_mark)
    if isinstance(node, yaml.ScalarNode):
        return _scalar(node, span)
    if isinstance(node, yaml.SequenceNode):
        items: list[yaml.Node] = node.value
        return Listing(tuple(_node(item, file) for item in items), span)
    assert isinstance(node, yaml.MappingNode), "a composer makes three kinds of node"
    return _mapping(node, span, file)


def _scalar(node: yaml.ScalarNode, span: Span) -> Scalar:
    word = str(node.value)
    # The C composer says '' and the Python one None for a plain scalar.
    return Scalar(word if node.style else _plain(word, span), span, word)


def _mapping(node: yaml.MappingNode, span: Span, file: str) -> Mapping:
    entries: list[tuple[Scalar, Node]] = []
    seen: dict[str, Span] = {}
    pairs: list[tuple[yaml.Node, yaml.Node]] = node.value
    for key_node, value_node in pairs:
        place = _at(key_node.start_mark, file, key_node.end_mark)
        if not isinstance(key_node, yaml.ScalarNode):
            raise _wrong("key", "a key must be a plain word", place)
        name = str(key_node.value)
        if name == "<<" and not key_node.style:
            raise _wrong("hidden", "a merge key hides what a reader should see; write it out", place)
        if name in seen:
            raise _wrong("twice", f"{name!r} is stated twice; the first stands in line {seen[name].line}", place)
        seen[name] = place
        entries.append((Scalar(name, place), _node(value_node, file)))
    return Mapping(tuple(entries), span)


def _plain(word: str, span: Span) -> Value:
    if word in WORDS:
        return WORDS[word]
    if DECIMAL_INTEGER.fullmatch(word):
        return int(word)
    if OTHER_INTEGER.fullmatch(word):
        return int(word, 0)
    if NOT_FINITE.fullmatch(word):
        raise _wrong("number", "a number has to be finite", span)
    return float(word) if FLOAT.fullmatch(word) else word
