"""Say what requests would cost, and whether a budget holds them. Sends nothing."""

import json
import sys
from collections.abc import Iterator
from importlib import import_module

from callsheet.cli.asking import endpoint_named
from callsheet.cli.requests import Document, documents
from callsheet.cli.usage import UsageError
from callsheet_runtime.budget import Budget
from callsheet_runtime.errors import BudgetExceeded, PriceUnknown
from callsheet_runtime.pricing import Estimate
from callsheet_runtime.pricing import estimate as reckon


def budget_of(words: str | None, *, allow_unknown_price: bool) -> Budget | None:
    """Read a budget as the command line has it."""
    if words is None:
        if allow_unknown_price:
            raise UsageError("--allow-unknown-price is about a budget: write --budget, too")
        return None
    try:
        return Budget.parse(words, allow_unknown_price=allow_unknown_price)
    except ValueError as error:
        raise UsageError(f"--budget {words!r}: {error}") from error


def estimate(name: str, files: list[str], *, server: str | None, budget: Budget | None, output: str) -> int:
    """Print what every request would cost; with a budget, which of them it still holds, in their order."""
    seen = failed = 0
    for document, price in _priced(name, files, server):
        seen += 1
        if price is None:
            failed += 1
            sys.stderr.write(f"{document.place}: {document.wrong}\n")
            continue
        refusal = _held(document, price, budget)
        failed += bool(refusal)
        if output == "json":
            said = {"endpoint": name, "document": document.place, **price.as_json()}
            said |= {"within_budget": not refusal} if budget else {}
            sys.stdout.write(json.dumps(said, ensure_ascii=False) + "\n")
        else:
            sys.stdout.write(f"{document.place}: {price}\n")
        if refusal:
            sys.stderr.write(f"{refusal}\n")
    if budget and output == "text":
        unknown = f", and {budget.unknown} of unknown price" if budget.unknown else ""
        sys.stdout.write(f"{seen} requests: {budget.spent} {budget.currency} of {budget}{unknown}\n")
    return 1 if failed else 0


def _priced(name: str, files: list[str], server: str | None) -> Iterator[tuple[Document, Estimate | None]]:
    """Reckon the price of every request; `None` of what could not be read."""
    package, module, _ = endpoint_named(name, asked=True)
    endpoint = import_module(f"callsheet_clients.{package}.{module}").ENDPOINT
    tariffs, servers = endpoint.tariffs, endpoint.servers
    if server is not None and server not in servers:
        raise UsageError(f"{name} is not offered on {server!r}; there are {', '.join(servers)}")
    for document in documents(files):
        yield document, None if document.wrong else reckon(tariffs, document.body, server or servers[0])


def _held(document: Document, price: Estimate, budget: Budget | None) -> str:
    """Take a price out of the budget; say why not, where it does not hold it."""
    if budget is None:
        return ""
    try:
        budget.hold(document.place, price)
    except (BudgetExceeded, PriceUnknown) as error:
        return str(error)
    return ""
