"""Read a page as blocks, from HTML, Markdown or text. The one place that has heard of HTML; knows no spec."""

import json
import re
from collections.abc import Iterator
from contextlib import suppress
from typing import Final, Literal

from markdown_it import MarkdownIt
from selectolax.lexbor import LexborHTMLParser, LexborNode

from callsheet.drift.blocks import Block

Form = Literal["html", "markdown", "text", "data"]
ENDINGS: Final[dict[str, Form]] = {
    ".html": "html",
    ".htm": "html",
    ".md": "markdown",
    ".markdown": "markdown",
    ".json": "data",
    ".yaml": "data",
    ".yml": "data",
}
HTML: Final = re.compile(r"\s*(?:<!--.*?-->\s*)*<(?:!doctype html|html|head|body)\b", re.IGNORECASE | re.DOTALL)

HIDDEN: Final = {"script", "style", "noscript", "template", "svg", "head", "iframe"}
INLINE: Final = frozenset(
    "a abbr b bdi bdo cite code del dfn em font i ins kbd label mark q s samp small span strong sub sup tt u var wbr".split()  # noqa: E501, SIM905 -- reads better than a column of 31 lines
)
HEADINGS: Final = {"h1", "h2", "h3", "h4", "h5", "h6"}

RULER: Final = re.compile(r"\s*\|?\s*:?-+:?\s*(?:\|\s*:?-+:?\s*)+\|?\s*")
"""The line below the head of a table."""
ROW: Final = re.compile(r"^\s*\||\s\|(?:\s|$)")
PIPE: Final = re.compile(r"(?<=\s)\|(?=\s)")
PROSE: Final = re.compile(r"(?:[^\W\d_][\w'’-]*[,:]? ){4}[^{}=;]*[\w,]$")
"""A line of words that ends in the middle of a sentence."""


def form_of(name: str, text: str) -> Form:
    """Tell how a page is written, by its file's ending, else by how it begins."""
    ending = name[name.rfind(".") :].casefold() if "." in name else ""
    return ENDINGS.get(ending) or ("html" if HTML.match(text) else "text")


def read(text: str, form: Form) -> tuple[Block, ...]:
    """Read a page."""
    match form:
        case "html":
            return tuple(_html(text))
        case "markdown":
            return tuple(_markdown(text))
        case "text":
            return tuple(_text(text))
        case "data":
            return tuple(_data(text))


def address_of(text: str, form: Form) -> str | None:
    """Find the address that a page of HTML gives as its own."""
    if form != "html":
        return None
    tree = LexborHTMLParser(text)
    for selector, name in (('link[rel="canonical"]', "href"), ('meta[property="og:url"]', "content")):
        node = tree.css_first(selector)
        if node is not None and node.attributes.get(name):
            return node.attributes[name]
    return None


def cells_of(line: str) -> tuple[str, ...]:
    """Cut a row of a table that is written with pipes. `string|null` stays one cell where pipes have room."""
    inner = line.strip()
    inner = inner.removeprefix("|").removesuffix("|") if inner != "|" else ""
    parts = PIPE.split(f" {inner} ") if PIPE.search(inner) else re.split(r"(?<!\\)\|", inner)
    return tuple(part.replace("\\|", "|").strip() for part in parts)


def _text(text: str) -> Iterator[Block]:
    """Read lines: each stands alone, unless a sentence obviously goes on in the next."""
    lines = text.splitlines()
    number = 0
    while number < len(lines):
        line, first = lines[number], number + 1
        number += 1
        if RULER.fullmatch(line) or not line.strip():
            continue
        if ROW.search(line):
            head = number < len(lines) and RULER.fullmatch(lines[number]) is not None
            yield Block("row", line.strip(), first, cells_of(line), head)
            continue
        while (
            number < len(lines) and PROSE.search(line) and lines[number][:1].islower() and not ROW.search(lines[number])
        ):
            line = f"{line} {lines[number]}"
            number += 1
        yield Block("prose", line.strip(), first)


def _data(text: str) -> Iterator[Block]:
    """Read JSON and YAML line by line; JSON on one line is laid out first."""
    # What is no JSON is YAML; or what is wrong with it is said where it is read as OpenAPI.
    with suppress(ValueError):
        text = json.dumps(json.loads(text), indent=2, ensure_ascii=False)
    for number, line in enumerate(text.splitlines(), 1):
        if line.strip():
            yield Block("code", line.strip(), number)


class _Html:
    """Gathers the blocks of a tree: what is inline runs together, everything else stands by itself."""

    def __init__(self) -> None:
        self.blocks: list[Block] = []
        self._words: list[str] = []
        self._kind: Literal["heading", "prose"] = "prose"

    def end(self) -> None:
        """Close the paragraph that was gathered so far."""
        words = " ".join("".join(self._words).split())
        self._words.clear()
        if words:
            self.blocks.append(Block(self._kind, words, 0))

    def walk(self, node: LexborNode) -> None:
        """Read what is in a node."""
        for child in node.iter(include_text=True, skip_empty=False):
            tag = child.tag or ""
            if tag == "-text":
                self._words.append(child.text_content or "")
            elif tag == "br":
                self._words.append("\n")
            elif tag in INLINE:
                self.walk(child)
            elif tag not in HIDDEN and not tag.startswith("-"):
                self.end()
                self._block(tag, child)
                self.end()

    def _block(self, tag: str, node: LexborNode) -> None:
        match tag:
            case "table":
                self._table(node)
            case "pre":
                lines = (node.text(deep=True) or "").splitlines()
                self.blocks += [Block("code", line.strip(), 0) for line in lines if line.strip()]
            case _ if tag in HEADINGS:
                self._kind = "heading"
                self.walk(node)
                self.end()
                self._kind = "prose"
            case _:
                self.walk(node)

    def _table(self, node: LexborNode) -> None:
        # A table inside of a cell is read as words of that cell: what is asked of it is what the whole row says.
        first = True
        for row in node.css("tr"):
            cells = [one for one in row.iter() if one.tag in {"td", "th"}]
            words = tuple(" ".join(block.words for block in _gathered(one)) for one in cells)
            if any(words):
                head = first or (bool(cells) and all(one.tag == "th" for one in cells))
                self.blocks.append(Block("row", " | ".join(words), 0, words, head))
                first = False


def _html(text: str) -> Iterator[Block]:
    body = LexborHTMLParser(text).body
    if body is not None:
        yield from _gathered(body)


def _gathered(node: LexborNode) -> list[Block]:
    gathered = _Html()
    gathered.walk(node)
    gathered.end()
    return gathered.blocks


def _markdown(text: str) -> Iterator[Block]:
    return _html(MarkdownIt("commonmark").enable("table").render(text))
