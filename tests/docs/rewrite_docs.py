"""Rewrite the part of the documentation that is made from code; `make generate` runs this."""

from pathlib import Path

from callsheet.syntax.reference import reference

PAGE = Path(__file__).parents[2] / "docs" / "spec-language.md"
MARK = "<!-- keys -->\n"


def rewritten(page: str) -> str:
    """Replace what follows the mark."""
    before, mark, _ = page.partition(MARK)
    return f"{before}{mark}\n{reference()}"


if __name__ == "__main__":
    PAGE.write_text(rewritten(PAGE.read_text("utf-8")), "utf-8")
