"""What a generated client shows of each plain call, blocking and awaitable. Knows nothing of tasks."""

from collections.abc import AsyncIterator, Iterator, Mapping
from dataclasses import dataclass, is_dataclass, replace
from typing import TYPE_CHECKING, Any, Generic, Protocol, cast, runtime_checkable

from callsheet_runtime import flows
from callsheet_runtime.activities import observed, observed_awaiting
from callsheet_runtime.clients import AsyncClient, Client
from callsheet_runtime.errors import NotSupported, RequestRefused
from callsheet_runtime.pricing import Estimate, estimate
from callsheet_runtime.problems import Problem
from callsheet_runtime.protocol import CallEndpoint, Paging, Q, R
from callsheet_runtime.reading import integer

if TYPE_CHECKING:
    # Loaded where something is uploaded, which few programs do.
    from callsheet_runtime.media import Upload


@runtime_checkable
class Uploading(Protocol):
    """A typed request that brings files along."""

    def files(self) -> "Mapping[str, Upload]":
        """Give the files, by their fields on the wire."""
        ...


@dataclass(frozen=True, slots=True, repr=False)
class Calls(Generic[Q, R]):
    """One plain call, blocking."""

    client: Client
    endpoint: CallEndpoint[Q, R]

    def validate(self, request: Q | None = None) -> list[Problem]:
        """Name every problem the documentation has with a request, its files included. Sends nothing."""
        return _problems(self.endpoint, _filled(self.endpoint, request))

    def estimate(self, request: Q | None = None) -> Estimate:
        """Reckon what a call costs, from documented rates. Sends nothing; an unknown price is said to be unknown."""
        body = _filled(self.endpoint, request).body()
        return estimate(self.endpoint.tariffs, body, self.client.region(self.endpoint))

    @observed
    def call(self, request: Q | None = None) -> R:
        """Check a request and its files, make the call, read its answer.

        Raises:
            RequestRefused: the documentation says no, or a file is not what it says; nothing was sent.
            NotSent: no connection could be made.
            ProviderError: the provider says no.
            CallFailed: no readable answer came.
            OutcomeUnknown: no readable answer came, and the call may be charged.

        """
        filled = _filled(self.endpoint, request)
        uploads = _checked(self.endpoint, filled)
        context = self.client.context(self.endpoint)
        return self.client.drive(flows.call(self.endpoint, filled, context, uploads))

    def pages(self, request: Q | None = None) -> Iterator[R]:
        """Make the call page by page, from the page that the request names, until the provider has no more.

        Raises:
            NotSupported: the answer does not come in pages. Besides, everything that `call` raises.

        """
        pages = _Pages(self.endpoint, _filled(self.endpoint, request))
        while not pages.done:
            yield pages.came(self.call(pages.request))

    def __repr__(self) -> str:
        return f"Calls({self.endpoint.name!r}, {self.client!r})"


@dataclass(frozen=True, slots=True, repr=False)
class AsyncCalls(Generic[Q, R]):
    """One plain call, awaiting. Each method is that of `Calls`; see there."""

    client: AsyncClient
    endpoint: CallEndpoint[Q, R]

    def validate(self, request: Q | None = None) -> list[Problem]:
        """Name every problem the documentation has with a request, its files included. Sends nothing."""
        return _problems(self.endpoint, _filled(self.endpoint, request))

    def estimate(self, request: Q | None = None) -> Estimate:
        """Reckon what a call costs, from documented rates. Sends nothing; an unknown price is said to be unknown."""
        body = _filled(self.endpoint, request).body()
        return estimate(self.endpoint.tariffs, body, self.client.region(self.endpoint))

    @observed_awaiting
    async def call(self, request: Q | None = None) -> R:
        """Check a request and its files, make the call, read its answer."""
        filled = _filled(self.endpoint, request)
        uploads = _checked(self.endpoint, filled)
        context = self.client.context(self.endpoint)
        return await self.client.drive(flows.call(self.endpoint, filled, context, uploads))

    async def pages(self, request: Q | None = None) -> AsyncIterator[R]:
        """Make the call page by page, until the provider has no more."""
        pages = _Pages(self.endpoint, _filled(self.endpoint, request))
        while not pages.done:
            yield pages.came(await self.call(pages.request))

    def __repr__(self) -> str:
        return f"AsyncCalls({self.endpoint.name!r}, {self.client!r})"


def _filled(endpoint: CallEndpoint[Q, R], request: Q | None) -> Q:
    """Take the request, or the one without any field."""
    if request is not None:
        return request
    if endpoint.empty is None:
        raise TypeError(f"{endpoint.name} needs a request: some of its fields are required")
    return endpoint.empty


def _problems(endpoint: CallEndpoint[Q, R], request: Q) -> list[Problem]:
    problems = endpoint.validate(request.body())
    if not endpoint.files:
        return problems
    from callsheet_runtime.media import preflight  # noqa: PLC0415 -- slow to load, and few endpoints take files

    uploads = _uploads(request)
    for field in endpoint.files:
        upload = uploads.get(field.at.rpartition("/")[2])
        problems += preflight(field, upload) if upload else []
    return problems


def _checked(endpoint: CallEndpoint[Q, R], request: Q) -> "Mapping[str, Upload]":
    """Look at the files before a byte is sent."""
    problems = _problems(endpoint, request)
    if any(one.level == "error" for one in problems):
        raise RequestRefused(endpoint.name, problems)
    return _uploads(request)


def _uploads(request: object) -> "Mapping[str, Upload]":
    return request.files() if isinstance(request, Uploading) else {}


class _Pages(Generic[Q, R]):
    """Which page is next, and whether there is one."""

    def __init__(self, endpoint: CallEndpoint[Q, R], request: Q) -> None:
        if endpoint.paging is None or not is_dataclass(request):
            raise NotSupported(endpoint.conventions.provider, f"ask for pages of {endpoint.name}")
        self._paging: Paging = endpoint.paging
        named: object = getattr(request, self._paging.page)
        self._number: int = named if isinstance(named, int) else self._paging.first
        self._seen: int = 0
        self.request: Q = request
        self.done: bool = False
        self._turn_to(self._number)

    def came(self, result: R) -> R:
        """Take note of a page, and turn to the next."""
        rows = cast("tuple[object, ...]", getattr(result, self._paging.rows))
        answer: object = getattr(result, "answer", None)
        total = integer(answer, self._paging.total) if self._paging.total else None
        self._seen += len(rows)
        self.done = not rows or (total is not None and self._seen >= total)
        self._turn_to(self._number + 1)
        return result

    def _turn_to(self, number: int) -> None:
        self._number = number
        self.request = cast("Q", replace(cast("Any", self.request), **{self._paging.page: number}))
