"""Takes what providers send about tasks: is it theirs, is it news, what does it mean.

`Receiver` is handed headers and a body by whatever web server there is, and says what to answer. `WebhookApp` is an
ASGI application around one, which reads each task again and tells how it ended.

CallsheetError
  x DeliveryRefused       not taken; `http_status` is the answer to give
    x BadSignature        nothing shows that the provider sent this, or that it did so just now
    x UnreadableEvent     signed or not, it tells about no task

Names are loaded when first asked for: a client names its event, and most programs receive none.
"""

from callsheet_runtime.lazily import naming

TYPE_CHECKING = False
if TYPE_CHECKING:
    from callsheet_runtime.webhooks.arrivals import Arrival
    from callsheet_runtime.webhooks.asgi import WebhookApp
    from callsheet_runtime.webhooks.events import Event, Notice
    from callsheet_runtime.webhooks.receiving import Delivery, Receiver
    from callsheet_runtime.webhooks.refusals import BadSignature, DeliveryRefused, UnreadableEvent
    from callsheet_runtime.webhooks.seen import MemorySeen, Seen, Verdict, judge
    from callsheet_runtime.webhooks.signing import Signature
    from callsheet_runtime.webhooks.tokens import SecretUrl, TokenFilter, new_token, url_for

__all__ = [
    "Arrival",
    "BadSignature",
    "Delivery",
    "DeliveryRefused",
    "Event",
    "MemorySeen",
    "Notice",
    "Receiver",
    "SecretUrl",
    "Seen",
    "Signature",
    "TokenFilter",
    "UnreadableEvent",
    "Verdict",
    "WebhookApp",
    "judge",
    "new_token",
    "url_for",
]

_HOMES = {
    "Arrival": "arrivals",
    "BadSignature": "refusals",
    "Delivery": "receiving",
    "DeliveryRefused": "refusals",
    "Event": "events",
    "MemorySeen": "seen",
    "Notice": "events",
    "Receiver": "receiving",
    "SecretUrl": "tokens",
    "Seen": "seen",
    "Signature": "signing",
    "TokenFilter": "tokens",
    "UnreadableEvent": "refusals",
    "Verdict": "seen",
    "WebhookApp": "asgi",
    "judge": "seen",
    "new_token": "tokens",
    "url_for": "tokens",
}
"""Which module each name lives in."""

__getattr__, __dir__ = naming(__name__, _HOMES)
