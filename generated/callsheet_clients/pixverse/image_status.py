# Written by callsheet from specs/pixverse/image-status.yaml. Change the spec, then `make generate`.
"""Tell how an image is, by its id.

[image-status] Get Image generation. PixVerse.
[error-codes] Error codes. PixVerse.
[i2v-guide] Image-to-video, a guide of the platform. PixVerse.
[mcp] pixverse-mcp 0.2.2, the MCP server. PixVerse.
[cli] pixverse, the command line for the web app, which has the same back end. PixVerse.
[upload-image] Upload Image. PixVerse.
[faq] FAQ. PixVerse.
[jp-client] Python client from Japan. users, on GitHub.
[lip-sync-guide] How to use Speech (Lip sync). PixVerse.
[model-sheets] Sheets of PixVerse V6 and V5.6 that cite the official pages. users, on GitHub.
[py-client] Python client of the web app and the platform. users, on GitHub.
[t2v] Text-to-Video generation. PixVerse.

With `client`, a `PixVerse`; with an `AsyncPixVerse`, the last line awaits:

    from callsheet_clients.pixverse import image_status

    request = image_status.Request(image_id="377378608924545")
    result = client.image_status.call(request)
"""

from dataclasses import dataclass
from typing import Final

from callsheet_clients.pixverse.protocol import CALLS
from callsheet_clients.pixverse.validators.image_status import validate
from callsheet_runtime import reading
from callsheet_runtime.protocol import Body, CallEndpoint, Operation
from callsheet_runtime.reading import Answer


@dataclass(frozen=True, slots=True, kw_only=True)
class Request:
    """What to ask for. A field left `None` is not sent, and the provider's default holds."""

    image_id: int | str
    """Id of the image. The page calls it a text here, and a number in its answer. Given by image-template.task."""

    def body(self) -> Body:
        """Build the request document."""
        return {"$path": {"image_id": self.image_id}}


@dataclass(frozen=True, slots=True, kw_only=True)
class Result:
    """What the answer holds. A field is `None` where the answer lacks it or has something else there."""

    image_id: int | str | None
    """Id of the image."""

    status: int | None
    """No page lists the states of images. As of videos: 1 is done, 5 waiting or at work, 6 deleted, 7 held back by
    moderation, 8 failed.
    """

    image_url: str | None
    """Address of the image. How long it lasts is not said, so fetch it at once."""

    prompt: str | None
    """The prompt that the template came to."""

    translated_prompt: str | None
    """That prompt, translated."""

    seed: int | None
    """The seed that was used."""

    used_template: int | str | None
    """Id of the template that was used."""

    width: int | None
    """Width of the image in pixels."""

    height: int | None
    """Height of the image in pixels."""

    credits: int | None
    """Credits that were charged."""

    created: str | None
    """When the task was created, in a form that no page tells."""

    modified: str | None
    """When the task last changed, in a form that no page tells."""

    source_images: tuple[str, ...]
    """Addresses of the images that went in."""

    source_image_ids: tuple[int | str, ...]
    """Ids of the images that went in."""

    answer: Answer
    """The whole answer, with whatever the provider added to it."""


def result(answer: object) -> Result:
    """Read the answer."""
    return Result(
        image_id=reading.identifier(answer, "Resp.image_id"),
        status=reading.integer(answer, "Resp.status"),
        image_url=reading.text(answer, "Resp.url"),
        prompt=reading.text(answer, "Resp.prompt"),
        translated_prompt=reading.text(answer, "Resp.prompt_translate"),
        seed=reading.integer(answer, "Resp.seed"),
        used_template=reading.identifier(answer, "Resp.template_id"),
        width=reading.integer(answer, "Resp.outputWidth"),
        height=reading.integer(answer, "Resp.outputHeight"),
        credits=reading.integer(answer, "Resp.credits"),
        created=reading.text(answer, "Resp.create_time"),
        modified=reading.text(answer, "Resp.modify_time"),
        source_images=reading.texts(answer, "Resp.customer_paths.customer_img_paths"),
        source_image_ids=reading.identifiers(answer, "Resp.customer_paths.gen_img_req_img_ids"),
        answer=reading.whole(answer),
    )


ENDPOINT: Final[CallEndpoint[Request, Result]] = CallEndpoint(
    name="pixverse/image-status",
    protocol=CALLS,
    servers=("global", "china"),
    validate=validate,
    read=result,
    operation=Operation(method="GET", path="/openapi/v2/image/result/{image_id}", fresh=("Ai-trace-id",)),
    repeatable=True,
)
