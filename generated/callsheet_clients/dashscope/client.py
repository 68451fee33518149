# Written by callsheet from specs/dashscope/. Change the specs, then `make generate`.
"""The clients of Alibaba Cloud Model Studio (DashScope), blocking and awaitable."""

from callsheet_clients.dashscope.protocol import PROTOCOL
from callsheet_runtime.clients import AsyncClient, Client
from callsheet_runtime.tasks import AsyncTasks, Tasks

TYPE_CHECKING = False
if TYPE_CHECKING:
    from callsheet_clients.dashscope import happyhorse_t2v as _happyhorse_t2v
    from callsheet_clients.dashscope import pixverse_t2v as _pixverse_t2v


class DashScope(Client):
    """Alibaba Cloud Model Studio (DashScope)."""

    protocol = PROTOCOL

    @property
    def happyhorse_t2v(self) -> "Tasks[_happyhorse_t2v.Request, _happyhorse_t2v.Result]":
        """Generate a video with sound from a text prompt."""
        from callsheet_clients.dashscope import happyhorse_t2v

        return Tasks(self, happyhorse_t2v.ENDPOINT)

    @property
    def pixverse_t2v(self) -> "Tasks[_pixverse_t2v.Request, _pixverse_t2v.Result]":
        """Generate a video from a text prompt."""
        from callsheet_clients.dashscope import pixverse_t2v

        return Tasks(self, pixverse_t2v.ENDPOINT)


class AsyncDashScope(AsyncClient):
    """Alibaba Cloud Model Studio (DashScope)."""

    protocol = PROTOCOL

    @property
    def happyhorse_t2v(self) -> "AsyncTasks[_happyhorse_t2v.Request, _happyhorse_t2v.Result]":
        """Generate a video with sound from a text prompt."""
        from callsheet_clients.dashscope import happyhorse_t2v

        return AsyncTasks(self, happyhorse_t2v.ENDPOINT)

    @property
    def pixverse_t2v(self) -> "AsyncTasks[_pixverse_t2v.Request, _pixverse_t2v.Result]":
        """Generate a video from a text prompt."""
        from callsheet_clients.dashscope import pixverse_t2v

        return AsyncTasks(self, pixverse_t2v.ENDPOINT)
