# Written by callsheet from specs/tiny/clip.yaml. Change the spec, then `make generate`.
"""Generate a clip.

[page] API reference. Tiny.

With `client`, a `Tiny`; with an `AsyncTiny`, the last line awaits:

    from callsheet_clients.tiny import clip

    request = clip.Request(prompt="a cat", seconds=3, hd=True)
    result = client.clip.run(request)
"""

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, Literal, TypeVar

from callsheet_clients.tiny.protocol import PROTOCOL
from callsheet_clients.tiny.sources import PAGE
from callsheet_clients.tiny.validators.clip import validate
from callsheet_runtime import reading
from callsheet_runtime.pricing import Axis, Tariff
from callsheet_runtime.problems import Cite
from callsheet_runtime.protocol import Body, Endpoint
from callsheet_runtime.reading import Answer, given


@dataclass(frozen=True, slots=True, kw_only=True)
class Request:
    """What to ask for. A field left `None` is not sent, and the provider's default holds."""

    prompt: str
    """What it shows. 1 to 100 characters; a longer one is refused."""

    seconds: int | None = None
    """Its length in seconds. 1 to 9. Default: 5."""

    hd: bool | None = None
    """Twice the pixels."""

    def body(self) -> Body:
        """Build the JSON body."""
        return {"prompt": self.prompt, **given(options={**given(seconds=self.seconds, hd=self.hd)})}


if TYPE_CHECKING:
    Whole_or_none = TypeVar("Whole_or_none", int | None, None)
    Hd_False_value = Literal[False]
    Hd_False_or_none = TypeVar("Hd_False_or_none", Hd_False_value | None, None)
    Seconds_1_2_3_value = Literal[1, 2, 3]
    Seconds_1_2_3_or_none = TypeVar("Seconds_1_2_3_or_none", Seconds_1_2_3_value | None, None)

    def request(*, prompt: str, seconds: Whole_or_none = None, hd: Hd_False_or_none = None) -> Request:
        """Ask, with all that types can say of the values. More combinations: request_hd."""
        ...

    def request_hd(*, prompt: str, hd: Literal[True], seconds: Seconds_1_2_3_or_none = None) -> Request:
        """Ask, with all that types can say of the values, where hd is true."""
        ...
else:
    request = Request
    request_hd = Request


@dataclass(frozen=True, slots=True, kw_only=True)
class Result:
    """What a succeeded task holds. A field is `None` where the answer lacks it or has something else there."""

    url: str | None
    """Address of the clip."""

    answer: Answer
    """The whole answer, with whatever the provider added to it."""


def result(answer: object) -> Result:
    """Read the answer about a succeeded task."""
    return Result(
        url=reading.text(answer, "url"),
        answer=reading.whole(answer),
    )


CLIPS_PRICE = Tariff(
    name="clips",
    currency="USD",
    per="clip",
    of=None,
    by=(Axis(at="options.hd"),),
    rates={("false",): "0.10", ("true",): "0.25"},
    confidence="official",
    read="2026-11",
    cites=(Cite(PAGE, "0.10"),),
)


ENDPOINT: Final[Endpoint[Request, Result]] = Endpoint(
    name="tiny/clip",
    protocol=PROTOCOL,
    servers=("main",),
    validate=validate,
    read=result,
    tariffs=(CLIPS_PRICE,),
    result="url",
)
