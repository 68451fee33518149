"""What can go wrong with a cassette. None is an error of HTTP, so that no code under test hides it."""

from collections.abc import Sequence
from pathlib import Path

from callsheet_contracts.conformance.scanning import Leak


class CassetteError(Exception):
    """Something is wrong with a cassette, not with the call that met it."""


class NoCassette(CassetteError):  # noqa: N818 -- named after what is the case
    """There is no file to replay."""

    def __init__(self, path: Path) -> None:
        super().__init__(f'{path} is not there; record it with mode="once", or mend the path')


class NotRecorded(CassetteError):  # noqa: N818
    """A call is made that the cassette does not have."""

    def __init__(self, file: str, call: str, nearest: str) -> None:
        advice = 'make the call that was recorded, or record anew with mode="rewrite"'
        super().__init__(f"{file} has no answer to {call}: {nearest}; {advice}")
        self.call = call
        self.nearest = nearest
        """The recorded call that is most like it, and what differs."""


class PlayedOut(CassetteError):  # noqa: N818
    """A call is made once more than it was recorded, and its last answer cannot stand for those that would follow."""

    def __init__(self, file: str, call: str, times: int, why: str) -> None:
        recorded = "once" if times == 1 else f"{times} times"
        super().__init__(f"{file} has {call} {recorded}, and all were played: {why}")
        self.call = call
        self.why = why


class Unplayed(CassetteError):  # noqa: N818
    """Calls were recorded, and the code under test does not make them any more."""

    def __init__(self, file: str, calls: Sequence[str]) -> None:
        words = f"of {file}, {len(calls)} recorded {'call was' if len(calls) == 1 else 'calls were'} not made"
        super().__init__(f"{words}: {'; '.join(calls)}")
        self.calls = tuple(calls)


class NothingRecorded(CassetteError):  # noqa: N818
    """No call came by while a cassette was recorded. Nothing was written."""

    def __init__(self, path: Path) -> None:
        words = f"{path} was not written, as no call was answered that could be kept"
        super().__init__(f"{words}; calls of httpx's own transports are, and of clients that were given `transport`")


class HoldsSecret(CassetteError):  # noqa: N818
    """A cassette would hold a secret. Nothing was written; a file that was there before is as it was."""

    def __init__(self, path: Path, leaks: Sequence[Leak]) -> None:
        words = f"{path} was not written, as a secret would be in it"
        advice = "declare where it stands under `secrets` in the provider's spec, or name its value"
        super().__init__(f"{words}: {'; '.join(map(str, leaks))}; {advice}")
        self.leaks = tuple(leaks)
