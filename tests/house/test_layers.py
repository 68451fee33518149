"""A compiler in one direction: who may import whom, and why. A layer that no test holds is a wish."""

import ast
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
ROOTS = (ROOT / "generator", ROOT / "generated", ROOT / "contracts")
STDLIB = sys.stdlib_module_names
OURS = ("callsheet", "callsheet_runtime", "callsheet_clients", "callsheet_contracts")

Graph = dict[str, frozenset[str]]


@dataclass(frozen=True)
class Layer:
    """What the modules below a name may import, the standard library and each other aside."""

    name: str
    may: tuple[str, ...]
    because: str


LAYERS = (
    Layer("callsheet_runtime.clients", ("callsheet_runtime", "httpx"), "the one place that sends"),
    Layer("callsheet_runtime.addresses", ("callsheet_runtime", "httpx"), "asks an address, and only when asked to"),
    Layer(
        "callsheet_runtime.downloading.places", ("callsheet_runtime", "httpx"), "names the type of another transport"
    ),
    Layer(
        "callsheet_runtime.downloading.wires",
        ("callsheet_runtime", "httpx"),
        "the one place that fetches, and it has no key",
    ),
    Layer(
        "callsheet_runtime.lines", ("callsheet_runtime", "orjson", "msgspec"), "who has a million rows may read fast"
    ),
    Layer("callsheet_runtime.spans", ("callsheet_runtime", "opentelemetry"), "the one place that traces"),
    Layer("callsheet_runtime.telemetry", ("callsheet_runtime", "opentelemetry"), "names the type of what traces"),
    Layer(
        "callsheet_runtime.durable.postgres",
        ("callsheet_runtime", "psycopg"),
        "the one place that has heard of a database server",
    ),
    Layer(
        "callsheet_runtime.durable.workflows",
        ("callsheet_runtime", "dbos"),
        "the one place that has heard of the durable engine",
    ),
    Layer("callsheet_runtime.problems", (), "a validator loads as fast as the interpreter itself"),
    Layer("callsheet_runtime", (), "who calls a provider installs nothing else, and flows do no I/O"),
    Layer("callsheet_clients", ("callsheet_runtime",), "facts need no cleverness"),
    Layer("callsheet.version", (), "the quickest of all answers"),
    Layer("callsheet.span", (), "a place knows no file format"),
    Layer("callsheet.diagnostics", ("callsheet.span",), "found anywhere, so it may know nobody"),
    Layer("callsheet.terminal", (), "what may be shown is the same everywhere"),
    Layer("callsheet.scaffold", (), "a draft is text, and knows no compiler"),
    Layer("callsheet.sarif", (), "a format knows no check"),
    Layer("callsheet.junit", (), "nor does the other one"),
    Layer("callsheet.text", ("callsheet.span", "callsheet.diagnostics", "yaml"), "the only one that has heard of YAML"),
    Layer(
        "callsheet.syntax",
        ("callsheet.span", "callsheet.diagnostics", "callsheet.text"),
        "shape is checked where places are known",
    ),
    Layer(
        "callsheet.model",
        ("callsheet.span", "callsheet_runtime.machine", "callsheet_runtime.problems", "callsheet_runtime.protocol"),
        "the centre depends on nobody but the words it shares with the runtime",
    ),
    Layer(
        "callsheet.resolve",
        (
            "callsheet.span",
            "callsheet.diagnostics",
            "callsheet.text",
            "callsheet.syntax",
            "callsheet.model",
            "callsheet_runtime.machine",
            "callsheet_runtime.protocol",
        ),
        "the one crossing from document to meaning",
    ),
    Layer(
        "callsheet.lint", ("callsheet.span", "callsheet.diagnostics", "callsheet.model"), "a lint rule needs no YAML"
    ),
    Layer(
        "callsheet.drift",
        (
            "callsheet.span",
            "callsheet.diagnostics",
            "callsheet.text",
            "callsheet.model",
            "selectolax",
            "markdown_it",
        ),
        "it asks what a spec means, not how it is written; OpenAPI documents are YAML, too, and read as strictly",
    ),
    Layer("callsheet.drift.fetching", ("httpx",), "the one place that asks an address, and only when told to"),
    Layer("callsheet.diff", ("callsheet.span", "callsheet.diagnostics", "callsheet.model"), "nor does a comparison"),
    Layer("callsheet.emit.templating", ("jinja2",), "the one place that has heard of templates"),
    Layer(
        "callsheet.emit",
        ("callsheet.span", "callsheet.model", "callsheet_runtime.problems"),
        "a target cannot ask the document anything; levels are the runtime's word",
    ),
    Layer("callsheet.__main__", ("callsheet.cli",), "the door"),
    Layer(
        "callsheet.cli",
        ("callsheet", "callsheet_runtime", "callsheet_clients", "callsheet_contracts"),
        "the top; the simulator is started from here as well",
    ),
    Layer("callsheet", (), "the package itself holds nothing"),
    Layer(
        "callsheet_contracts",
        (
            "callsheet.diagnostics",
            "callsheet.junit",
            "callsheet.model",
            "callsheet.resolve",
            "callsheet.sarif",
            "callsheet.span",
            "callsheet.terminal",
            "callsheet_clients",
            "callsheet_runtime",
            "httpx",
            "hypothesis",
            "jinja2",
            "pytest",
            "starlette",
            "uvicorn",
            "uvloop",
            "vcr",
            "yaml",
        ),
        "the judge sees both the law and the deed, on the wire and in cassettes",
    ),
)
"""The longest name that fits decides."""

EVERYWHERE_BUT = {
    "yaml": ("callsheet.text", "callsheet_contracts"),
    "jinja2": ("callsheet.emit.templating", "callsheet_contracts.coverage.page"),
    **dict.fromkeys(("selectolax", "markdown_it"), ("callsheet.drift.reading",)),
    "dbos": ("callsheet_runtime.durable.workflows",),
    "psycopg": ("callsheet_runtime.durable.postgres",),
}
"""Who alone may know a library: specs are read by text; cassettes are YAML, too, and no specs; a page is no code."""


def modules(roots: tuple[Path, ...]) -> dict[str, Path]:
    """List all modules by name."""
    found: dict[str, Path] = {}
    for root in roots:
        for path in sorted(root.rglob("*.py")):
            parts = path.relative_to(root).with_suffix("").parts
            if parts[0] in OURS or root not in ROOTS:
                found[".".join(parts[:-1] if parts[-1] == "__init__" else parts)] = path
    return found


def imports(source: str, *, everywhere: bool, typing: bool = False) -> Iterator[str]:
    """Name what a module imports: everywhere in it, or only when it is loaded; for the type checker only if asked."""
    yield from _imports(ast.parse(source).body, everywhere=everywhere, typing=typing)


def _imports(body: list[ast.stmt], *, everywhere: bool, typing: bool) -> Iterator[str]:
    for node in body:
        match node:
            case ast.Import(names):
                yield from (alias.name for alias in names)
            case ast.ImportFrom(module, names, level):
                assert not level, "imports name their whole path"
                for alias in names:
                    yield f"{module}.{alias.name}"
            case ast.If(test, inside, otherwise):
                guarded = ast.unparse(test).endswith("TYPE_CHECKING")
                if typing or not guarded:
                    yield from _imports(inside, everywhere=everywhere, typing=typing)
                yield from _imports(otherwise, everywhere=everywhere, typing=typing)
            case ast.FunctionDef() | ast.AsyncFunctionDef():
                if everywhere:
                    yield from _imports(node.body, everywhere=everywhere, typing=typing)
            case _:
                yield from _imports(_inside(node), everywhere=everywhere, typing=typing)


def _inside(node: ast.AST) -> list[ast.stmt]:
    """List the statements right below another, those of its `except` and `case` included."""
    found: list[ast.stmt] = []
    for child in ast.iter_child_nodes(node):
        if isinstance(child, ast.stmt):
            found.append(child)
        elif isinstance(child, (ast.ExceptHandler, ast.match_case)):
            found += _inside(child)
    return found


def is_below(name: str, prefix: str) -> bool:
    """Tell whether a name is a module, what is below it, or a name in it."""
    return name == prefix or name.startswith(f"{prefix}.")


def layer_of(module: str) -> Layer | None:
    """Find the layer that a module is in."""
    fitting = [layer for layer in LAYERS if is_below(module, layer.name)]
    return max(fitting, key=lambda layer: len(layer.name), default=None)


def forbidden(module: str, imported: str) -> str:
    """Say why a module may not import this; empty if it may."""
    layer = layer_of(module)
    if layer is None:
        return f"{module} belongs to no layer"
    top = imported.partition(".")[0]
    if top in STDLIB:
        return ""
    for library, homes in EVERYWHERE_BUT.items():
        if is_below(imported, library) and not any(is_below(module, home) for home in homes):
            return f"{module} imports {imported}: only {' and '.join(homes)} may"
    # What is in the same layer may know each other, and a part of a layer is known to its own whole.
    package = ".".join(layer.name.split(".")[:2]) if layer.name.startswith("callsheet.") else top_of(layer.name)
    if any(is_below(imported, allowed) for allowed in (*layer.may, package)):
        return "" if package != "callsheet" or imported != "callsheet" else f"{module} imports {imported}"
    return f"{module} imports {imported}: {layer.because}"


def top_of(name: str) -> str:
    """Name the package that a module is in."""
    return name.partition(".")[0]


def graph(files: dict[str, Path]) -> Graph:
    """Tell which of our modules each loads when it is loaded."""
    return {
        name: frozenset(
            target
            for imported in imports(path.read_text("utf-8"), everywhere=False)
            for target in [nearest(imported, files)]
            if target and target != name
        )
        for name, path in files.items()
    }


def nearest(imported: str, files: dict[str, Path]) -> str | None:
    """Find the module that an import loads: the name itself, or what holds it."""
    while imported:
        if imported in files:
            return imported
        imported = imported.rpartition(".")[0]
    return None


def circle(graph: Graph) -> list[str]:
    """Find modules that import each other in a round; empty if there are none."""
    done: set[str] = set()

    def walk(name: str, way: list[str]) -> list[str]:
        if name in way:
            return [*way[way.index(name) :], name]
        if name not in done:
            for target in sorted(graph.get(name, ())):
                if found := walk(target, [*way, name]):
                    return found
            done.add(name)
        return []

    for name in sorted(graph):
        if found := walk(name, []):
            return found
    return []


FILES = modules(ROOTS)


@pytest.mark.parametrize("name", FILES)
def test_module_imports_only_what_its_layer_may(name: str) -> None:
    imported = imports(FILES[name].read_text("utf-8"), everywhere=True, typing=True)
    assert [words for one in imported if (words := forbidden(name, one))] == []


def test_no_import_circles() -> None:
    assert circle(graph(FILES)) == []


def test_every_layer_has_a_reason() -> None:
    assert all(layer.because for layer in LAYERS)
    assert len({layer.name for layer in LAYERS}) == len(LAYERS)


@pytest.mark.parametrize(
    ("module", "imported"),
    [
        ("callsheet.model.request", "callsheet.resolve.rules"),
        ("callsheet.model.request", "callsheet.text"),
        ("callsheet.model.request", "callsheet_runtime.flows"),
        ("callsheet.model.request", "yaml"),
        ("callsheet.text.nodes", "callsheet.syntax.shapes"),
        ("callsheet.syntax.grid", "callsheet.model.request"),
        ("callsheet.syntax.grid", "yaml.composer"),
        ("callsheet.resolve.rules", "callsheet.emit.layout"),
        ("callsheet.resolve.rules", "callsheet.lint"),
        ("callsheet.lint.search", "callsheet.resolve.rules"),
        ("callsheet.emit.clients", "callsheet.text"),
        ("callsheet.emit.clients", "callsheet.diagnostics"),
        ("callsheet.emit.clients", "jinja2"),
        ("callsheet.diagnostics", "callsheet.cli"),
        ("callsheet_runtime.flows", "httpx"),
        ("callsheet_runtime.clients", "requests"),
        ("callsheet_runtime.clients", "callsheet.model.request"),
        ("callsheet_clients.acme.draw", "callsheet.model.request"),
        ("callsheet_clients.acme.draw", "httpx"),
        ("callsheet_contracts.bodies", "callsheet.emit.layout"),
        ("callsheet_contracts.bodies", "callsheet.syntax"),
        ("elsewhere.module", "json"),
    ],
)
def test_a_wrong_import_is_noticed(module: str, imported: str) -> None:
    assert forbidden(module, imported)


@pytest.mark.parametrize(
    ("module", "imported"),
    [
        ("callsheet.model.request", "callsheet.model.predicate.Given"),
        ("callsheet.emit.clients", "callsheet.emit.templating.render"),
        ("callsheet.emit.templating", "jinja2.Environment"),
        ("callsheet.text.strict_yaml", "yaml"),
        ("callsheet_runtime.clients", "httpx"),
        ("callsheet_runtime.flows", "callsheet_runtime.machine.State"),
        ("callsheet.cli.compiling", "callsheet.lint.lint"),
    ],
)
def test_a_right_import_is_let_through(module: str, imported: str) -> None:
    assert forbidden(module, imported) == ""


SAMPLE = """
import a
from b import c
if TYPE_CHECKING:
    import d
else:
    import e
def f():
    import g
class H:
    import i
try:
    import j
except ImportError:
    import k
"""


def test_imports_are_found_wherever_they_stand() -> None:
    assert list(imports(SAMPLE, everywhere=False)) == ["a", "b.c", "e", "i", "j", "k"]
    assert set(imports(SAMPLE, everywhere=True)) == {"a", "b.c", "e", "g", "i", "j", "k"}
    assert set(imports(SAMPLE, everywhere=True, typing=True)) == {"a", "b.c", "d", "e", "g", "i", "j", "k"}


def test_a_circle_is_noticed(tmp_path: Path) -> None:
    for name, text in {
        "a": "from callsheet.b import x",
        "b": "import callsheet.c",
        "c": "from callsheet import a",
    }.items():
        (tmp_path / "callsheet").mkdir(exist_ok=True)
        (tmp_path / "callsheet" / f"{name}.py").write_text(text)
    files = modules((tmp_path,))
    assert circle(graph(files)) == ["callsheet.a", "callsheet.b", "callsheet.c", "callsheet.a"]
    (tmp_path / "callsheet" / "c.py").write_text("if TYPE_CHECKING:\n    from callsheet import a")
    assert circle(graph(modules((tmp_path,)))) == []
