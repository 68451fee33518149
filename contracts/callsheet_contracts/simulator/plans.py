"""What is to go wrong, from a file in YAML or JSON: by provider and call, a list of faults. Knows no server.

acme:
submit: [lose, "refuse:Busy|3", {fault: fail, code: Moderated}]
poll: ["status:503"]
"""

from collections.abc import Iterator
from typing import cast

import yaml

from callsheet_contracts.simulator.faults import CALLS, CallKind, Fault
from callsheet_contracts.simulator.wording import written


def read_plan(text: str) -> Iterator[tuple[str, CallKind, tuple[Fault, ...]]]:
    """Read a plan: for each provider and call, the faults of the next calls in their order.

    Raises:
        ValueError: it is no plan; the message names the place.

    """
    try:
        document = cast("object", yaml.safe_load(text))
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        where = f"line {mark.line + 1}: " if mark else ""
        raise ValueError(f"{where}it is neither YAML nor JSON") from error
    for provider, calls in _named(document, "a plan names providers, such as {acme: {submit: [stuck]}}"):
        for call, faults in _named(calls, f"{provider}: calls are needed, such as {{submit: [stuck]}}"):
            if call not in CALLS:
                raise ValueError(f"{provider}: there is no call {call!r} to script: there are {', '.join(CALLS)}")
            if not isinstance(faults, list):
                raise ValueError(f"{provider}.{call}: a list of faults is needed, such as [stuck]")  # noqa: TRY004 -- whoever wrote it gets the words
            yield provider, call, tuple(_faults(f"{provider}.{call}", cast("list[object]", faults)))


def _named(value: object, needed: str) -> list[tuple[str, object]]:
    if not isinstance(value, dict) or not value:
        raise ValueError(needed)
    return [(str(name), inner) for name, inner in cast("dict[object, object]", value).items()]


def _faults(where: str, faults: list[object]) -> Iterator[Fault]:
    for place, one in enumerate(faults, 1):
        try:
            yield written(one)
        except ValueError as error:
            raise ValueError(f"{where}, fault {place}: {error}") from error
