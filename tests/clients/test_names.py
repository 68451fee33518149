"""An endpoint is a property of its client: no name of the client's own may be one."""

from pathlib import Path

from callsheet.resolve.catalog import TAKEN
from callsheet_clients.catalog import ENDPOINTS
from callsheet_runtime import AsyncClient, Client

PACKAGE = Path(__file__).parents[2] / "generated" / "callsheet_clients" / "dashscope"


def test_what_a_client_has_of_its_own_is_taken() -> None:
    own = {name for kind in (Client, AsyncClient) for name in dir(kind) if not name.startswith("_")}
    assert own <= set(TAKEN)


def test_what_a_package_has_besides_endpoints_is_taken() -> None:
    endpoints = {module for package, module, *_ in ENDPOINTS.values() if package == PACKAGE.name}
    beside = {path.stem for path in PACKAGE.iterdir() if path.suffix == ".py" or path.is_dir()}
    assert beside - endpoints - {"__init__", "__pycache__"} <= set(TAKEN)
    assert "sources" in beside
