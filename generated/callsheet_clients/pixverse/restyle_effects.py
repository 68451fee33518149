# Written by callsheet from specs/pixverse/restyle-effects.yaml. Change the spec, then `make generate`.
"""List the looks that restyle can give a video.

[error-codes] Error codes. PixVerse.
[i2v-guide] Image-to-video, a guide of the platform. PixVerse.
[restyle-list] Restyle effect list. PixVerse.
[api-kit] A client whose operations link to their pages. the pixverse-api-kit project.
[mcp] pixverse-mcp 0.2.2, the MCP server. PixVerse.
[go-client] Go client of the platform. users, on GitHub.
[upload-image] Upload Image. PixVerse.
[faq] FAQ. PixVerse.
[jp-client] Python client from Japan. users, on GitHub.
[lip-sync-guide] How to use Speech (Lip sync). PixVerse.
[model-sheets] Sheets of PixVerse V6 and V5.6 that cite the official pages. users, on GitHub.
[py-client] Python client of the web app and the platform. users, on GitHub.
[t2v] Text-to-Video generation. PixVerse.

With `client`, a `PixVerse`; with an `AsyncPixVerse`, the last line awaits:

    from callsheet_clients.pixverse import restyle_effects

    request = restyle_effects.Request(page_num=1, page_size=20)
    result = client.restyle_effects.call(request)
"""

from dataclasses import dataclass
from typing import Final

from callsheet_clients.pixverse.protocol import CALLS
from callsheet_clients.pixverse.validators.restyle_effects import validate
from callsheet_runtime import reading
from callsheet_runtime.protocol import Body, CallEndpoint, Operation, Paging
from callsheet_runtime.reading import Answer


@dataclass(frozen=True, slots=True, kw_only=True)
class Request:
    """What to ask for. A field left `None` is not sent, and the provider's default holds."""

    page_num: int
    """Number of the page."""

    page_size: int
    """Effects on a page."""

    def body(self) -> Body:
        """Build the request document."""
        return {"$query": {"page_num": self.page_num, "page_size": self.page_size}}


@dataclass(frozen=True, slots=True, kw_only=True)
class EffectsRow:
    """One of `effects`. A field is `None` where the answer lacks it."""

    restyle_id: int | str | None
    """Id of the effect, as restyle takes it."""

    name: str | None
    """Name of the effect."""

    prompt: str | None
    """What the effect says in words."""

    cover_url: str | None
    """Address of a picture that shows the look."""


def _effects_row(row: object) -> EffectsRow:
    """Read one of `effects`."""
    return EffectsRow(
        restyle_id=reading.identifier(row, "restyle_id"),
        name=reading.text(row, "restyle_name"),
        prompt=reading.text(row, "restyle_prompt"),
        cover_url=reading.text(row, "cover_url"),
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Result:
    """What the answer holds. A field is `None` where the answer lacks it or has something else there."""

    effects: tuple[EffectsRow, ...]
    """The effects on this page. Empty, where they stand deeper in the answer than the one client found them."""

    answer: Answer
    """The whole answer, with whatever the provider added to it."""


def result(answer: object) -> Result:
    """Read the answer."""
    return Result(
        effects=tuple(_effects_row(row) for row in reading.rows(answer, "Resp")),
        answer=reading.whole(answer),
    )


ENDPOINT: Final[CallEndpoint[Request, Result]] = CallEndpoint(
    name="pixverse/restyle-effects",
    protocol=CALLS,
    servers=("global", "china"),
    validate=validate,
    read=result,
    operation=Operation(method="GET", path="/openapi/v2/video/restyle/list", fresh=("Ai-trace-id",)),
    repeatable=True,
    paging=Paging(page="page_num", rows="effects"),
)
