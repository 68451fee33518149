import json
from pathlib import Path

import pytest

from callsheet.emit.files import MANIFEST, replace, stale, with_manifest, write


def test_writing_then_nothing_is_stale(tmp_path: Path) -> None:
    made = with_manifest({"a.py": "1\n", "b/c.py": "2\n"})
    assert write(made, tmp_path) == (MANIFEST, "a.py", "b/c.py")
    assert list(stale(made, tmp_path)) == []
    assert write(made, tmp_path) == ()


def test_what_changed_or_is_missing_is_stale(tmp_path: Path) -> None:
    made = with_manifest({"a.py": "1\n", "b.py": "2\n"})
    write(made, tmp_path)
    (tmp_path / "a.py").write_text("edited\n", "utf-8")
    (tmp_path / "b.py").unlink()
    assert list(stale(made, tmp_path)) == ["a.py", "b.py"]


def test_what_no_spec_makes_any_more_is_removed_with_its_empty_folder(tmp_path: Path) -> None:
    write(with_manifest({"a.py": "1\n", "old/x.py": "2\n"}), tmp_path)
    made = with_manifest({"a.py": "1\n"})
    assert "old/x.py" in set(stale(made, tmp_path))
    write(made, tmp_path)
    assert sorted(path.name for path in tmp_path.iterdir()) == [MANIFEST, "a.py"]


def test_what_somebody_else_put_there_stays(tmp_path: Path) -> None:
    write(with_manifest({"a.py": "1\n"}), tmp_path)
    (tmp_path / "mine.py").write_text("mine\n", "utf-8")
    write(with_manifest({"b.py": "1\n"}), tmp_path)
    assert (tmp_path / "mine.py").read_text("utf-8") == "mine\n"
    assert not (tmp_path / "a.py").exists()


@pytest.mark.parametrize("path", ["../victim.py", "/tmp/callsheet-victim.py"])
def test_a_manifest_cannot_reach_out_of_its_folder(tmp_path: Path, path: str) -> None:
    folder = tmp_path / "generated"
    folder.mkdir()
    (tmp_path / "victim.py").write_text("1\n", "utf-8")
    (folder / MANIFEST).write_text(json.dumps({"files": {path: "0"}}), "utf-8")
    write(with_manifest({"a.py": "1\n"}), folder)
    assert (tmp_path / "victim.py").exists()


@pytest.mark.parametrize("text", ["", "[]", "{}", "nonsense", '{"files": 1}'])
def test_a_broken_manifest_removes_nothing_and_is_replaced(tmp_path: Path, text: str) -> None:
    (tmp_path / MANIFEST).write_text(text, "utf-8")
    made = with_manifest({"a.py": "1\n"})
    write(made, tmp_path)
    assert list(stale(made, tmp_path)) == []


def test_a_failed_write_leaves_the_old_file_whole(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    target = tmp_path / "a.py"
    target.write_text("old\n", "utf-8")

    def fail(*_: object) -> None:
        raise OSError("disk full")

    monkeypatch.setattr(Path, "replace", fail)
    with pytest.raises(OSError, match="disk full"):
        replace(target, "new\n")
    assert target.read_text("utf-8") == "old\n"
    assert [path.name for path in tmp_path.iterdir()] == ["a.py"]
