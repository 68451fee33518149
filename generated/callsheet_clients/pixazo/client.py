# Written by callsheet from specs/pixazo/. Change the specs, then `make generate`.
"""The clients of Pixazo, blocking and awaitable."""

from callsheet_clients.pixazo.protocol import PROTOCOL
from callsheet_runtime.clients import AsyncClient, Client
from callsheet_runtime.tasks import AsyncTasks, Tasks

TYPE_CHECKING = False
if TYPE_CHECKING:
    from callsheet_clients.pixazo import c1_i2v as _c1_i2v
    from callsheet_clients.pixazo import c1_t2v as _c1_t2v
    from callsheet_clients.pixazo import v5_6_i2v as _v5_6_i2v
    from callsheet_clients.pixazo import v5_6_t2v as _v5_6_t2v
    from callsheet_clients.pixazo import v6_i2v as _v6_i2v
    from callsheet_clients.pixazo import v6_t2v as _v6_t2v

TASKS = {
    "pixazo/c1-i2v": "c1_i2v",
    "pixazo/c1-t2v": "c1_t2v",
    "pixazo/v5.6-i2v": "v5_6_i2v",
    "pixazo/v5.6-t2v": "v5_6_t2v",
    "pixazo/v6-i2v": "v6_i2v",
    "pixazo/v6-t2v": "v6_t2v",
}


class Pixazo(Client):
    """Pixazo."""

    protocol = PROTOCOL
    tasks = TASKS

    @property
    def c1_i2v(self) -> "Tasks[_c1_i2v.Request, _c1_i2v.Result]":
        """Generate a video from an image and a text prompt with PixVerse C1."""
        from callsheet_clients.pixazo import c1_i2v

        return Tasks(self, c1_i2v.ENDPOINT)

    @property
    def c1_t2v(self) -> "Tasks[_c1_t2v.Request, _c1_t2v.Result]":
        """Generate a video from a text prompt with PixVerse C1."""
        from callsheet_clients.pixazo import c1_t2v

        return Tasks(self, c1_t2v.ENDPOINT)

    @property
    def v5_6_i2v(self) -> "Tasks[_v5_6_i2v.Request, _v5_6_i2v.Result]":
        """Generate a video from an image and a text prompt with PixVerse v5.6."""
        from callsheet_clients.pixazo import v5_6_i2v

        return Tasks(self, v5_6_i2v.ENDPOINT)

    @property
    def v5_6_t2v(self) -> "Tasks[_v5_6_t2v.Request, _v5_6_t2v.Result]":
        """Generate a video from a text prompt with PixVerse v5.6."""
        from callsheet_clients.pixazo import v5_6_t2v

        return Tasks(self, v5_6_t2v.ENDPOINT)

    @property
    def v6_i2v(self) -> "Tasks[_v6_i2v.Request, _v6_i2v.Result]":
        """Generate a video from an image and a text prompt with PixVerse v6."""
        from callsheet_clients.pixazo import v6_i2v

        return Tasks(self, v6_i2v.ENDPOINT)

    @property
    def v6_t2v(self) -> "Tasks[_v6_t2v.Request, _v6_t2v.Result]":
        """Generate a video from a text prompt with PixVerse v6."""
        from callsheet_clients.pixazo import v6_t2v

        return Tasks(self, v6_t2v.ENDPOINT)


class AsyncPixazo(AsyncClient):
    """Pixazo."""

    protocol = PROTOCOL
    tasks = TASKS

    @property
    def c1_i2v(self) -> "AsyncTasks[_c1_i2v.Request, _c1_i2v.Result]":
        """Generate a video from an image and a text prompt with PixVerse C1."""
        from callsheet_clients.pixazo import c1_i2v

        return AsyncTasks(self, c1_i2v.ENDPOINT)

    @property
    def c1_t2v(self) -> "AsyncTasks[_c1_t2v.Request, _c1_t2v.Result]":
        """Generate a video from a text prompt with PixVerse C1."""
        from callsheet_clients.pixazo import c1_t2v

        return AsyncTasks(self, c1_t2v.ENDPOINT)

    @property
    def v5_6_i2v(self) -> "AsyncTasks[_v5_6_i2v.Request, _v5_6_i2v.Result]":
        """Generate a video from an image and a text prompt with PixVerse v5.6."""
        from callsheet_clients.pixazo import v5_6_i2v

        return AsyncTasks(self, v5_6_i2v.ENDPOINT)

    @property
    def v5_6_t2v(self) -> "AsyncTasks[_v5_6_t2v.Request, _v5_6_t2v.Result]":
        """Generate a video from a text prompt with PixVerse v5.6."""
        from callsheet_clients.pixazo import v5_6_t2v

        return AsyncTasks(self, v5_6_t2v.ENDPOINT)

    @property
    def v6_i2v(self) -> "AsyncTasks[_v6_i2v.Request, _v6_i2v.Result]":
        """Generate a video from an image and a text prompt with PixVerse v6."""
        from callsheet_clients.pixazo import v6_i2v

        return AsyncTasks(self, v6_i2v.ENDPOINT)

    @property
    def v6_t2v(self) -> "AsyncTasks[_v6_t2v.Request, _v6_t2v.Result]":
        """Generate a video from a text prompt with PixVerse v6."""
        from callsheet_clients.pixazo import v6_t2v

        return AsyncTasks(self, v6_t2v.ENDPOINT)
