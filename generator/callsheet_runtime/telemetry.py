"""Spans of OpenTelemetry for what a client does: one call switches them on. Needs the extra `callsheet[otel]`.

What is written into them is decided in `spans`, which is loaded when it is asked for.
"""

from typing import TYPE_CHECKING

from callsheet_runtime.content import MissingExtra
from callsheet_runtime.observing import Hooks

if TYPE_CHECKING:
    # Not installed where nobody asks for it.
    from opentelemetry.trace import TracerProvider


def tracing(provider: "TracerProvider | None" = None) -> Hooks:
    """Make hooks that write spans: `Client(hooks=tracing())`; with hooks of your own, `tracing() + Hooks(…)`.

    A span for each `submit`, `wait`, `run`, `poll`, `download`, `cancel`, `list` and `call`, and below it one for each
    exchange with the provider. They hold neither a key, nor a prompt, nor anything else of a body or of an error's
    words.

    Args:
        provider: where spans go; by default what the process has set up for all.

    Raises:
        MissingExtra: the library opentelemetry-api is not installed.

    """
    try:
        from callsheet_runtime.spans import Spans  # noqa: PLC0415 -- see the top
    except ImportError as error:
        raise MissingExtra("opentelemetry-api", extra="otel", to="trace what a client does") from error
    spans = Spans(provider)
    return Hooks(
        on_begin=spans.begin,
        on_end=spans.end,
        on_response=spans.exchange,
        on_repeat=spans.repeat,
        on_status=spans.status,
    )
