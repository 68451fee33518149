"""Say what was found about a provider's pages: as text, JSON, Markdown or CI annotations. Knows no file."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from callsheet.diagnostics import Diagnostic, as_annotations, as_text, in_order
from callsheet.drift.blocks import Table
from callsheet.drift.comparing import MEANS, QUIET, Verdict
from callsheet.drift.differing import Difference
from callsheet.drift.sections import Compared
from callsheet.drift.shelves import Shelved

LONGEST: int = 300
"""As much of a passage is shown."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """All about one provider."""

    provider: str
    pages: tuple[Shelved, ...]
    verdicts: tuple[Verdict, ...]
    compared: tuple[Compared, ...]

    def about(self, pages: Sequence[str], facts: Sequence[str]) -> "Report":
        """Keep what is about some pages, and about facts with some words in their names; nothing named: everything."""
        return replace(
            self,
            pages=tuple(one for one in self.pages if not pages or one.source.key in pages),
            verdicts=tuple(
                one
                for one in self.verdicts
                if (not pages or one.page in pages) and (not facts or _names_one(one, facts))
            ),
            compared=tuple(one for one in self.compared if (not pages or one.page in pages) and not facts),
        )

    @property
    def findings(self) -> tuple[Verdict, ...]:
        """The cites that a person has to look at."""
        return tuple(one for one in self.verdicts if one.is_finding)

    def differences(self, *, recorded: bool = False) -> Iterator[tuple[Compared, Difference]]:
        """List what tables and spec do not agree on: what nobody has recorded, or else what somebody has."""
        for one in self.compared:
            for difference in one.differences:
                if bool(difference.answer) == recorded:
                    yield one, difference

    def tables_not_understood(self) -> Iterator[tuple[Compared, Table]]:
        """List tables that could not be held to the spec."""
        for one in self.compared:
            for table in one.skipped:
                yield one, table

    @property
    def is_clean(self) -> bool:
        """Tell whether nobody has to look."""
        return not self.findings and not any(self.differences())

    def diagnostics(self) -> tuple[Diagnostic, ...]:
        """Say every finding at its place in the spec."""
        return in_order(
            (
                *map(_verdict, self.findings),
                *(_difference(compared, one) for compared, one in self.differences()),
            )
        )


def text(reports: Sequence[Report], lines: Mapping[str, Sequence[str]]) -> str:
    """Say it to a person at a terminal: findings first, then each provider in a few lines."""
    found = as_text((one for report in reports for one in report.diagnostics()), lines)
    return found + "".join(f"{line}\n" for report in reports for line in _summary(report))


def annotations(reports: Sequence[Report]) -> str:
    """Say it to CI, beside the lines of the specs."""
    return as_annotations(one for report in reports for one in report.diagnostics())


def plain(report: Report) -> dict[str, object]:
    """Say it in plain JSON."""
    return {
        "provider": report.provider,
        "clean": report.is_clean,
        "pages": [
            {"page": one.source.key, "file": one.file.name, "how": one.how, "as_read": one.is_as_read}
            for one in report.pages
        ],
        "counts": dict(sorted(Counter(one.status for one in report.verdicts).items())),
        "cites": [_plain_verdict(one) for one in report.verdicts if one.status not in {"found", "ambiguous"}],
        "tables": [
            {"page": one.page, "endpoint": one.endpoint, "read": one.read, "not_understood": len(one.skipped)}
            for one in report.compared
        ],
        "differences": [
            {
                "page": compared.page,
                "endpoint": compared.endpoint,
                "code": one.code,
                "field": one.field,
                "words": one.words,
                "row": one.row,
                "line": one.line,
                "spec": f"{one.span.file}:{one.span.line}",
                "recorded": one.answer,
            }
            for recorded in (False, True)
            for compared, one in report.differences(recorded=recorded)
        ],
    }


def markdown(reports: Sequence[Report]) -> str:
    """Say it as the text of an issue: what to read again, by page."""
    said: list[str] = []
    for report in reports:
        said += [f"## {report.provider}", ""]
        rows = [
            (one.status, one.page, one.fragment, _places(one), " ⏎ ".join(_cut(it.words) for it in one.passages))
            for one in report.findings
        ]
        if rows:
            said += ["| what | page | words | facts | the passage now |", "| --- | --- | --- | --- | --- |"]
            said += [f"| {' | '.join(map(_cell, row))} |" for row in rows]
            said.append("")
        said += [
            f"- `{compared.endpoint}`, {compared.page}: {one.words} ({one.code})"
            for compared, one in report.differences()
        ]
        said += [f"- {line}" for line in _summary(report)]
        said.append("")
    return "\n".join(said)


def _names_one(one: Verdict, words: Sequence[str]) -> bool:
    names = [fact.name for fact in one.quotation.facts] if one.quotation else []
    return any(word in name for name in names for word in words)


def _verdict(one: Verdict) -> Diagnostic:
    span = one.quotation.facts[0].span if one.quotation else one.place
    words = f'{one.page}: "{one.fragment}": {MEANS[one.status]}'
    notes = [f"{one.says}:" if one.passages and one.says else one.says]
    notes += [f"{_at(it.line)}{_cut(it.words)}" for it in one.passages]
    if one.quotation and one.quotation.facts:
        notes.append(f"rests on it: {_places(one)}")
    return Diagnostic(one.status, span, words, "\n        ".join(filter(None, notes)))


def _difference(compared: Compared, one: Difference) -> Diagnostic:
    note = f"{compared.page}{f', line {one.line}' if one.line else ''}: {_cut(one.row)}" if one.row else compared.page
    return Diagnostic(one.code, one.span, f"{compared.endpoint}: {one.words}", note)


def _places(one: Verdict) -> str:
    facts = one.quotation.facts if one.quotation else ()
    return ", ".join(f"{fact.name} ({fact.span.file}:{fact.span.line})" for fact in facts)


def _at(line: int) -> str:
    return f"line {line}: " if line else "now: "


def _cut(words: str) -> str:
    return words if len(words) <= LONGEST else f"{words[:LONGEST]}…"


def _cell(words: str) -> str:
    return words.replace("|", "\\|").replace("\n", " ")


def _plain_verdict(one: Verdict) -> dict[str, object]:
    return {
        "status": one.status,
        "page": one.page,
        "fragment": one.fragment,
        "facts": [
            {"fact": fact.name, "file": fact.span.file, "line": fact.span.line}
            for fact in (one.quotation.facts if one.quotation else ())
        ],
        "says": one.says,
        "passages": [{"words": it.words, "line": it.line, "times": it.times} for it in one.passages],
    }


def _summary(report: Report) -> Iterator[str]:
    counts = Counter(one.status for one in report.verdicts)
    told = ", ".join(f"{number} {status}" for status, number in sorted(counts.items()) if status not in QUIET)
    held = counts["found"] + counts["ambiguous"]
    several = f" ({counts['ambiguous']} in several passages)" if counts["ambiguous"] else ""
    yield f"{report.provider}: {held} cites hold{several}{', ' if told else ''}{told}"
    for one in report.pages:
        as_read = "as it was read" if one.is_as_read else f"not as it was read: its SHA-256 is {one.file.snapshot}"
        yield f"  {one.source.key}: {one.file.name}, known by its {one.how}, {as_read}"
    if report.compared:
        read = sum(one.read for one in report.compared)
        wrong = len(tuple(report.differences()))
        recorded = len(tuple(report.differences(recorded=True)))
        yield f"  tables held to the spec: {read}; differences: {wrong}, recorded ones: {recorded}"
    for compared, difference in report.differences(recorded=True):
        yield f"    recorded by {difference.answer}: {compared.endpoint}: {difference.words}"
    for compared, table in report.tables_not_understood():
        place = f"line {table.line}" if table.line else repr(table.heading)
        whose = "not understood" if compared.endpoint else "of no endpoint"
        yield f"    {whose}: {compared.page}, {place}: {' | '.join(table.columns)}"
    unverified = Counter(one.page for one in report.verdicts if one.status == "unverified")
    if unverified:
        pages = ", ".join(f"{page} {number}" for page, number in sorted(unverified.items()))
        yield f"  unverified cites: {sum(unverified.values())}, of pages that are not kept: {pages}"
