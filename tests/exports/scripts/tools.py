"""Give the exports to tools of others, and print what each says: `tools.py FOLDER`, an environment set up by `make`.

Exit code 1 if any of them is not content.
"""

import contextlib
import json
import os
import re
import subprocess
import sys
import time
import urllib.error
import urllib.request
from importlib import import_module
from pathlib import Path

from apart import documents
from openapi_spec_validator import validate

from callsheet.resolve import load
from callsheet_contracts import Simulator

HERE = Path(__file__).parent
ROOT = HERE.parents[2]
SEED, EXAMPLES = 1, 10
KEY = "right"
OWN_CHECKS = "positive_data_acceptance,negative_data_rejection,missing_required_header"
"""What hooks.py does in their place."""


def main(folder):
    """Give everything to everyone."""
    catalog = load(ROOT / "specs").compile()
    exports = folder / "documents"
    for target in ("openapi", "arazzo", "postman"):
        run([bin_of("callsheet"), "export", target, "--specs", ROOT / "specs", "--out", exports])
    rows = []
    node = folder / "node" / "node_modules" / ".bin"
    os.environ["PATH"] = f"{node}{os.pathsep}{os.environ['PATH']}"
    rows += redocly(node, exports)
    with Simulator(catalog, key=KEY, seed=SEED, task_seconds=60) as simulator:
        for provider in catalog.providers:
            file = exports / "openapi" / f"{provider.name}.json"
            whole = json.loads(file.read_text("utf-8"))
            url = simulator.url(provider.name)
            rows.append(say("openapi-spec-validator", provider.name, *validated(whole)))
            rows.append(say(*schemathesis(folder, provider, whole, url)))
            rows.append(say(*prism(node, provider, file, whole)))
            rows.append(say(*client(folder, provider, file, whole)))
            rows.append(say(*newman(node, folder, provider, exports, url)))
    return 1 if any(not fine for _, _, fine, _ in rows) else 0


def say(tool, about, fine, words):
    print(f"{'ok  ' if fine else 'FAIL'} {tool:24}{about:12}{words}", flush=True)
    return tool, about, fine, words


def bin_of(name):
    return Path(sys.executable).with_name(name)


def run(command, **more):
    return subprocess.run(
        [str(one) for one in command], capture_output=True, text=True, check=False, timeout=900, **more
    )


def validated(whole):
    validate(whole)
    calls = sum(len(methods) for methods in whole["paths"].values())
    return True, f"{calls} calls, {len(whole['components']['schemas'])} schemas"


def redocly(node, exports):
    """Lint OpenAPI with all examples, and Arazzo by its official schema and rules."""
    for target in ("openapi", "arazzo"):
        files = sorted((exports / target).glob("*.json"))
        done = run([node / "redocly", "lint", "--config", HERE / "redocly.yaml", *files])
        tail = [line.strip() for line in (done.stdout + done.stderr).splitlines() if line.strip()]
        fine = done.returncode == 0 and "warning" not in "".join(tail[-3:])
        yield say("redocly lint", target, fine, f"{len(files)} documents" if fine else " / ".join(tail[-12:]))


def header_of(provider):
    return provider.key.header, provider.key.form.replace("{key}", KEY)


def schemathesis(folder, provider, whole, url):
    """Examples and coverage of the whole document; drawn requests and chains of calls, one schema at a time."""
    work = folder / "schemathesis" / provider.name
    work.mkdir(parents=True, exist_ok=True)
    passed = work / "passed.jsonl"
    passed.unlink(missing_ok=True)
    found, cases = [], 0
    turns = [
        (whole, "examples,coverage"),
        *((one, "fuzzing,stateful" if not turn else "fuzzing") for turn, one in enumerate(documents(whole))),
    ]
    for turn, (document, phases) in enumerate(turns):
        file = work / f"{turn}.json"
        file.write_text(json.dumps(document), "utf-8")
        done = attack(file, provider, url, phases, passed, work / "0.json")
        (work / f"{turn}.txt").write_text(done.stdout + done.stderr, "utf-8")
        cases += sum(int(line.split()[0]) for line in done.stdout.splitlines() if " generated, " in line)
        if done.returncode:
            found.append(f"{work / f'{turn}.txt'}: {done.stdout.strip().splitlines()[-1]}")
    let = passed.read_text("utf-8").splitlines() if passed.exists() else []
    words = f"{cases} requests in {len(turns)} runs, {len(let)} let pass: {', '.join(sorted({json.loads(one)[1] for one in let})) or 'none'}"
    return "schemathesis", provider.name, not found, words if not found else "; ".join(found)


def attack(file, provider, url, phases, passed, whole):
    name, value = header_of(provider)
    # What comes with status 200 is no answer to a wrong key that this check would see.
    blind = ",ignored_auth" if "code_at" in json.loads(file.read_text("utf-8"))["x-callsheet-errors"] else ""
    command = [bin_of("schemathesis"), "run", file, "--url", url, "-H", f"{name}: {value}", "--seed", SEED]
    command += ["--max-examples", EXAMPLES, "--phases", phases, "--no-shrink", "--continue-on-failure"]
    command += ["--exclude-checks", OWN_CHECKS + blind, "--warnings", "off"]
    more = {
        "SCHEMATHESIS_HOOKS": "hooks",
        "PYTHONPATH": str(HERE),
        "CALLSHEET_PASSED": str(passed),
        "CALLSHEET_WHOLE": str(whole),
    }
    return run(command, env={**os.environ, **more}, cwd=file.parent)


def prism(node, provider, file, whole):
    """Start it, and send the first call with a JSON body: an example, and the same without a field that is needed."""
    port, wrong = 18_300, []
    with prism_on(node, file, port):
        path, sent, needed, success, refused = a_create(whole)
        headers = dict([header_of(provider)])
        for each in whole["paths"][path]["post"].get("parameters", ()):
            if each["in"] == "header" and each["required"]:
                headers[each["name"]] = str(each.get("example", "any"))
        good = post(f"http://127.0.0.1:{port}{path}", headers, sent)
        bad = post(
            f"http://127.0.0.1:{port}{path}", headers, {key: value for key, value in sent.items() if key != needed}
        )
        if str(good) != success:
            wrong.append(f"an example was answered with {good}")
        # What the document says of refusals is what it answers with; 422 is its own word where nothing is said.
        if bad != refused:
            wrong.append(f"a request without {needed} was answered with {bad}")
    return "prism", provider.name, not wrong, "; ".join(wrong) or f"{path}: {good}, without {needed}: {bad}"


@contextlib.contextmanager
def prism_on(node, file, port):
    command = [node / "prism", "mock", "--errors", "-v", "silent", "-p", str(port), file]
    with subprocess.Popen(
        [str(one) for one in command], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    ) as process:
        try:
            for _ in range(300):
                with contextlib.suppress(OSError):
                    urllib.request.urlopen(f"http://127.0.0.1:{port}/")
                    break
                time.sleep(0.1)
            yield
        finally:
            process.terminate()


def a_create(whole):
    """Find a call, an example of its body, a field that it needs, and the status that answers it."""
    for path, methods in whole["paths"].items():
        operation = methods.get("post", {})
        content = operation.get("requestBody", {}).get("content", {}).get("application/json", {})
        for example in content.get("examples", {}).values():
            schema = content["schema"]
            ref = (schema.get("oneOf") or schema.get("anyOf") or [schema])[0]["$ref"]
            needed = whole["components"]["schemas"][ref.rpartition("/")[2]].get("required", [])
            if needed:
                good, *others = operation["responses"]
                refused = next((int(one) for one in ("422", "400") if one in others), 422)
                return path, example["value"], needed[-1], good, refused
    raise AssertionError("a provider takes something")


def post(url, headers, body):
    headers = {**headers, "Content-Type": "application/json"}
    request = urllib.request.Request(url, json.dumps(body).encode(), headers, method="POST")
    try:
        with urllib.request.urlopen(request) as answer:
            return answer.status
    except urllib.error.HTTPError as error:
        return error.code


def client(folder, provider, file, whole):
    """Generate a client, import all of it, and read and write each example with its types."""
    package = f"{provider.name}_client"
    out = folder / "clients" / package
    command = [
        bin_of("openapi-python-client"),
        "generate",
        "--path",
        file,
        "--output-path",
        out,
        "--overwrite",
        "--meta",
        "none",
    ]
    done = run(command, cwd=folder)
    warnings = [
        line
        for line in (done.stdout + done.stderr).splitlines()
        if "WARNING" in line or "Unable" in line or "ERROR" in line
    ]
    if done.returncode or warnings:
        return "openapi-python-client", provider.name, False, "; ".join(warnings) or done.stderr[-300:]
    sys.path.insert(0, str(out.parent))
    models = import_module(f"{package}.models")
    # It writes some capitals otherwise than the document.
    types = {name.lower(): kind for name, kind in vars(models).items()}
    kept = 0
    for methods in whole["paths"].values():
        for operation in methods.values():
            content = operation.get("requestBody", {}).get("content", {}).get("application/json", {})
            for name, example in content.get("examples", {}).items():
                kind = types[class_of(name.rpartition(".")[0]).lower()]
                if kind.from_dict(example["value"]).to_dict() != example["value"]:
                    return "openapi-python-client", provider.name, False, f"{name} is not what was written"
                kept += 1
    calls = sum(1 for one in (out / "api").rglob("*.py") if one.name != "__init__.py")
    return (
        "openapi-python-client",
        provider.name,
        kept > 0,
        f"{calls} calls, {kept} examples read and written by its types",
    )


def class_of(endpoint):
    return "".join(part.capitalize() for part in endpoint.replace(".", "-").split("-")) + "Request"


def newman(node, folder, provider, exports, url):
    """Send the whole collection to the simulator; each creation must answer with a task."""
    work = folder / "newman"
    work.mkdir(exist_ok=True)
    report = work / f"{provider.name}.json"
    collection = exports / "postman" / f"{provider.name}.json"
    command = [node / "newman", "run", collection, "--reporters", "json"]
    command += ["--reporter-json-export", report, "--working-dir", work]
    command += ["--env-var", f"key={KEY}", "--env-var", f"baseUrl={url}"]
    for name in re.findall(r'"src": "([^"]*)"', collection.read_text("utf-8")):
        # A file has to be there to be sent; what is in it, the simulator does not look at.
        (work / name).parent.mkdir(parents=True, exist_ok=True)
        (work / name).write_bytes(b"\0")
    done = run(command)
    ran = json.loads(report.read_text("utf-8"))["run"]
    stats, failures = (
        ran["stats"],
        [f"{one['source'].get('name')}: {one['error']['message']}" for one in ran["failures"]],
    )
    refused = [
        f"{one['item']['name']} {one['response']['code']}"
        for one in ran["executions"]
        if one["response"]["code"] >= 400
    ]
    words = f"{stats['requests']['total']} requests, {stats['assertions']['total']} assertions"
    return (
        "newman",
        provider.name,
        done.returncode == 0 and not failures,
        "; ".join(failures) or f"{words}; refused: {refused or 'none'}",
    )


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1]).resolve()))
