"""Validators, a mock server, a generator of clients and a runner of collections: each is given what was exported."""

import json
import re
import sys
from importlib import import_module

from openapi_spec_validator import validate
from running import HERE, KEY, beside_python, contents, key_header, lines_of, post, run, say, serving


def validated(provider, whole):
    """Hold a document to the format's official schema, references and all."""
    validate(whole)
    calls = sum(len(methods) for methods in whole["paths"].values())
    hooks = len(whole.get("webhooks", ()))
    words = f"{calls} calls, {hooks} webhooks, {len(whole['components']['schemas'])} schemas"
    return say("openapi-spec-validator", provider.name, calls > 0, words)


def redocly(node, exports, target):
    """Lint the documents of a format, with all their examples. A warning is a finding."""
    files = sorted((exports / target).glob("*.json"))
    done = run([node / "redocly", "lint", "--config", HERE / "redocly.yaml", *files])
    tail = lines_of(done)
    fine = bool(files) and done.returncode == 0 and not any("warning" in line for line in tail[-3:])
    return say("redocly lint", target, fine, f"{len(files)} documents" if fine else " / ".join(tail[-12:]))


def prism(node, provider, file, whole):
    """Start a mock server, and send an example, and the same without a field that is needed."""
    path, sent, needed, success, refused = a_create(whole)
    headers = dict([key_header(provider)])
    for each in whole["paths"][path]["post"].get("parameters", ()):
        if each["in"] == "header" and each["required"]:
            headers[each["name"]] = str(each["example"])
    with serving([node / "prism", "mock", "--errors", "-v", "silent", file, "-p"]) as url:
        good, _ = post(f"{url}{path}", headers, sent)
        bad, _ = post(f"{url}{path}", headers, {key: value for key, value in sent.items() if key != needed})
    fine = (str(good), bad) == (success, refused)
    return say("prism", provider.name, fine, f"{path}: an example {good}, without its {needed} {bad}")


def a_create(whole):
    """Find a call, an example of its body, a field that it needs, and the statuses of a yes and of a no."""
    for path, operation, content in contents(whole):
        schema = content["schema"]
        ref = (schema.get("oneOf") or schema.get("anyOf") or [schema])[0]["$ref"]
        needed = whole["components"]["schemas"][ref.rpartition("/")[2]].get("required", [])
        for example in content.get("examples", {}).values():
            if needed:
                good, *others = operation["responses"]
                # It answers with what the document says of refusals, and with 422 where nothing is said.
                refused = next((int(one) for one in ("422", "400") if one in others), 422)
                return path, example["value"], needed[-1], good, refused
    raise AssertionError("a provider takes something")


def client(folder, provider, file, whole):
    """Generate a client, import all its types, and read and write each example with them."""
    tool, package = "openapi-python-client", f"{provider.name}_client"
    out = folder / "clients" / package
    command = [beside_python(tool), "generate", "--path", file, "--output-path", out, "--overwrite", "--meta", "none"]
    done = run(command, cwd=folder)
    # What it does not understand, it leaves out and warns of.
    left_out = [line for line in lines_of(done) if re.search("WARNING|Unable|ERROR", line)]
    if done.returncode or left_out:
        return say(tool, provider.name, False, "; ".join(left_out) or done.stderr[-300:])
    sys.path.insert(0, str(out.parent))
    # It writes some capitals otherwise than the document.
    types = {name.lower(): kind for name, kind in vars(import_module(f"{package}.models")).items()}
    changed, kept = [], 0
    for _, _, content in contents(whole):
        for name, example in content.get("examples", {}).items():
            kind = types[re.sub("[^a-z0-9]", "", name.rpartition(".")[0].lower()) + "request"]
            if kind.from_dict(example["value"]).to_dict() == example["value"]:
                kept += 1
            else:
                changed.append(name)
    calls = sum(1 for one in (out / "api").rglob("*.py") if one.name != "__init__.py")
    whole_calls = sum(len(methods) for methods in whole["paths"].values())
    words = f"{calls} of {whole_calls} calls, {kept} examples read and written by its types"
    fine = kept > 0 and not changed and calls == whole_calls
    return say(tool, provider.name, fine, "; ".join([words, *(f"changed: {name}" for name in changed)]))


def newman(node, folder, provider, exports, url):
    """Send the whole collection to the simulator; each creation must answer with a task, and nothing be refused."""
    work = folder / "newman"
    work.mkdir(exist_ok=True)
    report = work / f"{provider.name}.json"
    report.unlink(missing_ok=True)
    collection = exports / "postman" / f"{provider.name}.json"
    for name in re.findall(r'"src": "([^"]*)"', collection.read_text("utf-8")):
        # A file has to be there to be sent; what is in it, the simulator does not look at.
        (work / name).write_bytes(b"\0")
    command = [node / "newman", "run", collection, "--reporters", "json", "--reporter-json-export", report]
    command += ["--working-dir", work, "--env-var", f"key={KEY}", "--env-var", f"baseUrl={url}"]
    done = run(command)
    ran = json.loads(report.read_text("utf-8"))["run"]
    wrong = [f"{one['source'].get('name')}: {one['error']['message']}" for one in ran["failures"]]
    sent = [(one["item"]["name"], one["response"]["code"]) for one in ran["executions"]]
    wrong += [f"{name}: {code}" for name, code in sent if code >= 400]
    words = f"{len(sent)} requests, {ran['stats']['assertions']['total']} assertions"
    return say("newman", provider.name, not done.returncode and bool(sent) and not wrong, "; ".join([words, *wrong]))
