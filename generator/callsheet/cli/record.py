"""Record from a live service, under a stated budget."""

import json
import os
import sys
from decimal import Decimal, InvalidOperation
from pathlib import Path
from typing import TYPE_CHECKING, cast

from callsheet.cli.contracting import compiled
from callsheet.cli.usage import UsageError
from callsheet.diagnostics import did_you_mean

if TYPE_CHECKING:
    from callsheet.model.endpoint import CallEndpoint, Catalog, Provider, TaskEndpoint
    from callsheet_contracts.cassettes.live import Recorded
    from callsheet_contracts.cassettes.ordering import Order


def record(  # noqa: PLR0913 -- as many as the command has options
    specs: str | None,
    what: str,
    *,
    budget: str | None,
    unpriced: str | None,
    request: str | None,
    out: str,
    base: str | None,
    deadline: float,
    dry: bool,
) -> int:
    """Say what it costs, then send it: each request once, and none over the budget."""
    from callsheet_contracts.cassettes.ordering import order  # noqa: PLC0415 -- the contracts stand above us

    if budget is None and not dry:
        raise UsageError(
            "say what it may cost, such as --budget 1.50; nothing is sent without (--dry-run tells prices)"
        )
    most = _amount("--budget", budget) if budget is not None else Decimal("Infinity")
    catalog = compiled(specs)
    if catalog is None:
        return 1
    provider, endpoints = _named(catalog, what)
    if request is not None and len(endpoints) != 1:
        raise UsageError(f"--request is for one endpoint: name it, as in {provider.name}/{endpoints[0].name}")
    key = os.environ.get(provider.key.env, "").strip()
    if not key and not dry:
        raise UsageError(
            f"recording from {provider.title} needs its key in {provider.key.env}, which is not set; nothing was sent"
        )
    taken = _amount("--unpriced", unpriced) if unpriced is not None else None
    body = _request(request) if request is not None else None
    try:
        ordered = order(provider, endpoints, most, request=body, unpriced=taken)
    except ValueError as error:
        raise UsageError(str(error)) from error
    _announce(ordered)
    if dry:
        return 0
    if not ordered.errands:
        sys.stderr.write("callsheet: there is nothing to send\n")
        return 1
    return _send(catalog, ordered, Path(out), key=key, base=base, deadline=deadline)


def _named(catalog: "Catalog", what: str) -> "tuple[Provider, tuple[TaskEndpoint | CallEndpoint, ...]]":
    name, _, wanted = what.partition("/")
    provider = next((one for one in catalog.providers if one.name == name), None)
    if provider is None:
        names = [one.name for one in catalog.providers]
        hint = did_you_mean(name, names) or f"there are {', '.join(names)}"
        raise UsageError(f"no provider is called {name!r}; {hint}")
    both: tuple[TaskEndpoint | CallEndpoint, ...] = (*provider.tasks, *provider.calls)
    found = tuple(one for one in both if not wanted or one.name == wanted)
    if not found:
        hint = did_you_mean(wanted, [one.name for one in both]) or "`callsheet endpoints` lists them"
        raise UsageError(f"{name} has no endpoint {wanted!r} that is called; {hint}")
    return provider, found


def _amount(option: str, written: str) -> Decimal:
    try:
        amount = Decimal(written)
    except InvalidOperation:
        amount = Decimal(-1)
    if not (amount.is_finite() and amount >= 0):
        raise UsageError(f"{option} is an amount of money, such as 1.50, not {written!r}")
    return amount


def _request(file: str) -> dict[str, object]:
    try:
        read: object = json.loads(sys.stdin.read() if file == "-" else Path(file).read_text("utf-8"))
    except (OSError, ValueError) as error:
        raise UsageError(f"{file}: {error}") from error
    if not isinstance(read, dict):
        raise UsageError(f"{file}: a request is a JSON object")
    return cast("dict[str, object]", read)


def _announce(ordered: "Order") -> None:
    for one in ordered.left_out:
        sys.stdout.write(f"{one.name}: not sent: {one.why}\n")
    for errand in ordered.errands:
        price = "free" if not errand.costs else f"{errand.costs} {errand.currency} ({errand.how})".replace("  ", " ")
        sys.stdout.write(f"{errand.name}: {price}: {json.dumps(errand.request, ensure_ascii=False)}\n")
    count = len(ordered.errands)
    total = f"{ordered.costs} {ordered.currency}".strip()
    sys.stdout.write(f"{count} request{'' if count == 1 else 's'}, at most {total} by the documented prices\n")
    sys.stdout.flush()


def _send(catalog: "Catalog", ordered: "Order", out: Path, *, key: str, base: str | None, deadline: float) -> int:
    from callsheet_contracts.cassettes.errors import HoldsSecret  # noqa: PLC0415
    from callsheet_contracts.cassettes.live import record as record_one  # noqa: PLC0415
    from callsheet_runtime.errors import UnknownServer  # noqa: PLC0415

    fine = True
    for errand in ordered.errands:
        try:
            recorded = record_one(catalog, errand, out, key=key, base=base, deadline=deadline)
        except (HoldsSecret, OSError) as error:
            # What is not written now is not written next time either: nothing more is paid for.
            sys.stderr.write(f"callsheet: {error}\n")
            return 1
        except (UnknownServer, ValueError) as error:
            raise UsageError(str(error)) from error
        fine = _tell(catalog, recorded) and fine
    return 0 if fine else 1


def _tell(catalog: "Catalog", recorded: "Recorded") -> bool:
    """Say what came of an errand, and hold what was recorded to the specs."""
    from callsheet_contracts.conformance import conform, printed  # noqa: PLC0415
    from callsheet_contracts.recordings import read  # noqa: PLC0415

    if recorded.trouble:
        sys.stderr.write(f"callsheet: {recorded.trouble}\n")
    if recorded.path is None:
        return False
    calls = f"{recorded.calls} call{'' if recorded.calls == 1 else 's'}"
    sys.stdout.write(f"wrote {recorded.path}: {recorded.scenario}, {calls}\n")
    report = conform(catalog, [read(recorded.path.read_bytes(), str(recorded.path))])
    if report.findings:
        sys.stdout.write(printed(report, "text", strict=False))
    sys.stdout.flush()
    return recorded.scenario == "finished" and report.conforms()
