"""A check that has nothing to do is answered by a seal, and a seal is never wrong."""

import os
import shutil
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from callsheet.cli import compiling, freshness, main
from callsheet_clients.catalog import PROVIDERS

ROOT = Path(__file__).parents[2]
LEAST = min(PROVIDERS, key=lambda name: len(list((ROOT / "specs" / name).iterdir())))
"""The provider with the fewest files."""


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A small project that was found fresh."""
    folder = tmp_path_factory.mktemp("project")
    shutil.copytree(ROOT / "specs" / LEAST, folder / "specs" / LEAST)
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(folder)
        assert main(["generate"]) == 0
        assert main(["generate", "--check"]) == 0
    return folder


@pytest.fixture
def project(made: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A copy of it, sealed where it stands now."""
    shutil.copytree(made / "specs", tmp_path / "specs")
    shutil.copytree(made / "generated", tmp_path / "generated")
    monkeypatch.chdir(tmp_path)
    freshness.keep("specs", "generated", freshness.seal("specs", "generated"))
    assert freshness.is_fresh("specs", "generated")
    return tmp_path


def test_what_is_sealed_is_not_compiled_again(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    del project
    monkeypatch.setattr(compiling, "read_specs", None)
    assert main(["generate", "--check"]) == 0
    assert main(["generate", "--check", "--out", "generated"]) == 0
    assert main(["generate"]) == 0


def a_spec(project: Path) -> Path:
    return min((project / "specs" / LEAST).glob("*.yaml"))


def an_emitted_file(project: Path) -> Path:
    return min((project / "generated" / "schemas").rglob("*.json"))


def manifest(project: Path) -> Path:
    return project / "generated" / "MANIFEST.json"


@pytest.mark.parametrize("pick", [a_spec, an_emitted_file, manifest])
def test_a_change_is_seen_though_date_and_size_are_the_same(project: Path, pick: Callable[[Path], Path]) -> None:
    path = pick(project)
    state, text = path.stat(), path.read_bytes()
    path.write_bytes(text[:-2] + bytes([text[-2] ^ 1]) + text[-1:])
    os.utime(path, ns=(state.st_atime_ns, state.st_mtime_ns))
    assert (path.stat().st_size, path.stat().st_mtime_ns) == (state.st_size, state.st_mtime_ns)
    assert not freshness.is_fresh("specs", "generated")
    path.write_bytes(text)
    assert freshness.is_fresh("specs", "generated")


@pytest.mark.parametrize("pick", [a_spec, an_emitted_file, manifest])
def test_a_file_that_is_gone_is_missed(project: Path, pick: Callable[[Path], Path]) -> None:
    pick(project).unlink()
    assert not freshness.is_fresh("specs", "generated")


def test_a_new_spec_is_seen(project: Path) -> None:
    (project / "specs" / LEAST / "more.yaml").write_text("fragment: more\ndoc: More.\n", "utf-8")
    assert not freshness.is_fresh("specs", "generated")


@pytest.mark.parametrize("changed", ["emit/templates/clients.py.jinja", "emit/clients.py"])
def test_another_compiler_is_seen(project: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, changed: str) -> None:
    del project
    home = tmp_path / "elsewhere" / "callsheet"
    package = Path(compiling.__file__).parents[1]
    skip = shutil.ignore_patterns("__pycache__")
    shutil.copytree(package, home, ignore=skip)
    shutil.copytree(package.parent / "callsheet_runtime", home.parent / "callsheet_runtime", ignore=skip)
    monkeypatch.setattr(freshness, "__file__", str(home / "cli" / "freshness.py"))
    assert not freshness.is_fresh("specs", "generated"), "a compiler that stands elsewhere is another"
    before = freshness.seal("specs", "generated")
    path = home / changed
    path.write_bytes(path.read_bytes() + b"\n")
    assert freshness.seal("specs", "generated") != before


def test_another_version_of_what_it_runs_on_is_seen(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    packages = project / "site-packages"
    (packages / "Jinja2-9.9.dist-info").mkdir(parents=True)
    monkeypatch.setattr(sys, "path", [str(packages), *sys.path])
    before = freshness.seal("specs", "generated")
    (packages / "Jinja2-9.9.dist-info").rename(packages / "Jinja2-9.8.dist-info")
    assert freshness.seal("specs", "generated") != before
    assert not freshness.is_fresh("specs", "generated")


def test_what_changed_while_it_was_checked_is_not_sealed(project: Path) -> None:
    before = freshness.seal("specs", "generated")
    a_spec(project).write_bytes(a_spec(project).read_bytes() + b"# later\n")
    freshness.keep("specs", "generated", before)
    assert not freshness.is_fresh("specs", "generated")


def test_what_is_stale_is_never_sealed(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = an_emitted_file(project)
    path.write_bytes(path.read_bytes() + b" ")
    assert main(["generate", "--check"]) == 1
    assert main(["generate", "--check"]) == 1
    assert capsys.readouterr().out.count("is stale") == 2


def test_without_a_place_for_seals_all_works(project: Path) -> None:
    shutil.rmtree(project / freshness.FOLDER)
    (project / freshness.FOLDER).write_text("in the way", "utf-8")
    assert main(["generate", "--check"]) == 0
    assert not freshness.is_fresh("specs", "generated")


def test_git_passes_seals_over(project: Path) -> None:
    assert (project / freshness.FOLDER / ".gitignore").read_text("ascii") == "*\n"
