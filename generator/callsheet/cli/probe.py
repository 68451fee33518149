"""The command that probes a server. What it asks and how it judges is the contracts' affair."""

import json
import os
import sys
from argparse import Namespace
from decimal import Decimal, InvalidOperation
from pathlib import Path

from callsheet.cli.requests import documents
from callsheet.cli.usage import UsageError
from callsheet.diagnostics import SpecError, as_text
from callsheet.resolve import find_specs, load


def probe(options: Namespace) -> int:
    """Probe a server about one endpoint, and print what was found."""
    from callsheet_contracts.probe import CannotProbe, Choices  # noqa: PLC0415 -- the contracts stand above the compiler
    from callsheet_contracts.probe import probe as ask  # noqa: PLC0415
    from callsheet_contracts.probe.formats import printed  # noqa: PLC0415
    from callsheet_contracts.probe.prices import prices_of  # noqa: PLC0415
    from callsheet_contracts.probe.saving import as_har  # noqa: PLC0415

    read = load(Path(options.specs) if options.specs else find_specs())
    try:
        catalog = read.compile()
    except SpecError as error:
        sys.stderr.write(as_text(error.diagnostics, read.lines()))
        return 1
    found = catalog.find(options.endpoint)
    choices = Choices(
        key=os.environ.get(found[0].key.env) or None if found else None,
        exhaustive=options.exhaustive,
        only=tuple(options.only or ()),
        limit=options.limit,
        like=_like(options.like),
        poll_every=options.poll_every,
        timeout=options.timeout,
        allow_host=options.allow_host,
        budget=_money("--budget", options.budget),
        price=_money("--price", options.price),
    )
    if options.save and not Path(options.save).parent.is_dir():
        # Said before anything is sent: what is sent may be billed.
        raise UsageError(f"{options.save}: there is no such folder")
    try:
        report = ask(catalog, options.endpoint, options.base, choices=choices, pricing=prices_of(options.endpoint))
    except CannotProbe as error:
        raise UsageError(str(error)) from error
    if options.save:
        try:
            Path(options.save).write_text(as_har(report.recording), "utf-8")
        except OSError as error:
            raise UsageError(f"{options.save}: {error.strerror or error}") from error
    sys.stdout.write(printed(report, options.format, strict=options.strict))
    return 0 if report.passes(strict=options.strict) else 1


def _like(file: str | None) -> object:
    if file is None:
        return None
    found = list(documents([file]))
    if len(found) != 1 or found[0].wrong:
        raise UsageError(f"{file}: one request is wanted, and this {found[0].wrong if found else 'is empty'}")
    return found[0].body


def _money(name: str, written: str | None) -> Decimal | None:
    if written is None:
        return None
    try:
        amount = Decimal(written)
    except InvalidOperation:
        amount = Decimal(-1)
    if not amount.is_finite() or amount < 0:
        raise UsageError(f"{name} is an amount of money such as 2.50, not {json.dumps(written)}")
    return amount
