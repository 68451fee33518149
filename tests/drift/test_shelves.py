"""A file is told to be a source's page by its fingerprint, its name, its address, or the cites that are in it."""

from dataclasses import replace
from hashlib import sha256

import pytest

from callsheet.drift.cites import quotations
from callsheet.drift.shelves import File, shelve
from support.pages import TEXT, acme

CITED = quotations(acme())
CANONICAL = '<html><head><link rel="canonical" href="https://acme.test/guide"></head><body>{}</body></html>'
OTHER = File("other.txt", b"Nothing of it.")


def told(*files: File) -> dict[str, tuple[str, str]]:
    return {one.source.key: (one.file.name, one.how) for one in shelve("acme", CITED, files)}


@pytest.mark.parametrize(
    ("name", "content", "how"),
    [
        ("guide.txt", TEXT, "name"),
        ("acme/guide.md", TEXT, "name"),
        ("0001.html", CANONICAL.format(TEXT), "address"),
        ("0001.txt", f"https://acme.test/guide\n{TEXT}", "address"),
        ("0001.txt", TEXT, "cites"),
        ("0001.txt", TEXT.replace("7 days", "9 days").replace("1–9", "1–12"), "cites"),
    ],
)
def test_how_a_page_is_known(name: str, content: str, how: str) -> None:
    assert told(OTHER, File(name, content.encode())) == {"guide": (name, how)}


def test_the_fingerprint_goes_before_the_name() -> None:
    snapshot = sha256(TEXT.encode()).hexdigest()
    kept = [replace(one, source=replace(one.source, snapshot=snapshot)) for one in CITED if one.source.key == "guide"]
    (one,) = shelve("acme", kept, [File("guide.txt", b"another"), File("0001.txt", TEXT.encode())])
    assert (one.file.name, one.how, one.is_as_read) == ("0001.txt", "fingerprint", True)


@pytest.mark.parametrize("name", ["elsewhere/guide.txt", "guides.txt"])
def test_another_name_tells_nothing(name: str) -> None:
    assert told(File(name, b"Nothing of it.")) == {}


def test_two_files_that_are_as_likely_tell_nothing() -> None:
    assert told(File("1.txt", TEXT.encode()), File("2.txt", TEXT.encode())) == {}


def test_bytes_that_are_no_utf8_are_read_as_far_as_possible() -> None:
    assert told(File("guide.txt", TEXT.encode() + b"\xff")) == {"guide": ("guide.txt", "name")}
