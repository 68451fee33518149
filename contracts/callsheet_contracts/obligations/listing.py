"""List the duties of an endpoint, or of all."""

from collections.abc import Iterable, Iterator
from dataclasses import replace

from callsheet.model.endpoint import Catalog, Endpoint
from callsheet.model.judge import judge
from callsheet_contracts.endpoints import called, catalog, endpoint_named
from callsheet_contracts.obligations.making import Maker
from callsheet_contracts.obligations.near import NOTHING, PREVIOUS, Near, near_of, with_previous
from callsheet_contracts.obligations.records import Duty, Obligation, Obligations, Unreachable, Verdict


def obligations(
    endpoint: Endpoint | str, *, near: Iterable[Endpoint] = (), previous: Endpoint | None = None
) -> Obligations:
    """List the duties of an endpoint.

    Of others that are near, what is legal there and not here is tried as well; and so is what was legal in a previous
    version of the same endpoint. An endpoint that is given by name, as `provider/endpoint`, is near to all others of
    its catalog. The requests that the spec shows give the values that do not matter; nothing else of theirs is used.

    Raises:
        LookupError: no endpoint has that name.

    """
    if isinstance(endpoint, str):
        one, others = endpoint_named(endpoint), near_of((*called(catalog()).items(), *_named(near)))
        return _listed(one, endpoint, others, previous)
    others = near_of(_named(one for one in near if one is not endpoint))
    return _listed(endpoint, endpoint.name, others, previous)


def _named(endpoints: Iterable[Endpoint]) -> Iterator[tuple[str, Endpoint]]:
    return ((one.name, one) for one in endpoints)


def every_obligation(of: Catalog, *, previous: Catalog | None = None) -> Iterator[Obligations]:
    """List the duties of all endpoints of a catalog that are called, each beside all others.

    With an older catalog, what was legal there and is no longer is tried as well. Endpoints are named
    `provider/endpoint`.
    """
    named = called(of)
    before = called(previous) if previous is not None else {}
    others = near_of(named.items())
    for name, endpoint in named.items():
        yield _listed(endpoint, name, others, before.get(name))


def _listed(endpoint: Endpoint, name: str, near: Near, previous: Endpoint | None) -> Obligations:
    older = _accepted(previous) if previous is not None else []
    known = with_previous(near, previous, older) if previous is not None else near
    made: dict[str, Obligation] = {}
    unreachable: list[Unreachable] = []
    for one in Maker(endpoint, name, _usual(endpoint), known).all():
        if isinstance(one, Unreachable):
            unreachable.append(one)
        else:
            made.setdefault(one.label, one)
    if previous is not None:
        made = {one.label: _marked(one, previous) for one in made.values()}
        shown = {repr(one.kept) for one in made.values()}
        again = (one for one in _once_accepted(endpoint, name, older) if repr(one.kept) not in shown)
        made |= {one.label: one for one in again}
    return Obligations(name, tuple(made.values()), tuple(unreachable))


def _usual(endpoint: Endpoint) -> list[object]:
    return [one.body for one in endpoint.requests if not one.breaks]


def _accepted(previous: Endpoint) -> list[Obligation]:
    """List the requests that a previous version accepts."""
    found = Maker(previous, previous.name, _usual(previous), NOTHING).all()
    return [one for one in found if isinstance(one, Obligation) and one.verdict is Verdict.ACCEPTED]


def _marked(one: Obligation, previous: Endpoint) -> Obligation:
    """Say of what is wrong now that it was right before."""
    was_right = one.verdict is not Verdict.ACCEPTED and not judge(previous, one.kept)
    return replace(one, origin=PREVIOUS) if was_right else one


def _once_accepted(endpoint: Endpoint, name: str, older: Iterable[Obligation]) -> Iterator[Obligation]:
    """List the requests of a previous version that break one constraint of this."""
    for one in older:
        findings = judge(endpoint, one.kept)
        if len(findings) == 1:
            (finding,) = findings
            yield Obligation(
                endpoint=name,
                label=f"{PREVIOUS}: {one.label}",
                place=finding.at,
                about=next((two.name for two in endpoint.parameters if two.pointer == finding.at), ""),
                constraint=finding.rule,
                duty=Duty.NEAR,
                verdict=Verdict.REFUSED if finding.level == "error" else Verdict.WARNED,
                origin=PREVIOUS,
                kept=one.kept,
            )
