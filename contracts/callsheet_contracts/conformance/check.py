"""Hold recordings to the specs. Knows no format of recordings, and none of reports."""

from collections.abc import Iterable

from callsheet.model.endpoint import Catalog
from callsheet_contracts.conformance.findings import OBLIGATIONS, Finding, Place
from callsheet_contracts.conformance.hearing import Hearing
from callsheet_contracts.conformance.law import Law
from callsheet_contracts.conformance.report import Report, Tally
from callsheet_contracts.recordings import Recording, Unreadable


def conform(catalog: Catalog, recordings: Iterable[Recording | Unreadable]) -> Report:
    """Hold recordings to the specs. A file that could not be read is a finding among others."""
    law = Law(catalog)
    findings: list[Finding] = []
    tallies: list[Tally] = []
    for one in recordings:
        if isinstance(one, Unreadable):
            place = Place(one.file, 0, one.line, "request")
            words, level = f"{one.words}; {one.advice}", OBLIGATIONS["unreadable"].level
            findings.append(Finding(code="unreadable", level=level, place=place, words=words, endpoint=""))
            tallies.append(Tally(one.file))
        else:
            hearing = Hearing(law, one)
            findings += hearing.run()
            tallies.append(hearing.tally)
    return Report(tuple(findings), tuple(tallies))
