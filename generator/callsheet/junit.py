"""Write findings as JUnit XML, which CI servers show as tests. Knows no check."""

from collections.abc import Iterable
from dataclasses import dataclass
from xml.etree import ElementTree as ET


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """One thing that was looked at."""

    of: str
    """What it belongs to: `classname`."""
    name: str
    failure: str = ""
    """What is wrong, line by line; empty where nothing is."""
    code: str = ""
    """The name of what is wrong."""
    message: str = ""
    """What is wrong, in one line."""
    notes: str = ""
    """What is to be known and is no failure."""
    skipped: str = ""
    """Why it was not looked at; empty where it was."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Suite:
    """What one file shows."""

    name: str
    cases: tuple[Case, ...]


def document(name: str, suites: Iterable[Suite]) -> str:
    """Write all suites."""
    root = ET.Element("testsuites", name=name)
    for suite in suites:
        failed = sum(bool(one.failure) for one in suite.cases)
        left = sum(bool(one.skipped) for one in suite.cases)
        counts = {"tests": str(len(suite.cases)), "failures": str(failed), "errors": "0", "skipped": str(left)}
        element = ET.SubElement(root, "testsuite", {"name": _legal(suite.name), **counts})
        for one in suite.cases:
            _case(element, one)
    ET.indent(root)
    return '<?xml version="1.0" encoding="UTF-8"?>\n' + ET.tostring(root, encoding="unicode") + "\n"


def _case(suite: ET.Element, one: Case) -> None:
    case = ET.SubElement(suite, "testcase", classname=_legal(one.of), name=_legal(one.name))
    if one.failure:
        failure = ET.SubElement(case, "failure", type=one.code, message=_legal(one.message))
        failure.text = _legal(one.failure)
    elif one.skipped:
        ET.SubElement(case, "skipped", message=_legal(one.skipped))
    elif one.notes:
        ET.SubElement(case, "system-out").text = _legal(one.notes)


def _legal(words: str) -> str:
    """Leave out what XML cannot hold, escaped or not."""
    return "".join(char if char == "\n" or char.isprintable() else f"\\u{ord(char):04x}" for char in words)
