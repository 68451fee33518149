# Written by callsheet from specs/dashscope/. Change the specs, then `make generate`.
"""The clients of Alibaba Cloud Model Studio (DashScope), blocking and awaitable."""

from callsheet_clients.dashscope.protocol import PROTOCOL
from callsheet_runtime.clients import AsyncClient, Client
from callsheet_runtime.tasks import AsyncTasks, Tasks

TYPE_CHECKING = False
if TYPE_CHECKING:
    from callsheet_clients.dashscope import happyhorse_i2v as _happyhorse_i2v
    from callsheet_clients.dashscope import happyhorse_r2v as _happyhorse_r2v
    from callsheet_clients.dashscope import happyhorse_t2v as _happyhorse_t2v
    from callsheet_clients.dashscope import happyhorse_video_edit as _happyhorse_video_edit
    from callsheet_clients.dashscope import pixverse_it2v as _pixverse_it2v
    from callsheet_clients.dashscope import pixverse_kf2v as _pixverse_kf2v
    from callsheet_clients.dashscope import pixverse_lipsync as _pixverse_lipsync
    from callsheet_clients.dashscope import pixverse_omni as _pixverse_omni
    from callsheet_clients.dashscope import pixverse_r2v as _pixverse_r2v
    from callsheet_clients.dashscope import pixverse_t2v as _pixverse_t2v

TASKS = {
    "dashscope/happyhorse-i2v": "happyhorse_i2v",
    "dashscope/happyhorse-r2v": "happyhorse_r2v",
    "dashscope/happyhorse-t2v": "happyhorse_t2v",
    "dashscope/happyhorse-video-edit": "happyhorse_video_edit",
    "dashscope/pixverse-it2v": "pixverse_it2v",
    "dashscope/pixverse-kf2v": "pixverse_kf2v",
    "dashscope/pixverse-lipsync": "pixverse_lipsync",
    "dashscope/pixverse-omni": "pixverse_omni",
    "dashscope/pixverse-r2v": "pixverse_r2v",
    "dashscope/pixverse-t2v": "pixverse_t2v",
}


class DashScope(Client):
    """Alibaba Cloud Model Studio (DashScope)."""

    protocol = PROTOCOL
    tasks = TASKS

    @property
    def happyhorse_i2v(self) -> "Tasks[_happyhorse_i2v.Request, _happyhorse_i2v.Result]":
        """Generate a video with sound that begins with an image."""
        from callsheet_clients.dashscope import happyhorse_i2v

        return Tasks(self, happyhorse_i2v.ENDPOINT)

    @property
    def happyhorse_r2v(self) -> "Tasks[_happyhorse_r2v.Request, _happyhorse_r2v.Result]":
        """Generate a video with sound in which people and things of reference images appear."""
        from callsheet_clients.dashscope import happyhorse_r2v

        return Tasks(self, happyhorse_r2v.ENDPOINT)

    @property
    def happyhorse_t2v(self) -> "Tasks[_happyhorse_t2v.Request, _happyhorse_t2v.Result]":
        """Generate a video with sound from a text prompt."""
        from callsheet_clients.dashscope import happyhorse_t2v

        return Tasks(self, happyhorse_t2v.ENDPOINT)

    @property
    def happyhorse_video_edit(self) -> "Tasks[_happyhorse_video_edit.Request, _happyhorse_video_edit.Result]":
        """Change a video as a prompt says, with reference images where they help."""
        from callsheet_clients.dashscope import happyhorse_video_edit

        return Tasks(self, happyhorse_video_edit.ENDPOINT)

    @property
    def pixverse_it2v(self) -> "Tasks[_pixverse_it2v.Request, _pixverse_it2v.Result]":
        """Generate a video that begins with an image."""
        from callsheet_clients.dashscope import pixverse_it2v

        return Tasks(self, pixverse_it2v.ENDPOINT)

    @property
    def pixverse_kf2v(self) -> "Tasks[_pixverse_kf2v.Request, _pixverse_kf2v.Result]":
        """Generate a video that leads from a first frame to a last one."""
        from callsheet_clients.dashscope import pixverse_kf2v

        return Tasks(self, pixverse_kf2v.ENDPOINT)

    @property
    def pixverse_lipsync(self) -> "Tasks[_pixverse_lipsync.Request, _pixverse_lipsync.Result]":
        """Make the mouth in a video move to a recording, or to a text that is read aloud."""
        from callsheet_clients.dashscope import pixverse_lipsync

        return Tasks(self, pixverse_lipsync.ENDPOINT)

    @property
    def pixverse_omni(self) -> "Tasks[_pixverse_omni.Request, _pixverse_omni.Result]":
        """Generate a video from reference images and reference videos."""
        from callsheet_clients.dashscope import pixverse_omni

        return Tasks(self, pixverse_omni.ENDPOINT)

    @property
    def pixverse_r2v(self) -> "Tasks[_pixverse_r2v.Request, _pixverse_r2v.Result]":
        """Generate a video in which people and things of reference images appear."""
        from callsheet_clients.dashscope import pixverse_r2v

        return Tasks(self, pixverse_r2v.ENDPOINT)

    @property
    def pixverse_t2v(self) -> "Tasks[_pixverse_t2v.Request, _pixverse_t2v.Result]":
        """Generate a video from a text prompt."""
        from callsheet_clients.dashscope import pixverse_t2v

        return Tasks(self, pixverse_t2v.ENDPOINT)


class AsyncDashScope(AsyncClient):
    """Alibaba Cloud Model Studio (DashScope)."""

    protocol = PROTOCOL
    tasks = TASKS

    @property
    def happyhorse_i2v(self) -> "AsyncTasks[_happyhorse_i2v.Request, _happyhorse_i2v.Result]":
        """Generate a video with sound that begins with an image."""
        from callsheet_clients.dashscope import happyhorse_i2v

        return AsyncTasks(self, happyhorse_i2v.ENDPOINT)

    @property
    def happyhorse_r2v(self) -> "AsyncTasks[_happyhorse_r2v.Request, _happyhorse_r2v.Result]":
        """Generate a video with sound in which people and things of reference images appear."""
        from callsheet_clients.dashscope import happyhorse_r2v

        return AsyncTasks(self, happyhorse_r2v.ENDPOINT)

    @property
    def happyhorse_t2v(self) -> "AsyncTasks[_happyhorse_t2v.Request, _happyhorse_t2v.Result]":
        """Generate a video with sound from a text prompt."""
        from callsheet_clients.dashscope import happyhorse_t2v

        return AsyncTasks(self, happyhorse_t2v.ENDPOINT)

    @property
    def happyhorse_video_edit(self) -> "AsyncTasks[_happyhorse_video_edit.Request, _happyhorse_video_edit.Result]":
        """Change a video as a prompt says, with reference images where they help."""
        from callsheet_clients.dashscope import happyhorse_video_edit

        return AsyncTasks(self, happyhorse_video_edit.ENDPOINT)

    @property
    def pixverse_it2v(self) -> "AsyncTasks[_pixverse_it2v.Request, _pixverse_it2v.Result]":
        """Generate a video that begins with an image."""
        from callsheet_clients.dashscope import pixverse_it2v

        return AsyncTasks(self, pixverse_it2v.ENDPOINT)

    @property
    def pixverse_kf2v(self) -> "AsyncTasks[_pixverse_kf2v.Request, _pixverse_kf2v.Result]":
        """Generate a video that leads from a first frame to a last one."""
        from callsheet_clients.dashscope import pixverse_kf2v

        return AsyncTasks(self, pixverse_kf2v.ENDPOINT)

    @property
    def pixverse_lipsync(self) -> "AsyncTasks[_pixverse_lipsync.Request, _pixverse_lipsync.Result]":
        """Make the mouth in a video move to a recording, or to a text that is read aloud."""
        from callsheet_clients.dashscope import pixverse_lipsync

        return AsyncTasks(self, pixverse_lipsync.ENDPOINT)

    @property
    def pixverse_omni(self) -> "AsyncTasks[_pixverse_omni.Request, _pixverse_omni.Result]":
        """Generate a video from reference images and reference videos."""
        from callsheet_clients.dashscope import pixverse_omni

        return AsyncTasks(self, pixverse_omni.ENDPOINT)

    @property
    def pixverse_r2v(self) -> "AsyncTasks[_pixverse_r2v.Request, _pixverse_r2v.Result]":
        """Generate a video in which people and things of reference images appear."""
        from callsheet_clients.dashscope import pixverse_r2v

        return AsyncTasks(self, pixverse_r2v.ENDPOINT)

    @property
    def pixverse_t2v(self) -> "AsyncTasks[_pixverse_t2v.Request, _pixverse_t2v.Result]":
        """Generate a video from a text prompt."""
        from callsheet_clients.dashscope import pixverse_t2v

        return AsyncTasks(self, pixverse_t2v.ENDPOINT)
