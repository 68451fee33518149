"""Rewrite the parts of the documentation that are made from code; `make generate` runs this."""

from collections import defaultdict
from pathlib import Path

from callsheet.lint.pages import page
from callsheet.syntax.reference import reference
from callsheet_clients.catalog import ENDPOINTS, PROVIDERS

ROOT = Path(__file__).parents[2]
PAGE = ROOT / "docs" / "spec-language.md"
LINT = ROOT / "docs" / "lint.md"
README = ROOT / "README.md"
MARK = "<!-- keys -->\n"
BEGIN, END = "<!-- endpoints -->\n", "<!-- end of endpoints -->\n"


def rewritten(page: str) -> str:
    """Replace what follows the mark."""
    before, mark, _ = page.partition(MARK)
    return f"{before}{mark}\n{reference()}"


def listed(readme: str) -> str:
    """Replace the list of endpoints."""
    before, begin, rest = readme.partition(BEGIN)
    _, end, after = rest.partition(END)
    assert begin, "the README marks where the list begins"
    assert end, "the README marks where the list ends"
    rows = "\n".join(["| provider | endpoints |", "| --- | --- |", *_rows()])
    return f"{before}{begin}\n{rows}\n\n{end}{after}"


def _rows() -> list[str]:
    links: dict[str, list[str]] = defaultdict(list)
    for name, (package, *_) in ENDPOINTS.items():
        provider, _, endpoint = name.partition("/")
        page = f"generated/callsheet_clients/{package}/reference/{endpoint}.md"
        links[provider].append(f"[{endpoint}]({page})")
    return [f"| `{name}`: {PROVIDERS[name]} | {', '.join(pages)} |" for name, pages in links.items()]


if __name__ == "__main__":
    PAGE.write_text(rewritten(PAGE.read_text("utf-8")), "utf-8")
    LINT.write_text(page(), "utf-8")
    README.write_text(listed(README.read_text("utf-8")), "utf-8")
