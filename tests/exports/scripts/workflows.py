"""Run an exported Arazzo workflow with Redocly's Respect against the simulator: create, ask until it ends, read."""

import json
import shutil

from running import KEY, key_header, post, run, say

LARGEST = 2**53
"""Whole numbers above it are rounded where JSON is read as JavaScript reads it."""


def respect(node, folder, provider, exports, whole, url):
    """Run the first workflow. A task whose id the tool rounds cannot be found again: then it has to give up at once."""
    work = folder / "respect"
    for target in ("openapi", "arazzo"):
        (work / target).mkdir(parents=True, exist_ok=True)
    shutil.copy(exports / "openapi" / f"{provider.name}.json", work / "openapi")
    document = json.loads((exports / "arazzo" / f"{provider.name}.json").read_text("utf-8"))
    flow = document["workflows"][0]
    for step in flow["steps"]:
        # The key is not the document's affair; this is how the tool is given it.
        step["x-security"] = [{"schemeName": "key", "values": secret(whole)}]
    file, log = work / "arazzo" / f"{provider.name}.json", work / f"{provider.name}.json"
    file.write_text(json.dumps(document), "utf-8")
    log.unlink(missing_ok=True)
    settings = flow["inputs"]["properties"]
    given = {name: f"a-new-{name}" for name in settings if name != "request"}
    given["request"] = settings["request"]["examples"][0]
    command = [node / "redocly", "respect", file, "--workflow", flow["workflowId"], "--input", json.dumps(given)]
    command += ["--server", f"{provider.name}={url}", "--json-output", log]
    # Its own check of answers takes every schema for closed; Schemathesis holds answers to them as they are.
    done = run([*command, "--severity", "SCHEMA_CHECK=off"])
    if not log.exists():
        return say("redocly respect", provider.name, False, (done.stdout + done.stderr)[-300:])
    (ran,) = json.loads(log.read_text("utf-8"))["files"][str(file)]["executedWorkflows"]
    asked = ran["totalRequests"] - 1
    if is_rounded(provider, whole, flow, given, url):
        words = "gave up, as it has to: it rounds ids of 64 bits"
        return say(
            "redocly respect", provider.name, asked == 1 and ran["status"] != "success", f"{words}; {asked} polls"
        )
    words = f"{flow['workflowId']}: {ran['status']} after {asked} polls"
    return say("redocly respect", provider.name, ran["status"] == "success" and asked > 1, words)


def secret(whole):
    """Give the key as the document's scheme has it."""
    scheme = whole["components"]["securitySchemes"]["key"]
    return {"token" if scheme["type"] == "http" else "apiKey": KEY}


def is_rounded(provider, whole, flow, given, url):
    """Create a task, and tell whether its id is a greater number than JavaScript knows exactly."""
    create = flow["steps"][0]
    path = next(path for path, methods in whole["paths"].items() for one in methods.values() if named(one, create))
    headers = {each["name"]: given.get(each["name"], each["value"]) for each in create.get("parameters", ())}
    _, answer = post(f"{url}{path}", {**headers, **dict([key_header(provider)])}, given["request"])
    for key in create["outputs"]["task"].partition("#/")[2].split("/"):
        answer = answer[key]
    return isinstance(answer, int) and answer > LARGEST


def named(operation, step):
    """Tell whether a step makes a call."""
    return operation["operationId"] == step["operationId"]
