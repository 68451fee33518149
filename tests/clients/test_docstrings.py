"""The example in the docstring of every endpoint's module runs, blocking and awaiting, on the simulator."""

import ast
import asyncio
import inspect
import re
import wave
import zlib
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from callsheet.emit.layout import variable
from callsheet.model.endpoint import CallEndpoint, Endpoint, Provider
from callsheet_contracts import Simulator
from support.catalog import real

if TYPE_CHECKING:
    from types import CodeType

CATALOG = real()
CASES = [
    pytest.param(provider, endpoint, id=f"{provider.name}/{endpoint.name}")
    for provider in CATALOG.providers
    for endpoint in (*provider.tasks, *provider.calls)
]


@pytest.fixture(scope="module")
def simulator() -> Iterator[Simulator]:
    """All providers at once, each on its own port."""
    with Simulator(CATALOG, task_seconds=0.01) as served:
        yield served


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A working folder with the files that examples upload."""
    (tmp_path / "cat.png").write_bytes(picture())
    with wave.open(str(tmp_path / "voice.wav"), "wb") as sound:
        sound.setparams((1, 2, 8000, 0, "NONE", "not compressed"))
        sound.writeframes(bytes(1600))
    monkeypatch.chdir(tmp_path)
    return tmp_path


def picture() -> bytes:
    """Make a PNG of one pixel."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return len(data).to_bytes(4, "big") + kind + data + zlib.crc32(kind + data).to_bytes(4, "big")

    head = chunk(b"IHDR", (1).to_bytes(4, "big") * 2 + bytes((8, 2, 0, 0, 0)))
    return b"\x89PNG\r\n\x1a\n" + head + chunk(b"IDAT", zlib.compress(bytes(4))) + chunk(b"IEND", b"")


def shown(provider: Provider, endpoint: Endpoint) -> str:
    """Take the example out of the docstring: its indented lines."""
    module = import_module(f"callsheet_clients.{variable(provider.name)}.{variable(endpoint.name)}")
    lines = inspect.cleandoc(module.__doc__ or "").splitlines()
    first = next(place for place, line in enumerate(lines) if line.startswith("With `client`"))
    return inspect.cleandoc("\n".join(lines[first + 1 :]))


def with_an_id(code: str, endpoint: Endpoint, provider: Provider, simulator: Simulator) -> str:
    """Put the id of a task that there is where a call asks about one: the page's own is somebody else's."""
    if not any(one.at[0] == "$path" for one in endpoint.parameters):
        return code
    asked = endpoint.call.path.partition("{")[0] if isinstance(endpoint, CallEndpoint) else ""
    giver = next(one for one in provider.tasks if one.protocol.poll.path.startswith(asked))
    package = import_module(f"callsheet_clients.{variable(provider.name)}")
    with getattr(package, provider.client)(key="k", base_url=simulator.url(provider.name)) as client:
        names: dict[str, Any] = {"client": client}
        submit = shown(provider, giver).replace(".run(", ".submit(")
        exec(compile(submit, "docstring", "exec"), names)
    return re.sub(r"=(\d+|\"\d+\")", f"={names['result'].task}", code)


def fast(client: Any, endpoint: Endpoint) -> Any:  # noqa: ANN401 -- a client of whatever provider this is
    """Let the client look at tasks more often than the pages say: a simulator is in no hurry to be spared."""
    face = getattr(client, variable(endpoint.name))
    if hasattr(face, "run"):
        run = face.run

        class Hasty:
            def run(self, request: Any) -> Any:  # noqa: ANN401 -- whatever it runs
                return run(request, every=0.01, deadline=30)

        return type("Client", (), {variable(endpoint.name): Hasty()})()
    return client


@pytest.mark.usefixtures("folder")
@pytest.mark.parametrize(("provider", "endpoint"), CASES)
def test_the_example_runs(simulator: Simulator, provider: Provider, endpoint: Endpoint) -> None:
    package = import_module(f"callsheet_clients.{variable(provider.name)}")
    code = with_an_id(shown(provider, endpoint), endpoint, provider, simulator)
    with getattr(package, provider.client)(key="k", base_url=simulator.url(provider.name)) as client:
        names: dict[str, Any] = {"client": fast(client, endpoint)}
        exec(compile(code, "docstring", "exec"), names)
    assert type(names["result"]).__name__ == "Result"


@pytest.mark.usefixtures("folder")
@pytest.mark.parametrize(("provider", "endpoint"), CASES)
def test_the_example_awaits(simulator: Simulator, provider: Provider, endpoint: Endpoint) -> None:
    package = import_module(f"callsheet_clients.{variable(provider.name)}")
    code = with_an_id(shown(provider, endpoint), endpoint, provider, simulator)
    code = code.replace("result = client.", "result = await client.")
    names: dict[str, Any] = {}

    async def run() -> None:
        kind = getattr(package, f"Async{provider.client}")
        async with kind(key="k", base_url=simulator.url(provider.name)) as client:
            names["client"] = fast(client, endpoint)
            awaited: CodeType = compile(code, "docstring", "exec", flags=ast.PyCF_ALLOW_TOP_LEVEL_AWAIT)
            await eval(awaited, names)

    asyncio.run(run())
    assert type(names["result"]).__name__ == "Result"
