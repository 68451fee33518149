"""Gather what recordings and test runs have shown, count it, and join the counts of several processes."""

import json
from collections.abc import Callable, Iterable
from threading import Lock
from typing import Final, Protocol, Self, TypeVar, cast

from callsheet.model.endpoint import Catalog
from callsheet.model.judge import Finding
from callsheet_contracts.conformance.law import Law
from callsheet_contracts.conformance.observations import Observation
from callsheet_contracts.conformance.observing import Observer
from callsheet_contracts.coverage.goals import Credit, Kind, Side, fingerprint, sections
from callsheet_contracts.coverage.listener import Listener, Shown
from callsheet_contracts.recordings import Exchange, Recording
from callsheet_runtime.problems import Level

FORMAT: Final = "callsheet-coverage"
VERSION: Final = 1
Counts = dict[str, dict[Credit, int]]
"""By section, how often which side of which goal was seen."""


class CannotMergeError(Exception):
    """Counts that are no coverage, of another version, or of other specs; the message says which and what to do."""


class _Rule(Protocol):
    @property
    def name(self) -> str: ...


class Problem(Protocol):
    """What emitted validators answer with."""

    @property
    def at(self) -> str:
        """Where."""
        ...

    @property
    def rule(self) -> _Rule:
        """Which rule is broken."""
        ...

    @property
    def level(self) -> Level:
        """How bad it is."""
        ...


P = TypeVar("P", bound=Problem)


class Collector:
    """What was seen so far. Safe to use from many threads.

    What a provider answered and what a validator alone said are counted apart: only the former shows what is accepted.
    """

    def __init__(self, catalog: Catalog) -> None:
        self.catalog = catalog
        self._law = Law(catalog)
        self._live = Observer(self._law)
        self._listener = Listener(self._law)
        self._lock = Lock()
        self.answered: Counts = {}
        """What answers have shown."""
        self.validated: Counts = {}
        """What validators have shown."""
        self.exchanges = 0
        """How many calls of known providers were looked at."""

    def add(self, *sources: Recording | Iterable[Exchange]) -> None:
        """Take recordings in, each with tasks of its own."""
        for source in sources:
            observer = Observer(self._law)
            for exchange in source.exchanges if isinstance(source, Recording) else source:
                self._take(observer, exchange)

    def take(self, exchange: Exchange) -> None:
        """Take one exchange in, of a run that is going on: tasks are remembered from one to the next."""
        self._take(self._live, exchange)

    def event(self, provider: str, body: object) -> None:
        """Take in what a provider has sent by itself, and somebody received."""
        for one in self.catalog.providers:
            for webhook in one.webhooks if one.name == provider else ():
                self._count(self.answered, self._listener.event(one, webhook, body))

    def validation(self, endpoint: str, document: object, problems: Iterable[Problem]) -> None:
        """Take in what a validator has said of a request for `provider/endpoint`.

        Raises:
            KeyError: there is no such endpoint.

        """
        found = self.catalog.find(endpoint)
        if found is None:
            raise KeyError(endpoint)
        broken = tuple(Finding(one.at, one.rule.name, one.level) for one in problems)
        accepted = all(one.level != "error" for one in broken)
        self._count(self.validated, self._listener.asked(endpoint, found[1], document, broken, accepted=accepted))

    def watching(self, endpoint: str, validate: Callable[[object], list[P]]) -> Callable[[object], list[P]]:
        """Make a validator that says the same, and is listened to; nothing is paid for one that is not made so."""

        def watched(document: object) -> list[P]:
            problems = validate(document)
            self.validation(endpoint, document, problems)
            return problems

        return watched

    def merge(self, other: Self) -> None:
        """Add the counts of another collector.

        Raises:
            CannotMergeError: it counts goals of other specs.

        """
        self.merge_json(other.to_json(), "the other collector")

    def to_json(self) -> str:
        """Write the counts of all providers of which anything was seen. The same counts are the same text."""
        providers: dict[str, object] = {}
        for one in self.catalog.providers:
            answered, validated = (
                {label: found for label, found in sorted(counts.items()) if label.partition("/")[0] == one.name}
                for counts in (self.answered, self.validated)
            )
            if answered or validated:
                counts = {"answered": _written(answered), "validated": _written(validated)}
                providers[one.name] = {"specs": fingerprint(one), **counts}
        whole = {"format": FORMAT, "version": VERSION, "exchanges": self.exchanges, "providers": providers}
        return json.dumps(whole, indent=1, ensure_ascii=False) + "\n"

    @classmethod
    def from_json(cls, text: str, catalog: Catalog, *, name: str = "this") -> Self:
        """Read counts.

        Raises:
            CannotMergeError: these are none, or of other specs.

        """
        collector = cls(catalog)
        collector.merge_json(text, name)
        return collector

    def merge_json(self, text: str, name: str = "this") -> None:
        """Add counts that were written; `name` says in errors whose. Adds all of them or nothing.

        Raises:
            CannotMergeError: these are none, or of other specs.

        """
        known = {one.name: one for one in self.catalog.providers}
        read, exchanges = _read(text, name)
        for provider, (specs, _, _) in read.items():
            if provider not in known:
                raise CannotMergeError(f"{name} counts {provider}, of which there are no specs here; name their folder")
            if specs != fingerprint(known[provider]):
                words = "counts what other specs say than those here; run what it was made by once more"
                raise CannotMergeError(f"{name}: {provider}: it {words}")
        goals = {
            (section.label, goal.kind, goal.name, side)
            for provider in read
            for section in sections(known[provider])
            for goal in section.goals
            for side in goal.sides
        }
        parts = [part for _, *both in read.values() for part in both]
        for label, credit in ((label, one) for part in parts for label, counts in part.items() for one in counts):
            if (label, *credit) not in goals:
                raise CannotMergeError(f"{name}: {label} has no goal {credit[1]!r}; it was altered by hand")
        with self._lock:
            self.exchanges += exchanges
            for _, answered, validated in read.values():
                _add(self.answered, answered)
                _add(self.validated, validated)

    def _take(self, observer: Observer, exchange: Exchange) -> None:
        with self._lock:
            seen = observer.observe(exchange)
            self.exchanges += isinstance(seen, Observation)
        if isinstance(seen, Observation):
            self._count(self.answered, self._listener.shown(seen))

    def _count(self, counts: Counts, shown: Iterable[Shown]) -> None:
        # What one call shows twice, such as a value in two items, it shows once.
        once = set(shown)
        with self._lock:
            for label, credit in once:
                section = counts.setdefault(label, {})
                section[credit] = section.get(credit, 0) + 1


def _add(counts: Counts, more: Counts) -> None:
    for label, found in more.items():
        section = counts.setdefault(label, {})
        for credit, count in found.items():
            section[credit] = section.get(credit, 0) + count


def _written(counts: Counts) -> dict[str, dict[str, dict[str, dict[str, int]]]]:
    """Nest counts by section, kind, goal and side."""
    tree: dict[str, dict[str, dict[str, dict[str, int]]]] = {}
    for label, found in sorted(counts.items()):
        for (kind, name, side), count in sorted(found.items()):
            tree.setdefault(label, {}).setdefault(kind.value, {}).setdefault(name, {})[side.value] = count
    return tree


def _read(text: str, name: str) -> tuple[dict[str, tuple[str, Counts, Counts]], int]:
    try:
        whole = _object(cast("object", json.loads(text)))
        if whole.get("format") != FORMAT:
            raise CannotMergeError(f"{name} holds no coverage; `callsheet coverage --format json` writes it")
        if whole.get("version") != VERSION:
            words = f"is coverage of version {whole.get('version')}, and this callsheet reads version {VERSION}"
            raise CannotMergeError(f"{name} {words}; make it anew")
        providers = {
            provider: (str(found["specs"]), _counts(found["answered"]), _counts(found["validated"]))
            for provider, one in _object(whole["providers"]).items()
            for found in [_object(one)]
        }
        return providers, _number(whole["exchanges"])
    except (ValueError, KeyError, TypeError) as error:
        raise CannotMergeError(f"{name} cannot be read as coverage ({error}); make it anew") from error


def _counts(value: object) -> Counts:
    return {
        label: {
            (Kind(kind), goal, Side(side)): _number(count)
            for kind, goals in _object(kinds).items()
            for goal, sides in _object(goals).items()
            for side, count in _object(sides).items()
        }
        for label, kinds in _object(value).items()
    }


def _object(value: object) -> dict[str, object]:
    if not isinstance(value, dict):
        raise TypeError("an object is missing")
    return cast("dict[str, object]", value)


def _number(value: object) -> int:
    if not isinstance(value, int) or isinstance(value, bool) or value < 0:
        raise TypeError("a count is missing")
    return value
