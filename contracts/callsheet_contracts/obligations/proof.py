"""Have a validator look at every request of a list of duties, whether it breaks what it says and nothing else."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from importlib import import_module

from callsheet_contracts.obligations.records import Obligation, Obligations, Verdict
from callsheet_runtime.problems import Problem

Validate = Callable[[object], Sequence[Problem]]


@dataclass(frozen=True, slots=True)
class Proof:
    """What a validator says of the requests of an endpoint."""

    endpoint: str
    positives: int
    """Requests that are to be accepted."""
    silent: int
    """Those of them of which the validator says nothing."""
    negatives: int
    """Requests that are to be refused, or accepted with a warning."""
    single: int
    """Those of them that break the constraint that they name, at the place that they name, and no other constraint."""
    faults: tuple[str, ...]
    """The labels of all others; none, if the list holds what it says."""


def proof(duties: Obligations, validate: Validate | None = None) -> Proof:
    """Look at every request of an endpoint with its emitted validator, or with another.

    Raises:
        LookupError: no validator is given, and none was emitted for an endpoint of that name.

    """
    check = validate or emitted_validator(duties.endpoint)
    right = [one for one in duties if one.verdict is Verdict.ACCEPTED]
    wrong = [one for one in duties if one.verdict is not Verdict.ACCEPTED]
    silent = [one for one in right if not check(one.body)]
    single = [one for one in wrong if _is_single(one, check(one.body))]
    known = {*(one.label for one in silent), *(one.label for one in single)}
    faults = tuple(one.label for one in duties if one.label not in known)
    return Proof(duties.endpoint, len(right), len(silent), len(wrong), len(single), faults)


def emitted_validator(name: str) -> Validate:
    """Find the emitted validator of `provider/endpoint`.

    Raises:
        LookupError: there is none.

    """
    from callsheet_clients.catalog import ENDPOINTS  # noqa: PLC0415 -- they may be emitted anew while this runs

    if name not in ENDPOINTS:
        raise LookupError(f"no validator is emitted for {name!r}: give one, or name the endpoint `provider/endpoint`")
    package, module, *_ = ENDPOINTS[name]
    validate: Validate = import_module(f"callsheet_clients.{package}.validators.{module}").validate
    return validate


def _is_single(one: Obligation, problems: Sequence[Problem]) -> bool:
    level = "error" if one.verdict is Verdict.REFUSED else "warning"
    broken = {(problem.rule.name, problem.level) for problem in problems}
    return broken == {(one.constraint, level)} and any(problem.at == one.place for problem in problems)
