import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from callsheet.diagnostics import Diagnostic, SpecError, as_text
from callsheet.model.endpoint import Catalog
from callsheet.resolve import load

HERE = Path(__file__).parent
BASE = HERE / "base"

Compose = Callable[..., Path]
Printed = tuple[str, tuple[Diagnostic, ...]]


@pytest.fixture
def compose(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Compose:
    """Lay a case over the base and work in that folder: `compose(case)` or `compose(draw="…")`."""

    def lay(case: Path | None = None, **files: str) -> Path:
        shutil.copytree(BASE, tmp_path, dirs_exist_ok=True)
        for path in sorted(case.iterdir()) if case else ():
            if path.suffix == ".removed":
                (tmp_path / "acme" / path.stem).unlink()
            elif path.suffix == ".yaml":
                shutil.copy(path, tmp_path / "acme")
        for name, text in files.items():
            (tmp_path / "acme" / f"{name}.yaml").write_text(text, "utf-8")
        monkeypatch.chdir(tmp_path)
        return tmp_path

    return lay


@pytest.fixture
def base() -> Callable[[str], str]:
    """Read a file of the base."""
    return lambda name: (BASE / "acme" / f"{name}.yaml").read_text("utf-8")


@pytest.fixture
def compiled() -> Callable[[], Catalog]:
    """Compile the working folder."""
    return lambda: load(Path()).compile()


@pytest.fixture
def mistakes() -> Callable[[], Printed]:
    """Compile the working folder, and print what is wrong with it."""

    def printed() -> Printed:
        lines: dict[str, tuple[str, ...]] = {}
        try:
            specs = load(Path())
            lines = specs.lines()
            specs.compile()
        except SpecError as error:
            return as_text(error.diagnostics, lines), error.diagnostics
        return "", ()

    return printed
