"""Hold recordings to the specs. Knows no format of recordings, and none of reports."""

from collections.abc import Iterable

from callsheet.model.endpoint import Catalog
from callsheet_contracts.conformance.findings import OBLIGATIONS, Finding, Place
from callsheet_contracts.conformance.hearing import Hearing
from callsheet_contracts.conformance.law import Law
from callsheet_contracts.conformance.report import Report, Tally
from callsheet_contracts.conformance.rules import cited, region
from callsheet_contracts.conformance.scanning import Leak, Scanner
from callsheet_contracts.conformance.secrets import declared
from callsheet_contracts.recordings import Exchange, Recording, Unreadable


def conform(catalog: Catalog, recordings: Iterable[Recording | Unreadable]) -> Report:
    """Hold recordings to the specs. A file that could not be read is a finding among others."""
    law, scanner = Law(catalog), Scanner(declared(catalog))
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
            findings += _with_secrets(hearing.run(), one, law, scanner)
            tallies.append(hearing.tally)
    return Report(tuple(findings), tuple(tallies))


def _with_secrets(heard: list[Finding], recording: Recording, law: Law, scanner: Scanner) -> list[Finding]:
    """Add the secrets that were left in a recording; the keys of known calls have been found by then."""
    keys = {one.place.pointer.lower() for one in heard if one.code == "key-in-recording"}
    several: dict[tuple[str, str], list[tuple[Exchange, Leak]]] = {}
    for exchange, leak in scanner.found(recording.exchanges):
        if leak.where not in keys:
            several.setdefault((leak.where, leak.words), []).append((exchange, leak))
    if not several:
        return heard
    found = [_secret(recording.file, law, *leaks[0], len(leaks) - 1) for leaks in several.values()]
    return sorted([*heard, *found], key=lambda one: (one.place, one.code, one.words))


def _secret(file: str, law: Law, exchange: Exchange, leak: Leak, more: int) -> Finding:
    provider = law.routes.find(exchange.request.method, exchange.request.url).provider
    cites = (provider.secrets.cites or provider.key.cites) if provider else ()
    again = f" (and in {more} more)" if more else ""
    return Finding(
        code="secret-in-recording",
        level=OBLIGATIONS["secret-in-recording"].level,
        place=Place(file, leak.index, leak.line, leak.part, leak.where),
        words=f"{leak.words}, was left here; make it worthless, and record with it blacked out{again}",
        endpoint=provider.name if provider else "",
        spec=region(cites[0]) if cites else None,
        cite=cited(cites),
    )
