"""The page and the other forms of a report: all goals in it, nothing from elsewhere, and no word taken for markup."""

import json
import re
from dataclasses import replace
from html.parser import HTMLParser
from pathlib import Path

import pytest

from callsheet.cli import main
from callsheet.model.endpoint import Catalog
from callsheet_contracts.coverage import Collector, Coverage, Kind, Side, as_html, as_json, as_text, measure
from callsheet_contracts.coverage.drawing import draw
from callsheet_contracts.coverage.standing import Part
from callsheet_contracts.recordings import read
from contracts.taping import har, tape_of
from support.catalog import real

SPECS = Path(__file__).parent / "specs"
HOSTILE = "<img src=x onerror=alert(1)>\"'&</style>"


class Page(HTMLParser):
    """What a page has: goals, addresses, texts, and how it is nested."""

    VOID = frozenset({"meta", "input", "img", "br", "link"})

    def __init__(self, html: str) -> None:
        super().__init__()
        self.goals: list[tuple[str, str]] = []
        self.addresses: list[str] = []
        self.tags: set[str] = set()
        self.ids: list[str] = []
        self.words = ""
        self._open: list[str] = []
        self.feed(html)
        self.close()
        assert self._open == [], "every tag is closed"

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        found = {name: value or "" for name, value in attrs}
        self.tags.add(tag)
        self.addresses += [found[name] for name in ("href", "src", "action", "xlink:href") if name in found]
        if "id" in found:
            self.ids.append(found["id"])
        if "data-goal" in found:
            self.goals.append((found["data-goal"], found.get("class", "")))
        if tag not in self.VOID:
            self._open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)
        if tag not in self.VOID:
            self._open.pop()

    def handle_endtag(self, tag: str) -> None:
        assert self._open.pop() == tag

    def handle_data(self, data: str) -> None:
        self.words += data


@pytest.fixture(scope="module")
def some() -> Collector:
    """One endpoint of a provider, and what it shares with the others, all of it seen by one task."""
    provider = next(one for one in real().providers if one.name == "dashscope")
    few = tuple(one for one in provider.endpoints if one.name == "pixverse-t2v")
    collector = Collector(Catalog((replace(provider, endpoints=few),)))
    collector.add(read(har(tape_of("dashscope")), "tape.har"))
    return collector


@pytest.fixture(scope="module")
def found(some: Collector) -> Coverage:
    return measure(some)


def test_every_goal_is_on_the_page(found: Coverage) -> None:
    page = Page(as_html(found))
    wanted = [f"{one.goal.kind} {one.goal.name}" for part in found.parts for one in part.standings]
    assert sorted(goal for goal, _ in page.goals) == sorted(wanted)
    assert len(set(page.ids)) == len(page.ids)


def test_degrees_are_shown(found: Coverage) -> None:
    classes = dict(Page(as_html(found)).goals)
    degrees = {f"{one.goal.kind} {one.goal.name}": one.degree.value for part in found.parts for one in part.standings}
    assert all(degree in classes[goal].split() for goal, degree in degrees.items())
    assert set(degrees.values()) >= {"full", "half", "none"}


def test_the_page_needs_nothing_but_itself(found: Coverage) -> None:
    html = as_html(found)
    page = Page(html)
    assert page.addresses
    assert all(one.startswith("#") and one[1:] in page.ids for one in page.addresses)
    assert not page.tags & {"script", "link", "iframe", "img", "object"}
    style = re.findall(r"<style>(.*?)</style>", html, re.DOTALL)
    assert not re.search(r"url\(|@import", "".join(style))
    assert all(one.startswith("url(#") for one in re.findall(r"url\([^)]*", html))


def test_words_are_never_markup(found: Coverage) -> None:
    part = found.parts[0]
    standings = tuple(replace(one, goal=replace(one.goal, name=f"{one.goal.name}{HOSTILE}")) for one in part.standings)
    quiet = [one for one in standings if one.goal.kind in {Kind.ENDPOINT, Kind.VALUE, Kind.BOUND}]
    provider = replace(part.section.provider, title=HOSTILE)
    hostile = Part(replace(part.section, label=f"dashscope/{HOSTILE}", provider=provider, endpoint=None), tuple(quiet))
    page = Page(as_html(Coverage((hostile,), 1)))
    assert "img" not in page.tags
    assert page.words.count(HOSTILE) >= len(quiet)


def test_a_machine_is_drawn_from_left_to_right() -> None:
    for provider in real().providers:
        machine = provider.tasks[0].protocol.machine
        steps = {(one.name, name): "none" for one in machine.states for name in one.next}
        drawn = draw(machine, {one.name: "none" for one in machine.states}, steps)
        at = {one.name: one for one in drawn.boxes}
        assert all(at[before].x < at[now].x for before, now in steps)
        assert len({(one.x, one.y) for one in drawn.boxes}) == len(machine.states)
        assert all(0 <= one.x <= drawn.width - 132 and 0 <= one.y <= drawn.height - 44 for one in drawn.boxes)


def test_text_lists_what_is_missing(found: Coverage) -> None:
    short, long = as_text(found), as_text(found, missing=True)
    assert re.search(r"^  pixverse-t2v +66 %", short, re.MULTILINE)
    assert "more; --missing lists all" in short
    assert "● " not in long
    gaps = sum(len(one.missing) for part in found.parts for one in part.standings)
    assert len(re.findall(r"^  [○◐] ", long, re.MULTILINE)) == gaps
    assert len(re.findall(r"^    send \{", long, re.MULTILINE)) > 50


def test_json_is_counts_and_what_follows(found: Coverage, some: Collector) -> None:
    whole = json.loads(as_json(found, some))
    assert Collector.from_json(json.dumps(whole), some.catalog).answered == some.answered
    assert whole["coverage"]["sections"]["dashscope/pixverse-t2v"]["kinds"]["endpoints"] == {
        "seen": 2,
        "of": 3,
        "percent": 66.67,
    }
    goals = whole["coverage"]["sections"]["dashscope/pixverse-t2v"]["goals"]
    bound = next(one for one in goals if one["name"] == "/parameters/duration ≤ 15")
    assert bound["sides"] == {"at it": 0, "beyond it": 0}
    assert bound["missing"][0]["request"]["label"] == "/parameters/duration = 15"
    assert {side for one in goals for side in one["sides"]} == {one.value for one in Side}


# The command.


@pytest.fixture
def tape(tmp_path: Path) -> str:
    entry = tape_of("dashscope")[0]
    entry.url, entry.headers = "https://acme.example/open/v2/clips", {"Api-Key": "REDACTED", "X-Trace": "1"}
    entry.body, entry.answer = {"engine": "quick", "words": "Hello."}, {"ErrCode": 0, "Resp": {"clip_id": 7}}
    (tmp_path / "tape.har").write_bytes(har([entry]))
    return str(tmp_path / "tape.har")


def said(capsys: pytest.CaptureFixture[str], *arguments: str, code: int = 0) -> tuple[str, str]:
    assert main(["coverage", "--specs", str(SPECS), *arguments]) == code
    read = capsys.readouterr()
    return read.out, read.err


def test_the_command_prints_each_form(capsys: pytest.CaptureFixture[str], tape: str, tmp_path: Path) -> None:
    assert "acme/short-clip lacks" in said(capsys, tape)[0]
    assert "send {" in said(capsys, tape, "--missing")[0]
    out = tmp_path / "page.html"
    assert said(capsys, tape, "--format", "html", "--out", str(out))[0] == ""
    assert Page(out.read_text("utf-8")).goals
    counts = tmp_path / "counts.json"
    counts.write_text(said(capsys, tape, "--format", "json")[0], "utf-8")
    merged = said(capsys, "--merge", str(counts), "--merge", str(counts), "--format", "json")[0]
    assert json.loads(merged)["exchanges"] == 2
    journal = tmp_path / "journal.json"
    journal.write_text('{"entries": []}', "utf-8")
    assert said(capsys, "--journal", str(journal), "--only", "acme")[0].endswith("(0 %), in 0 calls\n")


def test_thresholds(capsys: pytest.CaptureFixture[str], tape: str) -> None:
    said(capsys, tape, "--fail-under", "1", "--fail-under", "endpoints=5")
    out, err = said(
        capsys, tape, "--fail-under", "90", "--fail-under", "states=100", "--fail-under", "rules=100", code=1
    )
    assert out, "what is missing is printed all the same"
    assert re.findall(
        r"^callsheet coverage: (\w+): \d+\.\d % \(\d+ of \d+\), and (\d+) % are asked for$", err, re.MULTILINE
    ) == [
        ("coverage", "90"),
        ("states", "100"),
    ]


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        ([], "nothing to look at"),
        (["--only", "nobody"], "there is no 'nobody'"),
        (["--fail-under", "rules"], "0 to 100 are percents"),
        (["--fail-under", "roles=1"], "after one of endpoints, parameters"),
        (["--fail-under", "101"], "0 to 100 are percents"),
        (["none.har"], "none.har: No such file"),
        (["--merge", str(SPECS / "acme" / "task.yaml")], "cannot be read as coverage"),
        (["--journal", str(SPECS / "acme" / "task.yaml")], "is no journal"),
        ([str(SPECS / "acme" / "task.yaml")], "no recording"),
    ],
)
def test_wrong_usage(capsys: pytest.CaptureFixture[str], arguments: list[str], words: str) -> None:
    assert words in said(capsys, *arguments, code=2)[1]


def test_files_of_nobody(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    entry = tape_of("dashscope")[0]
    entry.url = "https://elsewhere.example/"
    (tmp_path / "other.har").write_bytes(har([entry]))
    assert "goes to a provider that the specs know" in said(capsys, str(tmp_path / "other.har"), code=2)[1]
