"""Rewrite the golden output; `make generate` runs this, and a person reads the diff."""

from pathlib import Path

from callsheet.emit.targets import emit_all
from callsheet.resolve import load

GOLDEN = Path(__file__).parent / "golden"
KEPT = (".py", ".json", ".md")


def main() -> None:
    made = emit_all(load(GOLDEN / "specs").compile())
    for name, text in made.items():
        if name != "MANIFEST.json" and name.endswith(KEPT):
            target = GOLDEN / "expected" / name
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_text(text, "utf-8")


if __name__ == "__main__":
    main()
