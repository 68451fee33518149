"""Run Schemathesis from an exported document against the simulator: where the two differ, one of them is wrong."""

import copy
import json
import os
import re
from collections import Counter

from apart import documents
from running import HERE, SEED, beside_python, key_header, run, say

EXAMPLES = 25
"""Requests that are drawn for each schema."""
OWN_CHECKS = "positive_data_acceptance,negative_data_rejection,missing_required_header"
"""What hooks.py does in their place."""


def schemathesis(folder, provider, whole, url):
    """Examples and coverage of the whole document; drawn requests and chains of calls, one schema at a time."""
    work = folder / "schemathesis" / provider.name
    work.mkdir(parents=True, exist_ok=True)
    let = work / "let_pass.jsonl"
    let.unlink(missing_ok=True)
    apart = list(documents(whole))
    turns = [(whole, "examples,coverage"), (apart[0], "fuzzing,stateful"), *((one, "fuzzing") for one in apart[1:])]
    found, cases, tested = [], 0, 0
    for turn, (document, phases) in enumerate(turns):
        log = work / f"{turn}.txt"
        done = attack(log, provider, document, url, phases)
        selected, ran, sent = figures(done.stdout)
        cases, tested = cases + sent, max(tested, ran)
        if done.returncode or not sent or ran != selected:
            found.append(f"{log}: {(done.stdout + done.stderr).strip().splitlines()[-1]}")
    calls = sum(len(methods) for methods in whole["paths"].values())
    passed = [json.loads(line)[1] for line in let.read_text("utf-8").splitlines()] if let.exists() else []
    words = f"{tested} of {calls} calls, {cases} requests in {len(turns)} runs, {len(found)} failures"
    named = [f"{times} {why}" for why, times in sorted(Counter(passed).items())]
    return say("schemathesis", provider.name, not found and tested == calls, "; ".join([words, *named, *found]))


def wrong_documents(folder, provider, whole, url):
    """Show that a difference is found: a document that allows too much or too little has to fail."""
    wrong, found = list(spoiled(whole)), []
    for what, document in wrong:
        log = folder / "schemathesis" / what.replace(" ", "-") / "0.txt"
        log.parent.mkdir(parents=True, exist_ok=True)
        if "unique failure" in attack(log, provider, document, url, "coverage").stdout:
            found.append(what)
    words = f"{len(found)} of {len(wrong)} wrong documents were found wrong: {', '.join(found)}"
    return say("schemathesis", provider.name, len(found) == len(wrong), words)


def spoiled(whole):
    """Make documents that allow too much, and too little."""
    more = copy.deepcopy(whole)
    for one in nodes(requests(more), "enum"):
        one["enum"].append("not-a-word")
    yield "enums with a value more", more
    less = copy.deepcopy(whole)
    for one in requests(less):
        one["required"] = [*one["properties"]]
    yield "fields required that are not", less


def requests(whole):
    """List the schemas of requests."""
    return [schema for name, schema in whole["components"]["schemas"].items() if name.endswith("Request")]


def nodes(node, key):
    """List the schemas of fields that have a key."""
    if isinstance(node, dict):
        if key in node and "description" in node:
            yield node
        for value in node.values():
            yield from nodes(value, key)
    elif isinstance(node, list):
        for value in node:
            yield from nodes(value, key)


def attack(log, provider, document, url, phases):
    """Run it once."""
    file = log.with_suffix(".json")
    file.write_text(json.dumps(document), "utf-8")
    name, value = key_header(provider)
    # What comes with status 200 is no answer to a wrong key that this check would see.
    blind = ",ignored_auth" if "code_at" in document["x-callsheet-errors"] else ""
    command = [beside_python("schemathesis"), "run", file, "--url", url, "-H", f"{name}: {value}", "--seed", SEED]
    command += ["--max-examples", EXAMPLES, "--phases", phases, "--no-shrink", "--continue-on-failure"]
    command += ["--exclude-checks", OWN_CHECKS + blind, "--warnings", "off", "--no-color"]
    more = {
        "SCHEMATHESIS_HOOKS": "hooks",
        "PYTHONPATH": str(HERE),
        "CALLSHEET_PASSED": str(log.with_name("let_pass.jsonl")),
        "CALLSHEET_WHOLE": str(log.with_name("0.json")),
    }
    done = run(command, env={**os.environ, **more}, cwd=log.parent)
    log.write_text(done.stdout + done.stderr, "utf-8")
    return done


def figures(said):
    """Read the calls that were chosen, those that were tested, and the requests that were sent."""
    patterns = r"Selected: (\d+)/", r"Tested: (\d+)", r"(\d+) generated, "
    return tuple(int(found[1]) if (found := re.search(one, said)) else 0 for one in patterns)
