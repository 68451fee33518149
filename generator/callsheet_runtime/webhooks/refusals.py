"""Why what a provider seems to have sent is not taken. Knows no web server; the tree is drawn in the package."""

# ruff: noqa: N818 -- as in `errors`: an error is named after what happened
from callsheet_runtime.errors import CallsheetError


class DeliveryRefused(CallsheetError):
    """What came is not taken. Nothing is noted, and no task is touched by it: a poll still tells."""

    repeatable = False
    http_status: int = 400  # pyright: ignore[reportIncompatibleVariableOverride] -- here it is always there
    """What to answer the sender with."""

    def __init__(self, event: str, why: str) -> None:
        super().__init__(f"{event}: {why}")
        self.event = event
        """Name of the webhook endpoint."""
        self.why = why


class BadSignature(DeliveryRefused):
    """The signature is missing, wrong, too old or from the future."""

    http_status = 401


class UnreadableEvent(DeliveryRefused):
    """The body is no JSON object, tells no task's id, or is larger or deeper than any that tells about a task."""
