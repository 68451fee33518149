import ast
import subprocess
import sys
from pathlib import Path

import pytest

import callsheet_runtime

HOMES: dict[str, str] = vars(callsheet_runtime)["_HOMES"]
HERE = Path(callsheet_runtime.__file__).parent


def modules_after(statement: str) -> set[str]:
    """Run a statement in a fresh, bare interpreter and tell which modules it has loaded."""
    script = (
        f"import sys; sys.path.insert(0, {str(HERE.parent)!r}); before = set(sys.modules); {statement}; "
        "print('\\n'.join(sorted(set(sys.modules) - before)))"
    )
    done = subprocess.run([sys.executable, "-I", "-S", "-c", script], capture_output=True, text=True, check=True)
    return set(done.stdout.split())


@pytest.mark.parametrize(
    "statement", ["import callsheet_runtime.problems", "from callsheet_runtime.problems import Problem"]
)
def test_a_validator_loads_next_to_nothing(statement: str) -> None:
    assert modules_after(statement) == {"callsheet_runtime", "callsheet_runtime.problems"}


def test_a_name_loads_its_home_and_no_other() -> None:
    loaded = modules_after("from callsheet_runtime import Meaning")
    assert "callsheet_runtime.machine" in loaded
    assert not {name for name in loaded if name.startswith("callsheet_runtime.")} - {"callsheet_runtime.machine"}


def test_every_name_that_is_promised_is_there() -> None:
    for name in callsheet_runtime.__all__:
        value = getattr(callsheet_runtime, name)
        home = f"callsheet_runtime.{HOMES[name]}"
        assert getattr(sys.modules[home], name) is value
        assert vars(callsheet_runtime)[name] is value, "a name is looked for once"
        made_in = getattr(value, "__module__", home)
        assert made_in in {"builtins", "collections.abc", "typing"} or f"{made_in}.".startswith(f"{home}.")
    assert set(callsheet_runtime.__all__) == set(HOMES)
    assert set(callsheet_runtime.__all__) <= set(dir(callsheet_runtime))


def test_type_checkers_see_the_names_that_are_loaded() -> None:
    tree = ast.parse((HERE / "__init__.py").read_text(encoding="utf-8"))
    seen = {
        alias.name: node.module
        for node in ast.walk(tree)
        if isinstance(node, ast.ImportFrom) and node.module and node.module.startswith("callsheet_runtime.")
        for alias in node.names
    }
    assert seen == {name: f"callsheet_runtime.{home}" for name, home in HOMES.items()}


def test_a_name_that_is_not_there_is_an_ordinary_mistake() -> None:
    name = "Nothing"
    with pytest.raises(AttributeError, match="has no attribute 'Nothing'"):
        getattr(callsheet_runtime, name)


def imports(path: Path) -> set[str]:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    found: set[str] = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            found |= {alias.name.split(".")[0] for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            found.add(node.module.split(".")[0])
    return found


def test_only_the_drivers_and_who_asks_an_address_know_the_http_library() -> None:
    assert {path.relative_to(HERE).as_posix() for path in HERE.rglob("*.py") if "httpx" in imports(path)} == {
        "addresses.py",
        "clients/awaiting.py",
        "clients/base.py",  # for a type alone
        "clients/blocking.py",
        "clients/wire.py",
        "downloading/places.py",  # for a type alone
        "downloading/wires.py",
    }


def test_nothing_is_imported_but_the_standard_library_and_httpx() -> None:
    allowed = set(sys.stdlib_module_names) | {"httpx", "callsheet_runtime"}
    # A quick parser is taken where it is installed, and done without where it is not; spans and workflows are extras.
    found = {path.stem: imports(path) - allowed for path in HERE.rglob("*.py") if imports(path) - allowed}
    assert found == {
        "lines": {"msgspec", "orjson"},
        "postgres": {"psycopg"},
        "spans": {"opentelemetry"},
        "telemetry": {"opentelemetry"},  # for a type alone
        "workflows": {"dbos"},
    }


def test_the_modules_import_each_other_in_one_direction() -> None:
    ways: dict[str, set[str]] = {}
    for path in HERE.rglob("*.py"):
        tree = ast.parse(path.read_text(encoding="utf-8"))
        # By their whole names: a package may have a module of a name that another has.
        ways[".".join(path.relative_to(HERE).with_suffix("").parts)] = {
            node.module.removeprefix("callsheet_runtime.")
            for node in ast.walk(tree)
            if isinstance(node, ast.ImportFrom) and node.module and node.module.startswith("callsheet_runtime.")
        }
    ways = {name: needs for name, needs in ways.items() if not name.endswith("__init__")}
    left = dict(ways)
    while left:
        free = {name for name, needs in left.items() if not needs & set(left)}
        assert free, f"a circle among {sorted(left)}"
        left = {name: needs for name, needs in left.items() if name not in free}
