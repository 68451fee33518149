"""Whatever is typed into a spec, it compiles or is reported: never another exception."""

import re
from pathlib import Path
from typing import Final

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from callsheet.diagnostics import Diagnostic, SpecError, as_text
from callsheet.resolve import Specs, load

HERE = Path(__file__).parent
SPECS: Final = {"base": load(HERE / "base"), "real": load(HERE.parents[1] / "specs")}
SLOW: Final = (HealthCheck.too_slow, HealthCheck.data_too_large, HealthCheck.large_base_example)
SIGNS: Final = """
[ ] { } : , - # ' " | > & * ! % ? {} [] null ~ true -1 0 1e999 .inf 0x1F {value} 16:9 any not given range
"""
INK: Final = st.sampled_from(SIGNS.split())


@st.composite
def slips(draw: st.DrawFn, text: str) -> str:
    """Type a text again, with a few slips of the pen."""
    lines = text.splitlines(keepends=True)
    for _ in range(draw(st.integers(1, 4))):
        at = draw(st.integers(0, len(lines) - 1))
        match draw(st.sampled_from(["delete", "swap", "word", "ink", "indent", "double", "cut"])):
            case "delete":
                lines[at] = "" if len(lines) > 1 else lines[at]
            case "swap":
                other = draw(st.integers(0, len(lines) - 1))
                lines[at], lines[other] = lines[other], lines[at]
            case "word":
                words = re.findall(r"[\w.*/-]+", text)
                lines[at] = _replace(lines[at], draw(st.integers(0, 5)), draw(st.sampled_from(words)))
            case "ink":
                lines[at] = _replace(lines[at], draw(st.integers(0, 5)), draw(INK))
            case "indent":
                lines[at] = " " * draw(st.integers(0, 8)) + lines[at].lstrip(" ")
            case "double":
                lines[at] *= 2
            case _:
                lines[at] = lines[at][: draw(st.integers(0, len(lines[at])))] + "\n"
    return "".join(lines)


def _replace(line: str, which: int, word: str) -> str:
    found = list(re.finditer(r"[\w.*/-]+", line))
    if not found:
        return f"{word}\n"
    one = found[which % len(found)]
    return line[: one.start()] + word + line[one.end() :]


def _is_inside(one: Diagnostic, specs: Specs) -> bool:
    text = dict(specs.files).get(one.span.file)
    if text is None:
        return False
    lines = text.splitlines() or [""]
    return 1 <= one.span.line <= len(lines) and 1 <= one.span.column <= len(lines[one.span.line - 1]) + 1


@pytest.mark.parametrize(("kind", "count"), [("base", 600), ("real", 30)])
def test_compiles_or_is_reported(kind: str, count: int) -> None:
    @settings(max_examples=count, derandomize=True, database=None, deadline=None, suppress_health_check=SLOW)
    @given(st.data())
    def run(data: st.DataObject) -> None:
        files = list(SPECS[kind].files)
        which = data.draw(st.integers(0, len(files) - 1))
        folder, _, _ = files[which][0].rpartition("/")
        files[which] = (files[which][0], data.draw(slips(files[which][1])))
        # Providers share nothing: the others would only take their time.
        _check(Specs(tuple(one for one in files if one[0].startswith(f"{folder}/"))))

    run()


def _check(specs: Specs) -> None:
    found = _mistakes(specs)
    assert found is None or any(_is_inside(one, specs) for one in found), found
    assert found is None or as_text(found, specs.lines())


def _mistakes(specs: Specs) -> tuple[Diagnostic, ...] | None:
    try:
        specs.compile()
    except SpecError as error:
        return error.diagnostics
    return None
