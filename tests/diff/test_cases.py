"""Changes of the kinds that providers make, each labelled by hand with what it is: every one is classed right, proved
by requests that both emitted validators judge as is said, and the other way round where the versions change places."""

import re
from collections import Counter
from functools import cache
from pathlib import Path
from typing import cast

import pytest
import yaml

from callsheet.diff import Finding, Side, Verdict, advice, compare
from callsheet.model.endpoint import Catalog
from support.editing import Edit, before, edited
from support.emitted import emitted

CASES = sorted((Path(__file__).parent / "cases").glob("*.yaml"))
SHOWN = [one for one in CASES if re.search(r"class: request|kind: (rule|length)", one.read_text("utf-8"))]
"""Those that requests show."""
SHOWN_BY_NO_BODY = {
    "call-added",
    "call-changed",
    "call-removed",
    "header-added",
    "header-changed",
    "header-removed",
    "key-changed",
}
"""What a body cannot show: it is about what goes with the body."""


@cache
def read(case: Path) -> dict[str, object]:
    return cast("dict[str, object]", yaml.safe_load(case.read_text("utf-8")))


@cache
def after(case: Path) -> Catalog:
    return edited(cast("list[Edit]", read(case)["edit"]))


@cache
def found(case: Path) -> tuple[Finding, ...]:
    return compare(before(), after(case))


def directions(findings: tuple[Finding, ...]) -> Counter[tuple[bool, bool]]:
    return Counter((one.breaks, one.widens) for one in findings if one.side is Side.REQUEST)


def verdict(catalog: Catalog, name: str, body: object) -> Verdict:
    """Ask the emitted validator."""
    pair = catalog.find(name)
    if pair is None:
        return Verdict.REFUSED
    levels = {problem.level for problem in emitted(*pair)(body)}
    return Verdict.REFUSED if "error" in levels else Verdict.WARNED if levels else Verdict.ACCEPTED


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.stem)
def test_is_classed_as_it_is_labelled(case: Path) -> None:
    wanted = cast("list[dict[str, str]]", read(case)["expect"])
    labels = sorted((one.label, one.kind, one.about) for one in found(case))
    assert labels == sorted((one["class"], one["kind"], one["about"]) for one in wanted)
    assert advice(found(case)) == read(case)["semver"]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.stem)
def test_what_breaks_one_way_widens_the_other_way(case: Path) -> None:
    back = compare(after(case), before())
    mirrored = Counter({(widens, breaks): count for (breaks, widens), count in directions(back).items()})
    assert directions(found(case)) == mirrored
    assert bool(back) == bool(found(case))


@pytest.mark.parametrize("case", SHOWN, ids=lambda case: case.stem)
def test_both_validators_judge_a_witness_as_is_said(case: Path) -> None:
    for finding in found(case):
        if finding.side is Side.REQUEST and finding.kind not in SHOWN_BY_NO_BODY:
            assert {one.breaks for one in finding.witnesses} == {*[True] * finding.breaks, *[False] * finding.widens}
        for witness in finding.witnesses:
            (name,) = finding.where
            assert verdict(before(), name, witness.body) is witness.before
            assert verdict(after(case), name, witness.body) is witness.after
            assert witness.before is not witness.after


def test_there_are_many_cases() -> None:
    assert len(CASES) >= 100
