"""Ask the other way round: which endpoint and model can do this, by what request, at what price.

Nothing is listed without a request that asks for all of it and that the endpoint's own validator lets pass. Sends
nothing.
"""

import itertools
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from importlib import import_module
from typing import Final

from callsheet_runtime.changes import Change, applied
from callsheet_runtime.mending import mend
from callsheet_runtime.pricing import Estimate, Tariff, estimate
from callsheet_runtime.problems import LEAVE_OUT, Problem, Scalar
from callsheet_runtime.space import ABSENT, By, Capability, Space, look, places

INPUTS: Final = ("image", "video")
"""What a video can be made of, besides words."""

VALUED: Final = ("duration", "resolution", "ratio")
"""What has a value."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """An endpoint and a model that can do what was asked, shown by a request."""

    endpoint: str
    """`provider/endpoint`."""
    model: str | None
    """`None` where the endpoint is for one model alone, and requests name none."""
    request: object
    """A request document that asks for it. Texts, addresses and ids in it are those of a page's example."""
    price: Estimate
    """What this request costs; what was not asked for is as the example has it."""
    duration: float | None
    """Seconds that the request asks for; `None` where it does not say."""
    resolution: str | None
    ratio: str | None
    audio: bool | None
    """Whether the video has sound."""
    inputs: tuple[str, ...]
    """What it is made of besides words: `image`, `video`, with the way where it is always so."""
    warnings: tuple[Problem, ...]
    """What is said of the request and does not keep it from being accepted."""

    def as_json(self) -> dict[str, object]:
        """Say it in plain JSON."""
        price = self.price
        return {
            "endpoint": self.endpoint,
            "model": self.model,
            "duration": self.duration,
            "resolution": self.resolution,
            "ratio": self.ratio,
            "audio": self.audio,
            "inputs": list(self.inputs),
            "price": price.as_json(),
            "warnings": [one.as_json() for one in self.warnings],
            "request": self.request,
        }


Asked = Mapping[str, Scalar]
"""What is asked for, by the names of capabilities."""


@dataclass(frozen=True, slots=True)
class _Wish:
    """What is asked for, and whether a warning about it is put up with."""

    of: Asked
    doubtful: bool


class Finder:
    """Finds what can do something, among the endpoints of a catalog. Loads only what it looks at.

    Args:
        package: the package with the providers' packages in it.
        endpoints: package, module, purpose and kind of every endpoint, by `provider/endpoint`.

    """

    def __init__(self, package: str, endpoints: Mapping[str, tuple[str, str, str, str]]) -> None:
        self._package = package
        self._endpoints = endpoints

    def __call__(  # noqa: PLR0913 -- one for each thing that people look for
        self,
        *,
        duration: float | None = None,
        resolution: str | None = None,
        ratio: str | None = None,
        audio: bool | None = None,
        image: bool | None = None,
        video: bool | None = None,
        model: str | None = None,
        endpoint: str | None = None,
        server: str | None = None,
        doubtful: bool = False,
    ) -> list[Found]:
        """List every endpoint and model that can do all of this; what is left `None` does not matter.

        Args:
            duration: seconds.
            resolution: such as `1080p`; `1080P` and `1080` are the same.
            ratio: width to height, such as `16:9`.
            audio: with sound, or without.
            image: made of an image, or of none.
            video: made of a video, or of none.
            model: only models with this in their name.
            endpoint: only endpoints with this in their name, such as a provider's.
            server: the server whose prices count; by default each endpoint's usual one.
            doubtful: list what is accepted with a warning about the very thing that is asked, too: something else may
                be done, or the pages do not agree.

        """
        every = {
            "duration": duration,
            "resolution": resolution,
            "ratio": ratio,
            "audio": audio,
            "image": image,
            "video": video,
        }
        asked = _Wish({name: value for name, value in every.items() if value is not None}, doubtful=doubtful)
        return [
            found
            for name, (folder, module, _, kind) in self._endpoints.items()
            if kind == "task" and (endpoint or "") in name
            for found in self._in(f"{self._package}.{folder}", module, asked, model or "", server)
        ]

    def _in(self, package: str, module: str, asked: "_Wish", model: str, server: str | None) -> Iterator[Found]:
        space: Space = import_module(f"{package}.spaces.{module}").SPACE
        if not _may(space, asked.of):
            return
        offer = import_module(f"{package}.{module}").ENDPOINT
        tariffs: tuple[Tariff, ...] = offer.tariffs
        usual: str = next(iter(offer.servers), "")
        if server is not None and server not in offer.servers:
            return
        for name in _models(space):
            if model.casefold() in (name or space.name).casefold():
                shown = _shown(space, name, asked)
                if shown is not None:
                    yield _found(space, name, shown, estimate(tariffs, shown, server or usual))


def _models(space: Space) -> tuple[str | None, ...]:
    field = space.field(space.model) if space.model else None
    return tuple(str(one) for one in field.listed()) if field else (None,)


def _may(space: Space, asked: Asked) -> bool:
    """Tell whether an endpoint can be asked for this at all, whatever the rules say."""
    for name, value in asked.items():
        capability = space.capabilities.get(name)
        if capability is None or not _has(capability, value):
            return False
    return True


def _has(capability: Capability, value: Scalar) -> bool:
    if value is False:
        return not capability.always
    if capability.none:
        return False
    return bool(capability.always) or any(_values(one, value) for one in capability.by)


def _values(by: By, value: Scalar) -> tuple[Scalar, ...]:
    """List the values of a field that mean what is asked; a text, where anything given will do."""
    if by.words is None:
        return (int(value),) if isinstance(value, float) and value.is_integer() else (value,)
    wanted = _plain(value)
    return next((values for word, values in by.words.items() if _plain(word) == wanted), ())


def _plain(word: Scalar) -> str:
    """Write `1080P`, `1080p` and 1080 alike, and 5.0 like 5."""
    if isinstance(word, float) and word.is_integer():
        word = int(word)
    text = str(word).casefold()
    return text[:-1] if text.endswith("p") and text[:-1].isdecimal() else text


def _shown(space: Space, model: str | None, asked: _Wish) -> object | None:
    """Find a request that asks for all of it and is let through, without a warning if there is one."""
    warned: object | None = None
    for start in sorted(space.starts, key=lambda one: look(one, space.model) != model if space.model else False):
        for changes in _ways(space, model, asked.of):
            body = applied(start, [one for one in changes if _changes(start, one)])
            pinned = [one.at for one in changes]
            mended = mend(space, body, strict=True, pinned=pinned)
            if mended.legal and _gives(space, mended.body, asked.of):
                if not mended.left:
                    return mended.body
                if asked.doubtful or not any(one.at in pinned for one in mended.left):
                    warned = warned or mended.body
    return warned


def _changes(body: object, change: Change) -> bool:
    return change.value is not LEAVE_OUT or look(body, change.at) is not ABSENT


def _ways(space: Space, model: str | None, asked: Asked) -> Iterator[tuple[Change, ...]]:
    """List the ways to ask for it: one value for each field, which may answer to two questions at once."""
    choices: list[list[tuple[tuple[str, tuple[Scalar, ...]], ...]]] = []
    for name, value in asked.items():
        capability = space.capabilities[name]
        if name not in INPUTS and capability.by:
            fitting = tuple((one.at, _values(one, value)) for one in capability.by if _values(one, value))
            # One field is enough to ask for something, and none of them may where it is not wanted.
            choices.append([fitting] if value is False else [(one,) for one in fitting])
    for way in itertools.product(*choices):
        fields: dict[str, list[Scalar]] = {space.model: [model]} if model is not None else {}
        for at, values in itertools.chain.from_iterable(way):
            fields[at] = [one for one in fields.get(at, values) if one in values]
        for combination in itertools.product(*fields.values()):
            yield tuple(_setting(space, at, value) for at, value in zip(fields, combination, strict=True))


def _setting(space: Space, at: str, value: Scalar) -> Change:
    """Set a field; what the provider does by itself is asked for by leaving it out."""
    field = space.field(at)
    by_itself = field is not None and not field.required and field.default is value and value is False
    return Change(at, LEAVE_OUT if by_itself else value)


def _gives(space: Space, body: object, asked: Asked) -> bool:
    """Tell whether a request gives what it is to be made of, and nothing that it is not to be made of."""
    for name in INPUTS:
        if name in asked:
            capability = space.capabilities[name]
            given = bool(capability.always) or any(_is_given(one, body) for one in capability.by)
            if given is not asked[name]:
                return False
    return True


def _is_given(by: By, body: object) -> bool:
    found = [look(body, at) for at in places(body, by.at)]
    return any(one is not ABSENT and one not in (None, []) and (not by.gives or one in by.gives) for one in found)


def _found(space: Space, model: str | None, body: object, price: Estimate) -> Found:
    duration = _asks(space, "duration", body)
    return Found(
        endpoint=space.name,
        model=model,
        request=body,
        price=price,
        # Nought is how some say: as long as it comes.
        duration=float(duration) if duration and float(duration) > 0 else None,
        resolution=_asks(space, "resolution", body),
        ratio=_asks(space, "ratio", body),
        audio=_sounds(space, body),
        inputs=tuple(_inputs(space, body)),
        warnings=tuple(space.validate(body)),
    )


def _asks(space: Space, name: str, body: object) -> str | None:
    """Read from a request what it asks for, in the provider's word; where it is silent, what the provider takes."""
    for by in space.capabilities[name].by:
        field, value = space.field(by.at), look(body, by.at)
        value = field.default if value is ABSENT and field is not None else value
        if isinstance(value, (str, int, float)):
            words = by.words or {}
            return next((word for word, values in words.items() if value in values), None if words else str(value))
    return None


def _sounds(space: Space, body: object) -> bool | None:
    capability = space.capabilities["audio"]
    if capability.always:
        return True
    if capability.none:
        return None
    return any(_asked_by(one, body, lambda word: word == "true") for one in capability.by)


def _asked_by(by: By, body: object, means: Callable[[str], bool]) -> bool:
    value = look(body, by.at)
    return any(value in values and means(word) for word, values in (by.words or {}).items())


def _inputs(space: Space, body: object) -> Iterator[str]:
    for name in INPUTS:
        capability = space.capabilities[name]
        if capability.always:
            yield f"{name}: {capability.always}"
        elif any(_is_given(one, body) for one in capability.by):
            yield name
