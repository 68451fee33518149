"""Takes what providers send about tasks: is it theirs, is it news, what does it mean.

`Receiver` is handed headers and a body by whatever web server there is, and says what to answer.

CallsheetError
  x DeliveryRefused       not taken; `http_status` is the answer to give
    x BadSignature        nothing shows that the provider sent this, or that it did so just now
    x UnreadableEvent     signed or not, it tells about no task

Names are loaded when first asked for: a client names its event, and most programs receive none.
"""

TYPE_CHECKING = False
if TYPE_CHECKING:
    from callsheet_runtime.webhooks.events import Event, Notice
    from callsheet_runtime.webhooks.receiving import Delivery, Receiver
    from callsheet_runtime.webhooks.refusals import BadSignature, DeliveryRefused, UnreadableEvent
    from callsheet_runtime.webhooks.seen import MemorySeen, Seen, Verdict, judge
    from callsheet_runtime.webhooks.signing import Signature

__all__ = [
    "BadSignature",
    "Delivery",
    "DeliveryRefused",
    "Event",
    "MemorySeen",
    "Notice",
    "Receiver",
    "Seen",
    "Signature",
    "UnreadableEvent",
    "Verdict",
    "judge",
]

_HOMES = {
    "BadSignature": "refusals",
    "Delivery": "receiving",
    "DeliveryRefused": "refusals",
    "Event": "events",
    "MemorySeen": "seen",
    "Notice": "events",
    "Receiver": "receiving",
    "Seen": "seen",
    "Signature": "signing",
    "UnreadableEvent": "refusals",
    "Verdict": "seen",
    "judge": "seen",
}
"""Which module each name lives in."""


def __getattr__(name: str) -> object:
    home = _HOMES.get(name)
    if home is None:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from importlib import import_module  # noqa: PLC0415 -- who imports a module of this package directly needs no more

    value: object = getattr(import_module(f"{__name__}.{home}"), name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
