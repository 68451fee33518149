"""Alter every constraint of every emitted validator, one at a time, and see whether the corpus of bodies notices.

Run by `make mutate`, which takes some minutes; `make mutate ONLY=acme/lists` looks at one endpoint. A mutant is killed
by a body on which it says something else than the evaluator. What survives is printed with its line: either nothing
can see the difference, or the corpus lacks a body.
"""

import ast
import copy
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from typing import Final

from callsheet.model.endpoint import Endpoint, Provider
from callsheet.model.judge import judge
from callsheet_runtime.problems import Problem
from support.emitted import PAIRS, emitted_text, run_text, thinned

Verdict = tuple[tuple[str, str], ...]
MOST: Final = 6000
"""Bodies for each endpoint: as many as tell, and no more than a coffee takes."""


@dataclass(frozen=True)
class Mutant:
    """A validator with one thing altered."""

    line: int
    what: str
    tree: ast.Module


def mutants(text: str) -> Iterator[Mutant]:
    """List what can be altered in the functions of a validator: tests, bounds, values, and whether it is reported."""
    tree = ast.parse(text)
    functions = [node for node in tree.body if isinstance(node, ast.FunctionDef)]
    # One more or less of what is known only makes a validator look for what is not: nothing can see that.
    idle = {
        id(part) for function in functions for node in ast.walk(function) if _counts(node) for part in ast.walk(node)
    }
    nodes = [node for function in functions for node in ast.walk(function)]
    for place, node in enumerate(nodes):
        for what, alter in alterations(node) if id(node) not in idle else ():
            fresh = copy.deepcopy(tree)
            twins = [
                one for function in fresh.body if isinstance(function, ast.FunctionDef) for one in ast.walk(function)
            ]
            alter(twins[place])
            yield Mutant(getattr(node, "lineno", 0), what, ast.fix_missing_locations(fresh))


def _counts(node: ast.AST) -> bool:
    match node:
        case ast.AugAssign(target=ast.Name(id=name)):
            return name.startswith("known")
        case _:
            return False


SWAPPED: Final[dict[type[ast.cmpop], type[ast.cmpop]]] = {
    ast.Eq: ast.NotEq,
    ast.NotEq: ast.Eq,
    ast.Lt: ast.LtE,
    ast.LtE: ast.Lt,
    ast.Gt: ast.GtE,
    ast.GtE: ast.Gt,
    ast.In: ast.NotIn,
    ast.NotIn: ast.In,
    ast.Is: ast.IsNot,
    ast.IsNot: ast.Is,
}


def alterations(node: ast.AST) -> Iterator[tuple[str, Callable[[ast.AST], None]]]:
    """List the ways in which one node can be altered, each with its name."""
    match node:
        case ast.Compare(ops=ops):
            for place, operator in enumerate(ops):
                name = f"{type(operator).__name__} → {SWAPPED[type(operator)].__name__}"
                yield name, partial(_set_operator, place, SWAPPED[type(operator)])
        case ast.BoolOp(op=ast.And()):
            yield "and → or", lambda one: setattr(one, "op", ast.Or())
        case ast.BoolOp(op=ast.Or()):
            yield "or → and", lambda one: setattr(one, "op", ast.And())
        case ast.Constant(value=int() as value) if not isinstance(value, bool):
            yield f"{value} → {value + 1}", lambda one: setattr(one, "value", value + 1)
        case ast.Constant(value=bool() as value):
            yield f"{value} → {not value}", lambda one: setattr(one, "value", not value)
        case ast.Expr(value=ast.Call(func=ast.Attribute(attr="append"))):
            yield "not reported", lambda one: setattr(one, "value", ast.Constant(value=None))
        case _:
            pass


def _set_operator(place: int, operator: type[ast.cmpop], node: ast.AST) -> None:
    assert isinstance(node, ast.Compare), "only comparisons have operators"
    node.ops[place] = operator()


def corpus(endpoint: Endpoint) -> list[tuple[object, Verdict]]:
    """List bodies with what the evaluator says of them, those that break rules first: they tell soonest."""
    chosen = [*(one.body for one in endpoint.requests), *(body for _, body in thinned(endpoint, MOST, whole=True))]
    return [(body, tuple(sorted((one.at, one.rule) for one in judge(endpoint, body)))) for body in chosen]


def said(problems: list[Problem]) -> Verdict:
    """Reduce problems to what is compared."""
    return tuple(sorted((one.at, one.rule.name) for one in problems))


def is_killed(validate: Callable[[object], list[Problem]], bodies: list[tuple[object, Verdict]]) -> bool:
    """Tell whether some body shows the difference; a crash shows it, too."""
    for body, verdict in bodies:
        try:
            if said(validate(body)) != verdict:
                return True
        except Exception:  # noqa: BLE001 -- a mutant may raise whatever it likes
            return True
    return False


def check(provider: Provider, endpoint: Endpoint) -> tuple[int, list[str]]:
    """Try every mutant of one endpoint; answer how many there are, and which survive."""
    sources, text = emitted_text(provider, endpoint)
    bodies = corpus(endpoint)
    assert not is_killed(run_text(provider, sources, text), bodies), f"{endpoint.name} disagrees before it is altered"
    survivors: list[str] = []
    total = 0
    lines = text.splitlines()
    for mutant in mutants(text):
        total += 1
        if not is_killed(run_text(provider, sources, mutant.tree), bodies):
            survivors.append(f"{mutant.line}: {lines[mutant.line - 1].strip()}  [{mutant.what}]")
    return total, survivors


def main(only: str) -> int:
    """Try all endpoints, or one; print what was killed and what survives."""
    killed = every = 0
    for provider, endpoint in PAIRS:
        name = f"{provider.name}/{endpoint.name}"
        if only not in {"", name}:
            continue
        total, survivors = check(provider, endpoint)
        killed, every = killed + total - len(survivors), every + total
        sys.stdout.write(f"{name}: {total - len(survivors)} of {total} killed\n")
        sys.stdout.writelines(f"    survives {one}\n" for one in survivors)
        sys.stdout.flush()
    sys.stdout.write(f"{killed} of {every} killed\n")
    return 0 if every else 2


if __name__ == "__main__":
    sys.exit(main(sys.argv[1] if len(sys.argv) > 1 else ""))
