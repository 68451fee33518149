"""Use a cassette: `with cassette("clip.yaml"):` answers httpx's calls from it, or records it where it is not there."""

from collections.abc import Callable, Generator, Iterable, Mapping
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from datetime import datetime
from functools import cache, partial
from pathlib import Path
from typing import Literal
from unittest.mock import patch

import httpx

from callsheet.model.endpoint import Catalog
from callsheet.resolve import find_specs, load
from callsheet_contracts.cassettes.errors import NothingRecorded, Unplayed
from callsheet_contracts.cassettes.playing import usual_law
from callsheet_contracts.cassettes.scrubbing import Scrubber
from callsheet_contracts.cassettes.taping import Playback, Take
from callsheet_contracts.cassettes.transports import PlaybackTransport, TakeTransport, kept, kept_awaiting
from callsheet_contracts.clocks import AsyncSteppingClock, SteppingClock
from callsheet_contracts.conformance.law import Law
from callsheet_contracts.recordings import Exchange
from callsheet_contracts.simulator.clock import ManualClock
from callsheet_runtime.clock import AsyncClock, Clock

Mode = Literal["none", "once", "rewrite"]
"""`none`: only replay. `once`: replay where the file is there, else record. `rewrite`: record anew.

There is none that adds to a cassette: of a task that is polled, half would be from one life and half from another.
"""


@dataclass(frozen=True, slots=True)
class Cassette:
    """A cassette in use."""

    path: Path
    playback: Playback | None
    take: Take | None
    transport: PlaybackTransport | TakeTransport
    """For `httpx.Client(transport=…)` and `httpx.AsyncClient(transport=…)`."""
    clock: Clock
    """For an emitted client, so that it waits while recording, and never on replay."""
    async_clock: AsyncClock
    """The same for one that awaits."""

    @property
    def recording(self) -> bool:
        """Whether calls are sent and kept, and not answered from the file."""
        return self.take is not None

    @property
    def exchanges(self) -> tuple[Exchange, ...]:
        """What it holds: all that can be played, or all that was kept so far."""
        if self.take is not None:
            return self.take.exchanges
        return self.playback.player.recording.exchanges if self.playback else ()

    @property
    def unplayed(self) -> tuple[Exchange, ...]:
        """The recorded calls that nobody has made; none while recording."""
        return self.playback.player.unplayed if self.playback else ()


@contextmanager
def cassette(  # noqa: PLR0913 -- each is a keyword with a default of its own
    path: str | Path,
    *,
    mode: Mode = "once",
    patching: bool = True,
    all_played: bool = False,
    catalog: Catalog | None = None,
    metadata: Mapping[str, object] | None = None,
    secrets: Iterable[str] = (),
    through: httpx.BaseTransport | httpx.AsyncBaseTransport | None = None,
    clock: Callable[[], datetime] | None = None,
) -> Generator[Cassette]:
    """Answer calls from a cassette, or record them.

    While it is open, all of httpx's own transports lead into it, blocking and awaiting. With `patching=False` none
    does, and the cassette's `transport` is for a client to be given.

    A recording is written when the block ends well. If it does not, what was kept so far is written beside it, as
    `<name>.partial.yaml`: it may have been paid for. Whatever goes wrong, nothing stays patched.

    Args:
        path: The file. Recordings of any layout that `callsheet verify` reads can be replayed; YAML is written.
        mode: See `Mode`.
        patching: Whether all of httpx is led into it.
        all_played: Whether it is an error if a recorded call was not made when the block ends well.
        catalog: The specs that tell ends of tasks and secrets; those found from here if left out.
        metadata: What a recording is to say of itself, such as its origin.
        secrets: Values that must not be in a recording, wherever they stand. Keys of known providers are found.
        through: What calls are sent through while recording, if nothing is patched; httpx's own if left out.
        clock: Tells when calls are sent; the real time if left out.

    Raises:
        NoCassette: the mode is `none`, and there is no file.
        Unreadable: it is no recording.
        NotRecorded, PlayedOut: from a call that the cassette cannot answer.
        Unplayed: `all_played`, and there is a recorded call that was not made.
        NothingRecorded: no call came by; nothing is written.
        HoldsSecret: what was recorded is not written, as a secret would be in it.
        ValueError: there is no such mode, or a secret is too short to be looked for.

    """
    file = Path(path)
    if mode not in {"none", "once", "rewrite"}:
        raise ValueError(f"there is no mode {mode!r}: there are none, once and rewrite")
    law = usual_law if catalog is None else cache(partial(Law, catalog))
    if mode == "none" or (mode == "once" and file.exists()):
        playback = Playback(file, law)
        stage = ManualClock()
        clocks = SteppingClock(stage), AsyncSteppingClock(stage)
        used = Cassette(file, playback, None, PlaybackTransport(playback), *clocks)
        with ExitStack() as patches:
            _lead_into(used, patches, patching=patching)
            yield used
        if all_played and used.unplayed:
            raise Unplayed(str(file), [f"#{one.index} {one.request.method} {one.request.url}" for one in used.unplayed])
        return
    take = Take(Scrubber(_catalog(catalog), secrets), clock)
    used = Cassette(file, None, take, TakeTransport(take, through), Clock(), AsyncClock())
    said = dict(metadata or {"origin": "recorded"})
    try:
        # Whatever becomes of the file, nothing is patched by then.
        with ExitStack() as patches:
            _lead_into(used, patches, patching=patching)
            yield used
    except BaseException as error:
        if take.exchanges:
            beside = file.with_name(f"{file.stem}.partial.yaml")
            take.save(beside, said)
            error.add_note(f"what was recorded by then is in {beside}")
        raise
    if not take.exchanges:
        raise NothingRecorded(file)
    take.save(file, said)


def _catalog(given: Catalog | None) -> Catalog:
    return load(find_specs()).compile() if given is None else given


def _lead_into(used: Cassette, patches: ExitStack, *, patching: bool) -> None:
    """Lead httpx's own transports into a cassette, until the patches are undone."""
    if not patching:
        return
    blocking, awaiting = httpx.HTTPTransport.handle_request, httpx.AsyncHTTPTransport.handle_async_request
    take = used.take

    def handle(own: httpx.HTTPTransport, request: httpx.Request) -> httpx.Response:
        if take is None:
            return used.transport.handle_request(request)
        body, when = request.read(), take.begin()
        return kept(take, request, body, blocking(own, request), when)

    async def handle_async(own: httpx.AsyncHTTPTransport, request: httpx.Request) -> httpx.Response:
        if take is None:
            return await used.transport.handle_async_request(request)
        body, when = await request.aread(), take.begin()
        return await kept_awaiting(take, request, body, await awaiting(own, request), when)

    patches.enter_context(patch.object(httpx.HTTPTransport, "handle_request", handle))
    patches.enter_context(patch.object(httpx.AsyncHTTPTransport, "handle_async_request", handle_async))
