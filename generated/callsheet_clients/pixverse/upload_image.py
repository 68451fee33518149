# Written by callsheet from specs/pixverse/upload-image.yaml. Change the spec, then `make generate`.
"""Upload an image, as a file or by its address, and get the id that other calls take.

[i2v-guide] Image-to-video, a guide of the platform. PixVerse.
[upload-image] Upload Image. PixVerse.
[error-codes] Error codes. PixVerse.
[mcp] pixverse-mcp 0.2.2, the MCP server. PixVerse.
[faq] FAQ. PixVerse.
[comfyui] PixVerse nodes of ComfyUI, V6 included. the ComfyUI project.
[i2v-parameters] How to use Image-to-Video, the parameters. PixVerse.
[jp-client] Python client from Japan. users, on GitHub.
[lip-sync-guide] How to use Speech (Lip sync). PixVerse.
[model-sheets] Sheets of PixVerse V6 and V5.6 that cite the official pages. users, on GitHub.
[py-client] Python client of the web app and the platform. users, on GitHub.
[t2v] Text-to-Video generation. PixVerse.

With `client`, a `PixVerse`; with an `AsyncPixVerse`, the last line awaits:

    from callsheet_clients.pixverse import upload_image

    request = upload_image.Request(image="cat.png")
    result = client.upload_image.call(request)
"""

from dataclasses import dataclass
from typing import Final

from callsheet_clients.pixverse.protocol import CALLS
from callsheet_clients.pixverse.validators.upload_image import validate
from callsheet_runtime import reading
from callsheet_runtime.media import Source, Upload, name_of
from callsheet_runtime.protocol import Body, CallEndpoint, FileField, Operation
from callsheet_runtime.reading import Answer, given


@dataclass(frozen=True, slots=True, kw_only=True)
class Request:
    """What to ask for. A field left `None` is not sent, and the provider's default holds."""

    image: Source | None = None
    """The image, a PNG, JPEG or WebP. Instead of `image_url`. png, jpg, jpeg, webp."""

    image_url: str | None = None
    """Public address of the image. It has to be served as an image, not as application/octet-stream. Instead of
    `image`.
    """

    def body(self) -> Body:
        """Build the request document."""
        return {
            **given(**{"$files": {**given(image=name_of(self.image))}, "$form": {**given(image_url=self.image_url)}}),
        }

    def files(self) -> dict[str, Upload]:
        """Give the files, by their fields on the wire."""
        sent = (("image", self.image),)
        return {field: Upload.of(source) for field, source in sent if source is not None}


@dataclass(frozen=True, slots=True, kw_only=True)
class Result:
    """What the answer holds. A field is `None` where the answer lacks it or has something else there."""

    img_id: int | str | None
    """Id of the image."""

    img_url: str | None
    """Address that the image has at the provider's."""

    answer: Answer
    """The whole answer, with whatever the provider added to it."""


def result(answer: object) -> Result:
    """Read the answer."""
    return Result(
        img_id=reading.identifier(answer, "Resp.img_id"),
        img_url=reading.text(answer, "Resp.img_url"),
        answer=reading.whole(answer),
    )


ENDPOINT: Final[CallEndpoint[Request, Result]] = CallEndpoint(
    name="pixverse/upload-image",
    protocol=CALLS,
    servers=("global", "china"),
    validate=validate,
    read=result,
    operation=Operation(method="POST", path="/openapi/v2/image/upload", fresh=("Ai-trace-id",)),
    holds="Resp.img_id",
    repeatable=True,
    files=(
        FileField(
            name="image",
            at="/$files/image",
            media={"image/png": ("png",), "image/jpeg": ("jpg", "jpeg"), "image/webp": ("webp",)},
            most_bytes=20971520,
            most_side=10000,
        ),
    ),
    empty=Request(),
)
