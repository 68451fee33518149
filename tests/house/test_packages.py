"""The face of a package is its `__init__.py`: what it names, it has, in an order that a reader can rely on."""

import ast
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
ROOTS = (ROOT / "generator", ROOT / "generated", ROOT / "contracts")
PACKAGES = {
    ".".join(path.relative_to(root).parent.parts): path for root in ROOTS for path in sorted(root.rglob("__init__.py"))
}


def in_order(names: list[str]) -> list[str]:
    """Sort names as ruff does: constants, classes, the rest."""
    return sorted(names, key=lambda name: (0 if name.isupper() else 1 if name[:1].isupper() else 2, name))


def wrong_face(package: str, source: str) -> str:
    """Say what is wrong with the names of a package; empty if nothing is."""
    stated = _stated(source)
    taken = _taken(package, source)
    if stated is None:
        return f"exports {', '.join(sorted(taken))} without saying so" if taken else ""
    if stated != in_order(stated):
        return f"__all__ is to read {in_order(stated)}"
    if missing := sorted(taken - set(stated)):
        return f"takes {', '.join(missing)} and does not export it"
    if unknown := sorted(set(stated) - taken - _defined(source)):
        return f"exports {', '.join(unknown)} and does not have it"
    return ""


def _stated(source: str) -> list[str] | None:
    for node in ast.parse(source).body:
        if isinstance(node, ast.Assign) and ast.unparse(node.targets[0]) == "__all__":
            return [str(name) for name in ast.literal_eval(node.value)]
    return None


def _taken(package: str, source: str) -> set[str]:
    """Name what a package takes from its own modules to hand it on; lazy ones are taken for the type checker."""
    if "RULES: dict" in source:
        return set()  # a list of rules takes modules to hold them, not to hand them on
    return {
        alias.asname or alias.name
        for node in _at_load(ast.parse(source).body)
        if isinstance(node, ast.ImportFrom) and f"{node.module}.".startswith(f"{package}.")
        for alias in node.names
        if not (alias.asname or alias.name).startswith("_")
    }


def _at_load(body: list[ast.stmt]) -> Iterator[ast.stmt]:
    """List the statements of a module, those for the type checker included, those of its functions not."""
    for node in body:
        yield node
        if isinstance(node, ast.If):
            yield from _at_load([*node.body, *node.orelse])


def _defined(source: str) -> set[str]:
    found: set[str] = set()
    for node in ast.parse(source).body:
        match node:
            case ast.FunctionDef(name) | ast.ClassDef(name):
                found.add(name)
            case ast.Assign(targets):
                found.update(ast.unparse(target) for target in targets)
            case ast.AnnAssign(target):
                found.add(ast.unparse(target))
            case _:
                pass
    return found


@pytest.mark.parametrize("package", PACKAGES)
def test_face_is_what_it_says(package: str) -> None:
    assert wrong_face(package, PACKAGES[package].read_text("utf-8")) == ""


@pytest.mark.parametrize("package", PACKAGES)
def test_every_name_can_be_had(package: str) -> None:
    module = import_module(package)
    for name in getattr(module, "__all__", ()):
        assert getattr(module, name, None) is not None
        assert name in dir(module) or hasattr(module, name)


@pytest.mark.parametrize("package", PACKAGES)
def test_a_name_that_is_not_there_is_an_attribute_error(package: str) -> None:
    with pytest.raises(AttributeError):
        getattr(import_module(package), "no_such_name")  # noqa: B009 -- a type checker would refuse it otherwise


def test_packages_are_found() -> None:
    assert {"callsheet", "callsheet.model", "callsheet_runtime", "callsheet_clients"} <= PACKAGES.keys()


@pytest.mark.parametrize(
    ("source", "wrong"),
    [
        ('from p.a import B, c\n__all__ = ["B", "c"]', ""),
        ('from p.a import B, c\n__all__ = ["c", "B"]', "is to read"),
        ('from p.a import B, c\n__all__ = ["B"]', "takes c"),
        ('from p.a import B\n__all__ = ["B", "c"]', "exports c"),
        ("from p.a import B", "exports B without"),
        ("if TYPE_CHECKING:\n    from p.a import B\n__all__ = []", "takes B"),
        ('from os import path\n__all__ = ["LIMIT", "f"]\nLIMIT = 1\ndef f(): ...', ""),
        ("from p.a import _private", ""),
        ("def f():\n    from p.a import b", ""),
    ],
)
def test_a_wrong_face_is_noticed(source: str, wrong: str) -> None:
    found = wrong_face("p", source)
    assert (wrong in found) if wrong else not found
