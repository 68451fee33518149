"""Write what was measured as Markdown. Knows the targets, and no way to measure anything."""

import platform
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from importlib.metadata import version

BEGIN, END = "<!-- validation -->", "<!-- end of validation -->"
LIBRARIES = (
    "jsonschema",
    "fastjsonschema",
    "jsonschema-rs",
    "pydantic",
    "msgspec",
    "cattrs",
    "orjson",
    "dashscope",
    "httpx",
)


@dataclass
class Report:
    """What is said, section by section, and the verdict on each target."""

    verdicts: list[tuple[str, str, str, str]] = field(default_factory=list)
    sections: list[str] = field(default_factory=list)

    def target(self, number: str, what: str, wanted: str, measured: str, *, met: bool, why: str = "") -> None:
        """Judge one target; say why where it is not met."""
        self.verdicts.append((number, f"{what}: {wanted}", measured, "met" if met else f"**not met**: {why}"))

    def section(self, title: str, words: str, head: Sequence[str] = (), rows: Sequence[Sequence[str]] = ()) -> None:
        """Add a section with a table."""
        self.sections.append("\n".join([f"### {title}", "", words, *(["", *table(head, rows)] if head else [])]))

    def text(self) -> str:
        """Write all of it."""
        judged = table(("target", "what", "measured", ""), self.verdicts)
        versions = ", ".join(f"{name} {version(name)}" for name in LIBRARIES)
        made = f"CPython {platform.python_version()}, {platform.machine()}; {versions}."
        return "\n\n".join(["\n".join(judged), *self.sections, f"Made with {made}"])


def table(head: Sequence[str], rows: Sequence[Sequence[str]]) -> Iterator[str]:
    """Write a table."""
    yield f"| {' | '.join(head)} |"
    yield f"| {' | '.join('---' for _ in head)} |"
    yield from (f"| {' | '.join(row)} |" for row in rows)


def times(ratio: float | None) -> str:
    """Write a ratio."""
    return (
        "–" if ratio is None else f"{ratio:.0f}×" if ratio >= 20 else f"{ratio:.1f}×" if ratio >= 3 else f"{ratio:.2f}×"
    )


def by_endpoint(ratios: Mapping[str, float]) -> str:
    """Write the ratios of several endpoints, in order."""
    return ", ".join(map(times, ratios.values()))


def placed(page: str, text: str) -> str:
    """Put the report where the page has it."""
    before, _, rest = page.partition(BEGIN)
    _, _, after = rest.partition(END)
    return f"{before}{BEGIN}\n\n{text}\n\n{END}{after}"
