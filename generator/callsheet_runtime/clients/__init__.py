"""The drivers of flows, the one place that sends: one blocks, one awaits. They decide nothing and know no endpoint."""

from callsheet_runtime.clients.awaiting import AsyncClient
from callsheet_runtime.clients.blocking import Client

__all__ = ["AsyncClient", "Client"]
