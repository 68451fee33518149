"""Rewrite what is expected of the mistakes; a person reads the diff."""

import os
import shutil
import tempfile
from pathlib import Path

from callsheet.diagnostics import SpecError, as_text
from callsheet.resolve import load

HERE = Path(__file__).parent


def main() -> None:
    for case in sorted((HERE / "mistakes").iterdir()):
        with tempfile.TemporaryDirectory() as name:
            shutil.copytree(HERE / "base", name, dirs_exist_ok=True)
            for path in case.iterdir():
                if path.suffix == ".removed":
                    (Path(name) / "acme" / path.stem).unlink()
                elif path.suffix == ".yaml":
                    shutil.copy(path, Path(name) / "acme")
            os.chdir(name)
            (case / "expected.txt").write_text(_printed(), "utf-8")


def _printed() -> str:
    lines: dict[str, tuple[str, ...]] = {}
    try:
        specs = load(Path())
        lines = specs.lines()
        specs.compile()
    except SpecError as error:
        return as_text(error.diagnostics, lines)
    return ""


if __name__ == "__main__":
    main()
