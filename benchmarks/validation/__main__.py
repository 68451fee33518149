"""Measure and report: `make bench` writes `docs/benchmarks.md`, `--short` takes half a minute and only shows."""

import argparse
import copy
import sys
from collections import Counter
from collections.abc import Callable, Sequence

from validation import lines, starts
from validation.agreement import DisagreementError, agree, known_differences
from validation.measuring import Timing, Work, compare
from validation.peers import Document, Peer
from validation.report import Report, by_endpoint, placed, times
from validation.subjects import FLAGSHIPS, ROOT, Subject, subjects

PAGE = ROOT / "docs" / "benchmarks.md"
OURS, ALONE = "ours", "ours, without rules"
JUDGES_RULES = ("jsonschema", "fastjsonschema", "jsonschema-rs")
V1 = {
    "jsonschema": 100,
    "fastjsonschema": 6.5,
    "pydantic BaseModel": 3.2,
    "pydantic TypedDict": 1.9,
    "msgspec.convert": 1.1,
}
V3 = {"jsonschema-rs": (2.3, 4.0), "fastjsonschema": (6.5, 6.5), "pydantic BaseModel": (2.1, 2.1)}
COMPILED = "compiled code looks at a key in less time than the line of Python takes that ours has for it"
FEW_RULES = "an endpoint with one rule leaves others little to take long for"
BELOW = "see the table below"
WHY = {"jsonschema": FEW_RULES, "fastjsonschema": FEW_RULES}


def main() -> int:
    """Run everything; exit with 1 where validators disagree."""
    parser = argparse.ArgumentParser(prog="validation", description=__doc__)
    parser.add_argument("--short", action="store_true", help="take half a minute, and write nothing")
    short: bool = parser.parse_args().short
    rounds = 5 if short else 31
    every = list(subjects())
    flagships = [one for name in FLAGSHIPS for one in every if one.name == name]
    report = Report()
    try:
        agreement(report, flagships if short else every, 300 if short else 2000)
    except DisagreementError as error:
        sys.stderr.write(f"{error}\n")
        return 1
    right(report, flagships, rounds)
    problems(report, flagships, rounds)
    sizes(report, every, rounds)
    many(report, flagships, short=short)
    begun(report, flagships, rounds)
    if not short:
        all_of_them(report, every, 11)
        PAGE.write_text(placed(PAGE.read_text("utf-8"), report.text()), "utf-8")
    print(report.text())
    return 0


def agreement(report: Report, every: Sequence[Subject], most: int) -> None:
    """Compare verdicts before anything is timed."""
    heard: Counter[str] = Counter()
    for subject in every:
        said(f"agreement of {subject.name}")
        heard += agree(subject, most)
    known = {peer.name: peer for subject in every for peer in subject.peers}
    rows = [
        (name, f"{heard[name]:,}", "fields and rules" if peer.rules else "fields", known_differences(peer))
        for name, peer in known.items()
    ]
    words = (
        f"Before anything is timed, all judge the same documents, {heard['ours']:,} of {len(every)} endpoints: each"
        " example, and each value of a pool at each place, drawn at random where there are many. One verdict that"
        " differs ends the run. Left out are documents of which a library cannot speak (rules that JSON Schema has no"
        " words for) or that it is known to take otherwise. Those that take classes judge fields, types, bounds and"
        " closed objects, and no rules between fields; they are compared with our validator of the same endpoint"
        " without its rules."
    )
    report.section("All agree", words, ("library", "documents", "judges", "left out"), rows)


def right(report: Report, flagships: Sequence[Subject], rounds: int) -> None:
    """V1 and V2: documents with which nothing is wrong."""
    timings = {one.name: judged(one, one.right, rounds) for one in flagships}
    ratios: dict[str, dict[str, float]] = {}
    for subject in flagships:
        for peer in subject.peers:
            ours = OURS if peer.rules else ALONE
            ratios.setdefault(peer.name, {})[subject.name] = timings[subject.name].ratio(peer.name, ours)
    for name, wanted in V1.items():
        worst = min(ratios[name].values())
        report.target(
            "V1", name, f"≥ {wanted}×", by_endpoint(ratios[name]), met=worst >= wanted, why=WHY.get(name, COMPILED)
        )
    rust = ratios["jsonschema-rs"]
    why = f"{COMPILED}; {FEW_RULES}"
    report.target("V2", "jsonschema-rs", "≥ 1.0×", by_endpoint(rust), met=min(rust.values()) >= 1, why=why)
    rows = [
        (name, OURS if name in JUDGES_RULES else ALONE, *(times(ratios[name].get(one.name)) for one in flagships))
        for name in ratios
    ]
    for ours in (OURS, ALONE):
        cost = (f"{timings[one.name].seconds(ours) / len(one.right) * 1e6:.2f} µs" for one in flagships)
        rows.append((ours, "a document", *cost))
    words = "Time of the library as a multiple of ours, for documents that are parsed already and right (V1, V2)."
    report.section("Right documents", words, ("library", "compared with", *(one.name for one in flagships)), rows)


def judged(subject: Subject, documents: Sequence[Document], rounds: int) -> Timing:
    """Time the verdict on some documents by all validators of an endpoint."""
    said(f"right documents of {subject.name}")
    works = {OURS: over(documents, subject.module.validate), ALONE: over(documents, subject.fields_alone)}
    works |= {peer.name: over(documents, peer.is_valid) for peer in subject.peers}
    return compare(works, rounds=rounds)


def problems(report: Report, flagships: Sequence[Subject], rounds: int) -> None:
    """V3: all problems listed, with place and rule."""
    rows: list[tuple[str, ...]] = []
    ratios: dict[tuple[str, int], dict[str, float]] = {}
    for count in (1, 4):
        for subject in flagships:
            said(f"{count} problems of {subject.name}")
            documents = subject.wrong(count)
            works = {OURS: over(documents, listed(subject.module.validate))}
            works[ALONE] = over(documents, listed(subject.fields_alone))
            works |= {peer.name: over(documents, peer.problems) for peer in subject.peers if peer.problems}
            timing = compare(works, rounds=rounds)
            for peer in subject.peers:
                if peer.problems:
                    ours = OURS if peer.rules else ALONE
                    ratios.setdefault((peer.name, count), {})[subject.name] = timing.ratio(peer.name, ours)
    for (name, count), found in ratios.items():
        rows.append((name, str(count), *(times(found.get(one.name)) for one in flagships)))
    for name, wanted in V3.items():
        for count, least in zip((1, 4), wanted, strict=True):
            found = ratios[name, count]
            what = f"{name}, {count} problem{'s' if count > 1 else ''}"
            report.target("V3", what, f"≥ {least}×", by_endpoint(found), met=min(found.values()) >= least, why=COMPILED)
    words = "Time to list every problem with place and rule, as a multiple of ours (V3)."
    report.section("Wrong documents", words, ("library", "problems", *(one.name for one in flagships)), rows)


def listed(validate: Callable[[Document], Sequence[Sequence[object]]]) -> Callable[[Document], object]:
    """Read place and rule of every problem, as is done with the peers'."""
    return lambda body: [(problem[0], problem[1]) for problem in validate(body)]


def sizes(report: Report, every: Sequence[Subject], rounds: int) -> None:
    """V5: cost in the input's size."""
    said("sizes")
    of = {one.name: one for one in every}
    prompts = {name: of[name] for name in (*FLAGSHIPS, "dashscope/happyhorse-t2v")}
    rows: list[tuple[str, str]] = []
    for words, char in (("in English", "x"), ("in Chinese", "爱")):
        found = {
            name: grown(one, lambda n, char=char: char * n, "prompt", 20, 2000, rounds) for name, one in prompts.items()
        }
        rows.append((f"prompt {words}, 2,000 characters beside 20, of {', '.join(prompts)}", by_endpoint(found)))
        report.target("V5", rows[-1][0], "≤ 1.1×", rows[-1][1], met=max(found.values()) <= 1.1, why=BELOW)
    name = "dashscope/happyhorse-r2v"
    data = grown(of[name], lambda n: "data:image/png;base64," + "A" * n, "media.url", 20, 5_000_000, rounds)
    rows.append((f"data URL, 5 MB beside 20 bytes, of {name}", times(data)))
    report.target("V5", rows[-1][0], "≤ 2×", rows[-1][1], met=data <= 2, why=BELOW)
    report.section("Size", "Cost of a large value as a multiple of that of a small one (V5).", ("what", "ratio"), rows)


def grown(subject: Subject, make: Callable[[int], str], name: str, small: int, large: int, rounds: int) -> float:
    """Compare documents that are alike but for the size of one value."""
    parameter = next(one for one in subject.endpoint.every_parameter() if one.name == name)
    works: dict[str, Work] = {}
    for size in (small, large):
        body = copy.deepcopy(subject.right[0])
        where = body
        inside = parameter.at[:-1] if "." not in name else ("input", "media", 0)
        for key in inside:
            where = where[key]
        where[parameter.at[-1]] = make(size)
        works[str(size)] = over([body], subject.module.validate)
    return compare(works, rounds=rounds).ratio(str(large), str(small))


def many(report: Report, flagships: Sequence[Subject], *, short: bool) -> None:
    """V4: a file with a request a line."""
    timings = {}
    for one in flagships:
        said(f"lines of {one.name}")
        timings[one.name] = lines.per_row(one, rounds=5 if short else 15)
    parse = {name: timing.ratio("parse", "ours") for name, timing in timings.items()}
    why = "ours also counts keys, so that a doubled one is noticed, which the parser drops in silence; and " + COMPILED
    report.target("V4", "parsing alone (orjson)", "≥ 0.5×", by_endpoint(parse), met=min(parse.values()) >= 0.5, why=why)
    rows = [("parsing alone", *map(times, parse.values()))]
    for name, least in (("jsonschema-rs", 1.1), ("fastjsonschema", 3.9)):
        found = {key: timing.ratio(name, "ours") for key, timing in timings.items()}
        report.target("V4", name, f"≥ {least}×", by_endpoint(found), met=min(found.values()) >= least, why=why)
        rows.append((f"parsing and {name}", *map(times, found.values())))
    rows.append(("ours, a row", *(f"{one.seconds('ours') / lines.ROWS * 1e6:.2f} µs" for one in timings.values())))
    said("memory")
    small, large = (2, 20) if short else (20, 250)
    used = lines.memory(flagships[0], megabytes=(small, large))
    said("workers")
    shared = lines.shared(flagships[0], megabytes=large, jobs=2, rounds=3 if short else 5)
    grown_to = f"{used[small] / 1e6:.0f} MB for {small} MB, {used[large] / 1e6:.0f} MB for {large} MB"
    report.target("V4", "memory", "≤ 32 MB", grown_to, met=max(used.values()) <= 32e6, why=BELOW)
    why = "workers have to be started, and two cores share what is behind them"
    report.target("V4", "CPU per row, 2 workers beside 1", "≤ 1.08×", times(shared), met=shared <= 1.08, why=why)
    words = (
        "JSON Lines, one row in twenty with a mistake, every problem listed (V4): as a multiple of `validate_lines`,"
        f" all reading by orjson. `callsheet validate --summary` took {grown_to}; two workers took {times(shared)} the"
        " CPU time of one."
    )
    report.section("Many documents", words, ("what", *timings), rows)


def begun(report: Report, flagships: Sequence[Subject], rounds: int) -> None:
    """S1 and S2: what a start costs."""
    said("starts")
    found = starts.starts(flagships, rounds=min(rounds, 15))
    imports = {name: ratio for name, ratio in found.items() if "validators" in name}
    worst = max(imports.values())
    report.target("S1", "import of a validator", "≤ 1.8× bare", times(worst), met=worst <= 1.8, why=BELOW)
    client = found["import and make a client"]
    beside = client / found["import httpx, make a client"]
    report.target(
        "S1", "a client, imported and made", "≤ 1.05× one of httpx", times(beside), met=beside <= 1.05, why=BELOW
    )
    ahead = found["import dashscope"] / client
    report.target("S1", "the provider's own SDK", "≥ 6× ours", times(ahead), met=ahead >= 6, why=BELOW)
    asked = found["callsheet validate"]
    report.target("S2", "`callsheet validate`", "≤ 3× bare", times(asked), met=asked <= 3, why=BELOW)
    told = found["callsheet --version"]
    report.target("S2", "`callsheet --version`", "≤ 1.1× bare", times(told), met=told <= 1.1, why=BELOW)
    words = "CPU time of whole processes, as a multiple of an interpreter that does nothing (S1, S2)."
    report.section("Starts", words, ("what", "ratio"), [(name, times(ratio)) for name, ratio in found.items()])


def all_of_them(report: Report, every: Sequence[Subject], rounds: int) -> None:
    """Every endpoint, beside the two quickest that judge rules as well."""
    rows: list[tuple[str, ...]] = []
    for subject in every:
        said(f"all: {subject.name}")
        named: dict[str, Peer] = {peer.name: peer for peer in subject.peers}
        documents = subject.right
        works = {OURS: over(documents, subject.module.validate)}
        works |= {name: over(documents, named[name].is_valid) for name in JUDGES_RULES[1:] if name in named}
        timing = compare(works, rounds=rounds)
        ratios = (times(timing.ratio(name, OURS) if name in works else None) for name in JUDGES_RULES[1:])
        count = len(subject.rules)
        rows.append((subject.name, str(count), f"{timing.seconds(OURS) / len(documents) * 1e6:.2f} µs", *ratios))
    words = "Right documents of every endpoint: what one costs ours, and the others as a multiple of it."
    report.section("Every endpoint", words, ("endpoint", "rules", OURS, *JUDGES_RULES[1:]), rows)


def over(documents: Sequence[Document], check: Callable[[Document], object] | None) -> Work:
    """Look at some documents, one after the other."""
    assert check is not None

    def work() -> None:
        for body in documents:
            check(body)

    return work


def said(words: str) -> None:
    """Tell what is going on, to whoever watches."""
    if sys.stderr.isatty():
        sys.stderr.write(f"\r\x1b[K{words} …")
        sys.stderr.flush()


if __name__ == "__main__":
    sys.exit(main())
