# Written by callsheet from specs/pixverse/balance.yaml. Change the spec, then `make generate`.
"""Tell how many credits are left.

[error-codes] Error codes. PixVerse.
[balance] Get user credit balance. PixVerse.
[i2v-guide] Image-to-video, a guide of the platform. PixVerse.
[mcp] pixverse-mcp 0.2.2, the MCP server. PixVerse.
[upload-image] Upload Image. PixVerse.
[faq] FAQ. PixVerse.
[jp-client] Python client from Japan. users, on GitHub.
[lip-sync-guide] How to use Speech (Lip sync). PixVerse.
[model-sheets] Sheets of PixVerse V6 and V5.6 that cite the official pages. users, on GitHub.
[py-client] Python client of the web app and the platform. users, on GitHub.
[t2v] Text-to-Video generation. PixVerse.

With `client`, a `PixVerse`; with an `AsyncPixVerse`, the last line awaits:

    from callsheet_clients.pixverse import balance

    request = balance.Request()
    result = client.balance.call(request)
"""

from dataclasses import dataclass
from typing import Final

from callsheet_clients.pixverse.protocol import CALLS
from callsheet_clients.pixverse.validators.balance import validate
from callsheet_runtime import reading
from callsheet_runtime.protocol import Body, CallEndpoint, Operation
from callsheet_runtime.reading import Answer


@dataclass(frozen=True, slots=True, kw_only=True)
class Request:
    """What to ask for. A field left `None` is not sent, and the provider's default holds."""

    def body(self) -> Body:
        """Build the JSON body."""
        return {}


@dataclass(frozen=True, slots=True, kw_only=True)
class Result:
    """What the answer holds. A field is `None` where the answer lacks it or has something else there."""

    account_id: int | str | None
    """Id of the account."""

    monthly: int | None
    """Credits that are left of the plan's for this month."""

    bought: int | None
    """Credits that are left of packs that were bought."""

    answer: Answer
    """The whole answer, with whatever the provider added to it."""


def result(answer: object) -> Result:
    """Read the answer."""
    return Result(
        account_id=reading.identifier(answer, "Resp.account_id"),
        monthly=reading.integer(answer, "Resp.credit_monthly"),
        bought=reading.integer(answer, "Resp.credit_package"),
        answer=reading.whole(answer),
    )


ENDPOINT: Final[CallEndpoint[Request, Result]] = CallEndpoint(
    name="pixverse/balance",
    protocol=CALLS,
    servers=("global", "china"),
    validate=validate,
    read=result,
    operation=Operation(method="GET", path="/openapi/v2/account/balance", fresh=("Ai-trace-id",)),
    repeatable=True,
    empty=Request(),
)
