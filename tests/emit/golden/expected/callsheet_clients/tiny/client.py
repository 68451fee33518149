# Written by callsheet from specs/tiny/. Change the specs, then `make generate`.
"""The clients of Tiny Video, blocking and awaitable."""

from callsheet_clients.tiny.protocol import PROTOCOL
from callsheet_runtime.clients import AsyncClient, Client
from callsheet_runtime.tasks import AsyncTasks, Tasks

TYPE_CHECKING = False
if TYPE_CHECKING:
    from callsheet_clients.tiny import clip as _clip

TASKS = {"tiny/clip": "clip"}


class Tiny(Client):
    """Tiny Video."""

    protocol = PROTOCOL
    tasks = TASKS

    @property
    def clip(self) -> "Tasks[_clip.Request, _clip.Result]":
        """Generate a clip."""
        from callsheet_clients.tiny import clip

        return Tasks(self, clip.ENDPOINT)


class AsyncTiny(AsyncClient):
    """Tiny Video."""

    protocol = PROTOCOL
    tasks = TASKS

    @property
    def clip(self) -> "AsyncTasks[_clip.Request, _clip.Result]":
        """Generate a clip."""
        from callsheet_clients.tiny import clip

        return AsyncTasks(self, clip.ENDPOINT)
