"""Commands that ask what was compiled: no specs, no compiler, no network."""

import json
import os
import sys
from collections.abc import Callable, Iterator
from importlib import import_module

import callsheet_clients
from callsheet.cli.commands import UsageError
from callsheet.cli.requests import Document, documents, sources
from callsheet_clients.catalog import ENDPOINTS
from callsheet_runtime.lines import unreadable
from callsheet_runtime.problems import Problem


def endpoints(*, output: str) -> int:
    """List what there is."""
    if output == "json":
        rows = [{"endpoint": name, "kind": kind, "doc": doc} for name, (_, _, doc, kind) in ENDPOINTS.items()]
        sys.stdout.write(json.dumps(rows, ensure_ascii=False, indent=2) + "\n")
        return 0
    width = max(map(len, ENDPOINTS), default=0)
    for name, (_, _, doc, kind) in ENDPOINTS.items():
        sys.stdout.write(f"{name:<{width}}  {kind:<7}  {doc}\n")
    return 0


def show(name: str | None) -> int:
    """Print the reference page of an endpoint; without a name, the one over all endpoints."""
    from pathlib import Path  # noqa: PLC0415 -- takes long to load, and validating does without

    page = Path(callsheet_clients.__file__).parent
    if name is None:
        page /= "reference.md"
    else:
        package, _, _ = _find(name)
        page = page / package / "reference" / f"{name.partition('/')[2]}.md"
    _, _, text = page.read_text("utf-8").partition("\n")
    sys.stdout.write(text)
    return 0


def validate(
    name: str, files: list[str], *, output: str, jobs: int = 1, summary: bool = False, stdin_name: str | None = None
) -> int:
    """Print every problem of every request; of files with one request a line, a summary by rule as well."""
    from callsheet.cli import bulk  # noqa: PLC0415 -- nothing else counts

    if jobs < 0:
        raise UsageError(f"--jobs is a number of processes, or 0 for one a core, not {jobs}")
    check = _validator(name)
    printed = {"json": _as_json, "github": _as_annotations, "text": _as_text}[output]
    tally, several = bulk.Tally(), False
    for source in sources(files, stdin_name):
        if isinstance(source, Document):
            problems = _problems(check, source)
            tally.count(problems)
            if not summary:
                sys.stdout.writelines(f"{line}\n" for line in printed(name, source, problems))
        else:
            several = True
            job = bulk.Job(name, source.file, check, None if summary else printed, all_rows=output == "json")
            tally.add(bulk.check(job, source, jobs or os.cpu_count() or 1))
    if summary and output == "json":
        sys.stdout.write(json.dumps(tally.as_json(), ensure_ascii=False) + "\n")
    elif summary or (output == "text" and (several or tally.requests != 1)):
        sys.stdout.writelines(f"{line}\n" for line in tally.as_text())
    return 1 if tally.refused else 0


def estimate(name: str, files: list[str], *, server: str | None, output: str) -> int:
    """Print what every request would cost."""
    package, module, _ = _find(name, asked=True)
    endpoint = import_module(f"callsheet_clients.{package}.{module}").ENDPOINT
    tariffs, servers = endpoint.tariffs, endpoint.servers
    if server is not None and server not in servers:
        raise UsageError(f"{name} is not offered on {server!r}; there are {', '.join(servers)}")
    from callsheet_runtime.pricing import estimate as reckon  # noqa: PLC0415 -- the module above loads it, too

    unread = 0
    for document in documents(files):
        if document.wrong:
            unread += 1
            sys.stderr.write(f"{document.place}: {document.wrong}\n")
            continue
        price = reckon(tariffs, document.body, server or servers[0])
        if output == "text":
            sys.stdout.write(f"{document.place}: {price}\n")
            continue
        amount = None if price.amount is None else str(price.amount)
        said = {"endpoint": name, "document": document.place, "amount": amount, "currency": price.currency}
        said |= {"how": price.how, "why": price.why, "confidence": price.confidence, "read": price.read}
        sys.stdout.write(json.dumps(said, ensure_ascii=False) + "\n")
    return 1 if unread else 0


def _find(name: str, *, asked: bool = False) -> tuple[str, str, str]:
    """Find package, module and kind of an endpoint; of one that can be `asked` something, if that is wanted."""
    found = ENDPOINTS.get(name)
    if found is None:
        from callsheet.diagnostics import did_you_mean  # noqa: PLC0415 -- only where a name is misspelt

        hint = did_you_mean(name, ENDPOINTS) or "`callsheet endpoints` lists them"
        raise UsageError(f"no endpoint is called {name!r}; {hint}")
    package, module, _, kind = found
    if asked and kind == "webhook":
        raise UsageError(f"{name} is what the provider sends to you: there is no request to look at")
    return package, module, kind


def _validator(name: str) -> Callable[[object], list[Problem]]:
    package, module, _ = _find(name, asked=True)
    check: Callable[[object], list[Problem]] = import_module(
        f"callsheet_clients.{package}.validators.{module}"
    ).validate
    return check


def _problems(check: Callable[[object], list[Problem]], document: Document) -> list[Problem]:
    return [unreadable(document.wrong)] if document.wrong else check(document.body)


def _as_json(name: str, document: Document, problems: list[Problem]) -> Iterator[str]:
    said: dict[str, object] = {
        "endpoint": name,
        "valid": all(problem.level != "error" for problem in problems),
        "problems": [problem.as_json() for problem in problems],
        "document": document.place,
    }
    # A lone surrogate cannot be printed as it is; escaped it can.
    text = json.dumps(said, ensure_ascii=False)
    yield text if text.isprintable() else json.dumps(said)


def _as_annotations(name: str, document: Document, problems: list[Problem]) -> Iterator[str]:
    from callsheet.diagnostics import Diagnostic  # noqa: PLC0415 -- only this format needs it
    from callsheet.span import Span  # noqa: PLC0415

    for problem in problems:
        words = _safe(f"{name} {problem.at or '/'}: {problem.says}")
        span = Span(document.file, document.line, 1)
        yield Diagnostic(problem.rule.name, span, words, problem.cite, problem.level).as_annotation()


def _as_text(_: str, document: Document, problems: list[Problem]) -> Iterator[str]:
    if not problems:
        yield f"{document.place}: fine"
    for problem in problems:
        level = _coloured(problem.level)
        yield f"{document.place}: {level} {_safe(problem.at or '/')} {_safe(problem.says)} [{problem.rule.name}]"
        if problem.has_suggestion:
            advice = "leave it out" if problem.suggest is None else json.dumps(problem.suggest, ensure_ascii=False)
            yield f"    try: {advice}"
        if problem.cite:
            yield f"    see: {problem.cite}"


def _safe(words: str) -> str:
    """Keep what a request says from steering the terminal or breaking the encoder."""
    return "".join(char if char.isprintable() else f"\\u{ord(char):04x}" for char in words)


def _coloured(level: str) -> str:
    if not sys.stdout.isatty() or "NO_COLOR" in os.environ:
        return level
    return f"\x1b[{31 if level == 'error' else 33}m{level}\x1b[0m"
