from pathlib import Path

import pytest

from callsheet.diagnostics import SpecError, as_text
from callsheet.resolve import Specs, load


def test_missing_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    with pytest.raises(SpecError) as caught:
        load(Path("nowhere"))
    assert as_text(caught.value.diagnostics, {}) == (
        "nowhere: no-specs there is no such folder of specs\n        name another one, or run it where `specs` is\n"
    )


def test_empty_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "specs").mkdir()
    with pytest.raises(SpecError, match=r"^specs: no-specs the folder holds no"):
        load(Path("specs"))


def test_place_of_a_byte_that_is_not_utf_8(tmp_path: Path) -> None:
    (tmp_path / "acme").mkdir()
    (tmp_path / "acme" / "a.yaml").write_bytes("a: 1\nb: 爱".encode() + b"\xff")
    with pytest.raises(SpecError) as caught:
        load(tmp_path)
    span = caught.value.diagnostics[0].span
    assert (span.line, span.column) == (2, 5)


def test_mistakes_of_all_files_are_found_at_once() -> None:
    with pytest.raises(SpecError) as caught:
        Specs((("acme/a.yaml", "a: &b 1"), ("acme/b.yaml", "endpoint: b\nzzz: 1"))).compile()
    assert [one.code for one in caught.value.diagnostics][:1] == ["hidden"]
    assert {one.span.file for one in caught.value.diagnostics} == {"acme/a.yaml", "acme/b.yaml"}
