"""Six changes that providers make to their pages, each from the page to the changelog: drift names the fact and its
line, a person edits the YAML, and what changed is classed, proved, versioned and told.

The specs are the real ones. Pages are the given ones, which are nobody's to publish: they are not kept here; without
them those cases are skipped, and say so. The page of PixVerse's own platform is written for its test.
"""

import os
import re
import shutil
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any, cast

import pytest
import yaml

from callsheet.cli import upholding
from callsheet.cli.changelogs import with_version
from callsheet.cli.commands import run
from callsheet.diff import Bump, Finding, Side, compare, entry, raised, steps
from callsheet.emit.files import write
from callsheet.emit.targets import emit_all
from callsheet.lint import lint
from callsheet.model.endpoint import Catalog, Provider
from callsheet.resolve import Specs, load
from callsheet_contracts.conformance import conform
from callsheet_contracts.recordings import read
from callsheet_runtime.pricing import estimate
from contracts.taping import har, tape_of
from support.catalog import ROOT, real
from support.emitted import emitted

HERE = Path(__file__).parent
GIVEN = Path(os.environ.get("PAGES", ROOT.parent / "shared/pages"))
WRITTEN = HERE / "pages"
CASES = sorted((HERE / "cases").glob("*.yaml"))


@dataclass(frozen=True)
class Case:
    """One change of a page, and all that is to come of it."""

    name: str
    provider: str
    page: str
    change: list[Mapping[str, Any]]
    drift: list[Mapping[str, str]]
    edit: list[Mapping[str, str]]
    found: list[Mapping[str, Any]]
    version: str
    changelog: list[str]

    @property
    def old(self) -> Provider:
        return next(one for one in real().providers if one.name == self.provider)


def case_of(path: Path) -> Case:
    said: dict[str, Any] = yaml.safe_load(path.read_text("utf-8"))
    del said["why"]
    return Case(name=path.stem, **said)


@pytest.fixture(params=CASES, ids=lambda path: path.stem)
def case(request: pytest.FixtureRequest) -> Case:
    return case_of(request.param)


def specs_of(provider: str) -> Specs:
    folder = f"{(ROOT / 'specs' / provider).as_posix()}/"
    return Specs(tuple(one for one in load(ROOT / "specs").files if one[0].startswith(folder)))


@cache
def new(name: str) -> Provider:
    """Compile the specs as they are after the edit."""
    case = case_of(HERE / "cases" / f"{name}.yaml")
    return edited(case, specs_of(case.provider)).compile().providers[0]


def edited(case: Case, specs: Specs) -> Specs:
    files = dict(specs.files)
    for edit in case.edit:
        file = next(one for one in files if one.endswith(f"/{edit['file']}.yaml"))
        assert edit["old"] in files[file], edit
        files[file] = files[file].replace(edit["old"], edit["new"], 1)
    return Specs(tuple(files.items()))


def home(case: Case, folder: Path) -> Path:
    """Set up a folder with the specs of a provider and its pages; answer the page that changes."""
    shutil.copytree(ROOT / "specs" / case.provider, folder / "specs" / case.provider)
    if any(one.stem == case.page for one in WRITTEN.rglob("*.md")):
        shutil.copytree(WRITTEN, folder / "pages")
        return next((folder / "pages").rglob(f"{case.page}.md"))
    if not GIVEN.is_dir():
        pytest.skip(f"the pages are not at {GIVEN}: name their folder in PAGES")
    shutil.copytree(GIVEN, folder / "pages")
    words = case.change[0]["old"]
    return next(one for one in (folder / "pages").iterdir() if words in one.read_text("utf-8"))


def change(case: Case, page: Path) -> None:
    text = page.read_text("utf-8")
    for one in case.change:
        assert text.count(one["old"]) == one.get("times", 1), one
        text = text.replace(one["old"], one["new"])
    page.write_text(text, "utf-8", newline="\n")


def place(case: Case, said: Mapping[str, str]) -> str:
    """Say where a spec has some words, as findings do."""
    path = Path("specs", case.provider, f"{said['at']}.yaml")
    lines = path.read_text("utf-8").splitlines()
    return f"{path.as_posix()}:{next(number for number, line in enumerate(lines, 1) if said['line'] in line)}:"


def test_drift_names_the_fact_and_its_line(
    case: Case, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    page = home(case, tmp_path)
    asked = (case.provider, "--pages", "pages", "--page", case.page)
    if page.suffix == ".md":
        # The given pages are accepted already, in the lock that is beside the specs.
        run(("drift", *asked, "--accept"))
        capsys.readouterr()
    change(case, page)
    before = contents(tmp_path)
    assert run(("update", *asked)) == 1
    said = capsys.readouterr().out
    for one in case.drift:
        # A finding begins where a line does; what is told of it is indented.
        own = re.findall(rf"^{re.escape(place(case, one))}\d+: {one['code']} .*\n(?: .*\n)*", said, re.MULTILINE)
        assert any(one["fact"] in words for words in own), said
    assert said.splitlines()[-1].startswith("stopped at drift: read what is shown")
    assert before == contents(tmp_path), "nothing but reading has been done"


def contents(folder: Path) -> dict[Path, bytes]:
    return {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()}


@cache
def changes(name: str) -> tuple[Finding, ...]:
    case = case_of(HERE / "cases" / f"{name}.yaml")
    return compare(Catalog((case.old,)), Catalog((new(name),)))


def verdict(provider: Provider, name: str, body: object) -> str:
    """Ask the emitted validator of a version."""
    endpoint = next(one for one in provider.endpoints if f"{provider.name}/{one.name}" == name)
    levels = {problem.level for problem in emitted(provider, endpoint)(body)}
    return "refused" if "error" in levels else "warned" if levels else "accepted"


def test_the_edit_has_the_named_findings(case: Case) -> None:
    assert not lint(Catalog((new(case.name),)))
    found = {
        (one.label, one.kind, one.about, name)
        for one in changes(case.name)
        if one.side is not Side.DOCUMENTATION
        for name in one.where
    }
    assert found == {(one["class"], one["kind"], one["about"], name) for one in case.found for name in one["where"]}


def test_both_validators_judge_the_witnesses_as_is_said(case: Case) -> None:
    for said in (one for one in case.found if "witness" in one):
        wanted = said["witness"]
        for finding in (one for one in changes(case.name) if (one.kind, one.about) == (said["kind"], said["about"])):
            (name,), (witness,) = finding.where, finding.witnesses
            assert verdict(case.old, name, witness.body) == witness.before == wanted["was"]
            assert verdict(new(case.name), name, witness.body) == witness.after == wanted["is"]
            body = cast("dict[str, Any]", witness.body)
            assert holds(body, wanted.get("says", {}))
            assert all(len(body[field]) > length for field, length in wanted.get("longer_than", {}).items())


def holds(body: Mapping[str, Any], wanted: Mapping[str, Any]) -> bool:
    """Tell whether a request says some things, at whatever depth."""
    return all(
        holds(body[key], cast("Mapping[str, Any]", value)) if isinstance(value, dict) else body[key] == value
        for key, value in wanted.items()
    )


def test_the_version_and_the_changelog_follow(case: Case) -> None:
    found = changes(case.name)
    (step,) = steps(Catalog((case.old,)), Catalog((new(case.name),)), found)
    assert raised(case.old.version, step.due) == case.version
    assert step.judged(Bump.PATCH)[0] is False
    log = with_version("# Changes\n", case.version, entry(found))
    at = [log.index(f"\n{line}") for line in (f"## {case.version}", *case.changelog)]
    assert at == sorted(at)


def test_a_recording_with_the_new_status_conforms_only_now() -> None:
    case = case_of(HERE / "cases" / "new-status.yaml")
    tape = tape_of(case.provider)
    answer = cast("dict[str, object]", tape[-1].answer)
    answer.update(status="MODERATED", output=None)
    codes = [
        {one.code for one in conform(Catalog((provider,)), [read(har(tape), "tape.har")]).findings}
        for provider in (case.old, new(case.name))
    ]
    assert codes == [{"status-undocumented", "never-ended"}, set()]


def test_the_same_request_costs_more_now(tmp_path: Path) -> None:
    case = case_of(HERE / "cases" / "price.yaml")
    body = {"prompt": "It snows.", "image_url": "https://acme.test/tree.png", "resolution": "720p", "duration": 5}
    costs: list[Decimal | None] = []
    for name, provider in (("old", case.old), ("new", new(case.name))):
        write(emit_all(Catalog((provider,))), tmp_path / name)
        with upholding.emitted_in(tmp_path / name):
            from callsheet_clients.pixazo import v6_i2v  # noqa: PLC0415 -- as it was emitted there

            costs.append(estimate(v6_i2v.ENDPOINT.tariffs, body).amount)
    assert costs == [Decimal("0.225"), Decimal("0.25")]
