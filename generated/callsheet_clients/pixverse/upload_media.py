# Written by callsheet from specs/pixverse/upload-media.yaml. Change the spec, then `make generate`.
"""Upload a video or a sound, as a file or by its address, and get the id that other calls take.

[upload-media] Upload Video&audio. PixVerse.
[error-codes] Error codes. PixVerse.
[i2v-guide] Image-to-video, a guide of the platform. PixVerse.
[mcp] pixverse-mcp 0.2.2, the MCP server. PixVerse.
[mimic-guide] How to use Mimic. PixVerse.
[upload-image] Upload Image. PixVerse.
[faq] FAQ. PixVerse.
[jp-client] Python client from Japan. users, on GitHub.
[lip-sync-guide] How to use Speech (Lip sync). PixVerse.
[model-sheets] Sheets of PixVerse V6 and V5.6 that cite the official pages. users, on GitHub.
[py-client] Python client of the web app and the platform. users, on GitHub.
[t2v] Text-to-Video generation. PixVerse.

With `client`, a `PixVerse`; with an `AsyncPixVerse`, the last line awaits:

    from callsheet_clients.pixverse import upload_media

    request = upload_media.Request(file="voice.wav")
    result = client.upload_media.call(request)
"""

from dataclasses import dataclass
from typing import Final

from callsheet_clients.pixverse.protocol import CALLS
from callsheet_clients.pixverse.validators.upload_media import validate
from callsheet_runtime import reading
from callsheet_runtime.media import Source, Upload, name_of
from callsheet_runtime.protocol import Body, CallEndpoint, FileField, Operation
from callsheet_runtime.reading import Answer, given


@dataclass(frozen=True, slots=True, kw_only=True)
class Request:
    """What to ask for. A field left `None` is not sent, and the provider's default holds."""

    file: Source | None = None
    """A video of at most 30 seconds and 1920 pixels a side, or a sound of at most 30 seconds. Of at most 50 MB, or 100
    MB for mimic. What it becomes part of may take fewer types. Instead of `file_url`. mp4, mov, webm, mp3, wav, m4a,
    aac.
    """

    file_url: str | None = None
    """Public address of the video or sound. Instead of `file`."""

    def body(self) -> Body:
        """Build the request document."""
        return {
            **given(**{"$files": {**given(file=name_of(self.file))}, "$form": {**given(file_url=self.file_url)}}),
        }

    def files(self) -> dict[str, Upload]:
        """Give the files, by their fields on the wire."""
        sent = (("file", self.file),)
        return {field: Upload.of(source) for field, source in sent if source is not None}


@dataclass(frozen=True, slots=True, kw_only=True)
class Result:
    """What the answer holds. A field is `None` where the answer lacks it or has something else there."""

    media_id: int | str | None
    """Id of the video or sound."""

    media_type: str | None
    """What it was taken for, video or audio."""

    url: str | None
    """Address that it has at the provider's."""

    answer: Answer
    """The whole answer, with whatever the provider added to it."""


def result(answer: object) -> Result:
    """Read the answer."""
    return Result(
        media_id=reading.identifier(answer, "Resp.media_id"),
        media_type=reading.text(answer, "Resp.media_type"),
        url=reading.text(answer, "Resp.url"),
        answer=reading.whole(answer),
    )


ENDPOINT: Final[CallEndpoint[Request, Result]] = CallEndpoint(
    name="pixverse/upload-media",
    protocol=CALLS,
    servers=("global", "china"),
    validate=validate,
    read=result,
    operation=Operation(method="POST", path="/openapi/v2/media/upload", fresh=("Ai-trace-id",)),
    holds="Resp.media_id",
    repeatable=True,
    files=(
        FileField(
            name="file",
            at="/$files/file",
            media={
                "video/mp4": ("mp4",),
                "video/quicktime": ("mov",),
                "video/mov": ("mov",),
                "video/webm": ("webm",),
                "audio/mpeg": ("mp3",),
                "audio/wav": ("wav",),
                "audio/x-wav": ("wav",),
                "audio/wave": ("wav",),
                "audio/vnd.wave": ("wav",),
                "audio/x-m4a": ("m4a",),
                "audio/aac": ("aac",),
                "audio/x-aac": ("aac",),
                "audio/mp4": ("mp3",),
            },
            most_bytes=104857600,
            most_side=1920,
            most_seconds=30,
        ),
    ),
    empty=Request(),
)
