"""What is known while one provider's documents are resolved: its pages, and the notes taken. Knows no section."""

import keyword
import re
from collections.abc import Container, Iterable
from dataclasses import dataclass
from typing import Final

from callsheet.diagnostics import Diagnostics, did_you_mean
from callsheet.model.source import Cite, Source
from callsheet.span import Span
from callsheet.syntax.atoms import Fragments
from callsheet.syntax.located import Located

MOST_WORDS: Final = 8
MOST_CHARACTERS: Final = 120
WORD: Final = re.compile(r"[^\s]*[^\W_][^\s]*")
NAME: Final = re.compile(r"[a-z0-9][a-z0-9.-]*")
VARIABLE: Final = re.compile(r"[a-z][a-z0-9_]*")
HEADER: Final = re.compile(r"[A-Za-z0-9!#$%&'*+.^_`|~-]+")


@dataclass(frozen=True, slots=True)
class Scope:
    """The pages of a provider, and where mistakes are noted."""

    sources: dict[str, Source]
    notes: Diagnostics

    def error(self, code: str, span: Span, words: str, *, note: str = "") -> None:
        """Note a mistake."""
        self.notes.error(code, span, words, note=note)

    def cites(self, fragments: Fragments | None) -> tuple[Cite, ...]:
        """Turn `{page: words}` into cites, noting pages that are not listed and quotations that are too long."""
        cites: list[Cite] = []
        for page, words in fragments.pairs if fragments else ():
            source = self.sources.get(page.value)
            if source is None:
                note = did_you_mean(page.value, self.sources) or "pages are listed in sources.yaml"
                self.error("unknown-source", page.span, f"no source is called {page.value!r}", note=note)
                continue
            if len(WORD.findall(words.value)) > MOST_WORDS or len(words.value) > MOST_CHARACTERS:
                note = "a cite finds the place, it does not copy the page"
                self.error("long-cite", words.span, f"a cite has at most {MOST_WORDS} words", note=note)
            cites.append(Cite(source, words.value, words.span))
        return tuple(cites)

    def known(
        self, what: str, name: Located[str], names: tuple[str, ...], *, others: Container[str] = (), called: str = ""
    ) -> bool:
        """Note a name that is not one of those known; `others` are there as well, and of another kind."""
        if name.value in names:
            return True
        if name.value in others:
            words, note = f"{name.value!r} is no {called or what}", listed(names)
        else:
            words = f"no {called or what} is called {name.value!r}"
            note = did_you_mean(name.value, names) or listed(names)
        self.error(f"unknown-{what}", name.span, words, note=note)
        return False

    def name(self, what: str, name: str, span: Span) -> None:
        """Note a name that is not made of small letters, digits, dots and dashes."""
        if not NAME.fullmatch(name):
            words = f"the name of {what} is made of small letters, digits, dots and dashes: {name!r} is not"
            self.error("name", span, words, note="as in text-to-video or v5.6")

    def header(self, name: str, span: Span) -> None:
        """Note a name that no header can have."""
        if not HEADER.fullmatch(name):
            self.error(
                "header", span, f"no header can be called {name!r}", note="its name has letters, digits and dashes"
            )

    def variable(self, what: str, name: str, span: Span, *, taken: tuple[str, ...] = (), note: str = "") -> None:
        """Note a name that Python cannot have, or that is taken."""
        if name in taken:
            words = f"{what} cannot be called {name!r}: what is compiled has a part of that name"
            self.error("name", span, words, note="where it stands on the wire is said by `at`; call it otherwise")
        elif not VARIABLE.fullmatch(name) or keyword.iskeyword(name):
            words = f"{what} is named like a Python variable, in small letters: {name!r} is not"
            self.error(
                "name", span, words, note=note or "where it stands on the wire is said by `at`; the name is ours"
            )

    def path(self, at: Located[str]) -> tuple[str, ...]:
        """Split a dotted path, noting one with nothing between two dots."""
        parts = tuple(at.value.split("."))
        if not all(parts):
            words = f"a path is keys with dots between them: {at.value!r} has an empty one"
            self.error("path", at.span, words, note="as in output.task_id")
        return parts

    def optional_path(self, at: Located[str] | None) -> tuple[str, ...] | None:
        """Split a dotted path, if there is one."""
        return None if at is None else self.path(at)


def listed(names: Iterable[str]) -> str:
    """Say what there is, for a note."""
    every = tuple(names)
    if len(every) == 1:
        return f"there is only {every[0]}"
    return f"there are {', '.join(every)}" if every else "there are none"


def optional(text: Located[str] | None) -> str | None:
    """Take the text, if there is one."""
    return None if text is None else text.value


def word(text: Located[str] | None) -> str:
    """Take the text, or an empty one."""
    return "" if text is None else text.value


def flag(value: Located[bool] | None, *, default: bool = False) -> bool:
    """Take the flag, or the default."""
    return default if value is None else value.value
