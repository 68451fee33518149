# Written by callsheet from specs/pixverse/tts-speakers.yaml. Change the spec, then `make generate`.
"""List the voices that can read a text aloud.

[tts-list] Get Speech (Lipsync) tts list. PixVerse.
[error-codes] Error codes. PixVerse.
[mcp] pixverse-mcp 0.2.2, the MCP server. PixVerse.
[i2v-guide] Image-to-video, a guide of the platform. PixVerse.
[lip-sync-guide] How to use Speech (Lip sync). PixVerse.
[upload-image] Upload Image. PixVerse.
[api-kit] A client whose operations link to their pages. the pixverse-api-kit project.
[faq] FAQ. PixVerse.
[jp-client] Python client from Japan. users, on GitHub.
[model-sheets] Sheets of PixVerse V6 and V5.6 that cite the official pages. users, on GitHub.
[py-client] Python client of the web app and the platform. users, on GitHub.
[t2v] Text-to-Video generation. PixVerse.

With `client`, a `PixVerse`; with an `AsyncPixVerse`, the last line awaits:

    from callsheet_clients.pixverse import tts_speakers

    request = tts_speakers.Request(page_num=1, page_size=30)
    result = client.tts_speakers.call(request)
"""

from dataclasses import dataclass
from typing import Final

from callsheet_clients.pixverse.protocol import CALLS
from callsheet_clients.pixverse.validators.tts_speakers import validate
from callsheet_runtime import reading
from callsheet_runtime.protocol import Body, CallEndpoint, Operation, Paging
from callsheet_runtime.reading import Answer, given


@dataclass(frozen=True, slots=True, kw_only=True)
class Request:
    """What to ask for. A field left `None` is not sent, and the provider's default holds."""

    page_num: int | None = None
    """Number of the page."""

    page_size: int | None = None
    """Voices on a page."""

    def body(self) -> Body:
        """Build the request document."""
        return {**given(**{"$query": {**given(page_num=self.page_num, page_size=self.page_size)}})}


@dataclass(frozen=True, slots=True, kw_only=True)
class SpeakersRow:
    """One of `speakers`. A field is `None` where the answer lacks it."""

    speaker_id: int | str | None
    """Id of the voice, as lip-sync takes it. A text, even where it has digits only."""

    name: str | None
    """Name of the voice."""


def _speakers_row(row: object) -> SpeakersRow:
    """Read one of `speakers`."""
    return SpeakersRow(
        speaker_id=reading.identifier(row, "speaker_id"),
        name=reading.text(row, "name"),
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Result:
    """What the answer holds. A field is `None` where the answer lacks it or has something else there."""

    total: int | None
    """Voices on all pages together."""

    speakers: tuple[SpeakersRow, ...]
    """The voices on this page. The last of the fifteen is called Auto."""

    answer: Answer
    """The whole answer, with whatever the provider added to it."""


def result(answer: object) -> Result:
    """Read the answer."""
    return Result(
        total=reading.integer(answer, "Resp.total"),
        speakers=tuple(_speakers_row(row) for row in reading.rows(answer, "Resp.data")),
        answer=reading.whole(answer),
    )


ENDPOINT: Final[CallEndpoint[Request, Result]] = CallEndpoint(
    name="pixverse/tts-speakers",
    protocol=CALLS,
    servers=("global", "china"),
    validate=validate,
    read=result,
    operation=Operation(method="GET", path="/openapi/v2/video/lip_sync/tts_list", fresh=("Ai-trace-id",)),
    repeatable=True,
    paging=Paging(page="page_num", rows="speakers", total="Resp.total"),
    empty=Request(),
)
