"""Makes the cases of one endpoint, each with an id of its own. Knows no obligation and sends nothing."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from callsheet.model.protocol import Call, Key, Poll
from callsheet.model.source import Cite
from callsheet_contracts.conformance.findings import Region
from callsheet_contracts.conformance.rules import cited, region
from callsheet_contracts.probe.cases import Case, Expected, named
from callsheet_contracts.wires import Wire


@dataclass(frozen=True, slots=True)
class Fact:
    """What the spec says, and where."""

    words: str
    spec: Region | None = None
    cite: str = ""


class Casebook:
    """The cases of one endpoint."""

    def __init__(self, endpoint: str) -> None:
        self.endpoint = endpoint
        """`provider/endpoint`."""
        self._taken: set[str] = set()

    def make(
        self,
        label: str,
        constraint: str,
        expected: Expected,
        fact: Fact,
        *,
        wire: Wire | None = None,
        document: object = None,
        place: str = "",
    ) -> Case:
        """Make a case; the fact is what the spec says."""
        made = named(self.endpoint, label, self._taken)
        self._taken.add(made)
        return Case(
            id=made,
            label=label,
            constraint=constraint,
            expected=expected,
            place=place,
            wire=wire,
            document=document,
            words=fact.words,
            spec=fact.spec,
            cite=fact.cite,
        )

    def guards(
        self, what: str, call: Call, key: Key, wire: Wire, *, knows_key: bool, document: object = None
    ) -> Iterator[Case]:
        """List what a server has to refuse whatever else stands in a call: no key, a header missing or forbidden."""
        refused = Expected.REFUSED
        signs: tuple[tuple[str, Wire], ...] = (("without a key", replace(wire, signed="not")),)
        if knows_key:
            signs = (*signs, ("with a wrong key", replace(wire, signed="wrong")))
        fact = stated(f"a call needs a key in the header {key.header}", key.cites)
        for said, unsigned in signs:
            yield self.make(f"{what} {said}", "key", refused, fact, wire=unsigned, document=document)
        for header in (one for one in call.headers if one.needed):
            words = f"the header {header.name} is to be sent" + (f" as {header.value!r}" if header.value else "")
            fact = stated(words, call.cites)
            changed: dict[str, Mapping[str, str | None]] = {"without": _without(wire.headers, header.name)}
            if header.value is not None:
                changed["with another value of"] = {**wire.headers, header.name: f"not-{header.value}"}
            for said, sent in changed.items():
                label, one = f"{what} {said} the header {header.name}", replace(wire, headers=sent)
                yield self.make(label, "header-missing", refused, fact, wire=one, document=document)
        for name in call.refuses if isinstance(call, Poll) else ():
            fact, one = (
                stated(f"the header {name} is not to be sent", call.cites),
                replace(wire, headers={**wire.headers, name: "enable"}),
            )
            yield self.make(f"{what} with the header {name}", "header-unwanted", refused, fact, wire=one)


def stated(words: str, cites: tuple[Cite, ...]) -> Fact:
    """Make a fact of what some pages say."""
    return Fact(words, region(cites[0]) if cites else None, cited(cites))


def _without(headers: Mapping[str, str | None], name: str) -> dict[str, str | None]:
    return {one: value for one, value in headers.items() if one.lower() != name.lower()}
