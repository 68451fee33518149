"""Write findings down, with their places in the recording and in the spec. Knows nothing of why."""

from dataclasses import dataclass, replace

from callsheet.model.source import Cite
from callsheet_contracts.conformance.findings import OBLIGATIONS, Finding, Part, Place, Region
from callsheet_contracts.conformance.rules import cited, region
from callsheet_contracts.recordings import Exchange


@dataclass(slots=True)
class _Several:
    """The same found again and again: said once, with how often."""

    finding: Finding
    times: int = 1

    def said(self) -> Finding:
        """Say it."""
        more = self.times - 1
        again = f" (and in {more} more)" if more else ""
        return replace(self.finding, words=f"{self.finding.words}{again}")


class Notes:
    """What is found in one file."""

    def __init__(self, file: str) -> None:
        self.file = file
        self._findings: list[Finding] = []
        self._several: dict[tuple[str, str, str], _Several] = {}

    def __bool__(self) -> bool:
        return bool(self._findings or self._several)

    def findings(self) -> list[Finding]:
        """List them in order of place."""
        found = [*self._findings, *(one.said() for one in self._several.values())]
        return sorted(found, key=lambda one: (one.place, one.code, one.words))

    def place(self, exchange: Exchange, part: Part, where: str = "") -> Place:
        """Name a place of an exchange; the request's where there is no answer."""
        response = exchange.response
        line = exchange.request.line if part == "request" or response is None else response.line
        return Place(self.file, exchange.index, line, part, where)

    def find(
        self,
        code: str,
        place: Place,
        words: str,
        endpoint: str,
        *,
        spec: Region | None = None,
        cite: str = "",
        cites: tuple[Cite, ...] = (),
        task: str = "",
    ) -> None:
        """Note a finding. With cites, they tell where the spec says otherwise, and the pages."""
        finding = Finding(
            code=code,
            level=OBLIGATIONS[code].level,
            place=place,
            words=words,
            endpoint=endpoint,
            spec=spec or (region(cites[0]) if cites else None),
            cite=cite or cited(cites),
            task=task,
        )
        self._findings.append(finding)

    def again(
        self, code: str, place: Place, words: str, endpoint: str, *, what: str = "", cites: tuple[Cite, ...] = ()
    ) -> None:
        """Note what is found in many calls alike, to say it once."""
        several = self._several.get((code, endpoint, what))
        if several is not None:
            several.times += 1
            return
        self.find(code, place, words, endpoint, cites=cites)
        self._several[code, endpoint, what] = _Several(self._findings.pop())
