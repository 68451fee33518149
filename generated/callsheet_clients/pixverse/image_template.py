# Written by callsheet from specs/pixverse/image-template.yaml. Change the spec, then `make generate`.
"""Make an image from images, by a template.

[image-status] Get Image generation. PixVerse.
[image-template] Image template generation. PixVerse.
[error-codes] Error codes. PixVerse.
[i2v-guide] Image-to-video, a guide of the platform. PixVerse.
[mcp] pixverse-mcp 0.2.2, the MCP server. PixVerse.
[faq] FAQ. PixVerse.
[cli] pixverse, the command line for the web app, which has the same back end. PixVerse.
[upload-image] Upload Image. PixVerse.
[zh-summary] PixVerse API 摘要. users, on GitHub.
[ai-guide] Integration guide, written by a machine. users, on GitHub.
[jp-client] Python client from Japan. users, on GitHub.
[lip-sync-guide] How to use Speech (Lip sync). PixVerse.
[mirror-tables] Field tables made from a reseller's description of the Chinese mirror. a reseller.
[model-sheets] Sheets of PixVerse V6 and V5.6 that cite the official pages. users, on GitHub.
[py-client] Python client of the web app and the platform. users, on GitHub.
[t2v] Text-to-Video generation. PixVerse.

With `client`, a `PixVerse`; with an `AsyncPixVerse`, the last line awaits:

    from callsheet_clients.pixverse import image_template

    request = image_template.Request(template_id=377378608924544, img_ids=[])
    result = client.image_template.run(request)
"""

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, Never, TypeVar

from callsheet_clients.pixverse.protocol import IMAGE_TEMPLATE_PROTOCOL
from callsheet_clients.pixverse.validators.image_template import validate
from callsheet_runtime import reading
from callsheet_runtime.protocol import Body, Endpoint
from callsheet_runtime.reading import Answer, listed


@dataclass(frozen=True, slots=True, kw_only=True)
class Request:
    """What to ask for. A field left `None` is not sent, and the provider's default holds."""

    template_id: int | str
    """Id of the template. One that the account has not activated is refused with 500070."""

    img_ids: list[int | str] | tuple[int | str, ...]
    """Ids of the images that go in. How many, the template says. Given by upload-image.img_id."""

    def body(self) -> Body:
        """Build the JSON body."""
        return {"template_id": self.template_id, "img_ids": listed(self.img_ids)}


if TYPE_CHECKING:
    Id = TypeVar("Id", int | str, Never)

    def request(*, template_id: Id, img_ids: list[int | str] | tuple[int | str, ...]) -> Request:
        """Ask, with all that types can say of the values."""
        ...
else:
    request = Request


@dataclass(frozen=True, slots=True, kw_only=True)
class Result:
    """What a succeeded task holds. A field is `None` where the answer lacks it or has something else there."""

    image_id: int | str | None
    """Id of the image, as the task was called."""

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

    answer: Answer
    """The whole answer, with whatever the provider added to it."""


def result(answer: object) -> Result:
    """Read the answer about a succeeded task."""
    return Result(
        image_id=reading.identifier(answer, "Resp.image_id"),
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
        answer=reading.whole(answer),
    )


ENDPOINT: Final[Endpoint[Request, Result]] = Endpoint(
    name="pixverse/image-template",
    protocol=IMAGE_TEMPLATE_PROTOCOL,
    servers=("global", "china"),
    validate=validate,
    read=result,
    result="Resp.url",
    billed={"credits": "credits"},
    plans={"free": 1, "essential": 5, "scale": 10, "business": 15},
)
