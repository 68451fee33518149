"""All cassettes of a catalog, as texts by path: each scenario of each endpoint, and why one is not there."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Final

from callsheet.model.endpoint import CallEndpoint, Catalog, Provider, TaskEndpoint
from callsheet_contracts.cassettes.documented import shown
from callsheet_contracts.cassettes.rehearsing import Rehearsal
from callsheet_contracts.cassettes.scenarios import Absent, Scenario, plan
from callsheet_contracts.cassettes.taping import proved
from callsheet_contracts.conformance.secrets import Secrets, declared
from callsheet_contracts.recordings import Exchange

INDEX: Final = "README.md"
COMMAND: Final = "callsheet cassettes"
Files = dict[str, str]


def shelf(catalog: Catalog) -> Files:
    """Make all cassettes, and a page that lists them.

    Raises:
        HoldsSecret: one would hold a secret.
        NotEmitted: an endpoint has no client yet.

    """
    files: Files = {}
    rows: list[str] = []
    reasons: dict[tuple[Scenario, str], list[str]] = {}
    secrets = declared(catalog)
    for provider in catalog.providers:
        maker = _Maker(catalog, provider, secrets)
        both: tuple[TaskEndpoint | CallEndpoint, ...] = (*provider.tasks, *provider.calls)
        for endpoint in both:
            name = f"{provider.name}/{endpoint.name}"
            made = dict(maker.cassettes(endpoint))
            files |= {path: text for path, text in made.items() if isinstance(text, str)}
            cells: list[str] = []
            for scenario in Scenario:
                here = [path for path, text in made.items() if isinstance(text, str) and _is_of(path, name, scenario)]
                absent = made.get(f"{name}/{scenario}.yaml")
                if isinstance(absent, Absent):
                    reasons.setdefault((scenario, absent.reason), []).append(name)
                cells.append(", ".join(f"[{_origin(path)}]({path})" for path in here) or "–")
            rows.append(f"| {name} | {' | '.join(cells)} |")
    files[INDEX] = _index(rows, reasons)
    return files


class _Maker:
    """Makes the cassettes of one provider."""

    def __init__(self, catalog: Catalog, provider: Provider, secrets: Secrets) -> None:
        self._provider, self._secrets = provider, secrets
        self._rehearsal = Rehearsal(catalog, provider)

    def cassettes(self, endpoint: TaskEndpoint | CallEndpoint) -> Iterator[tuple[str, str | Absent]]:
        """Make the cassettes of an endpoint, by path."""
        folder = f"{self._provider.name}/{endpoint.name}"
        for scenario in Scenario:
            path = f"{folder}/{scenario}.yaml"
            planned = plan(self._provider, endpoint, scenario)
            if isinstance(planned, Absent):
                yield path, planned
                continue
            take = self._rehearsal.with_simulator(planned, scenario)
            said = self._metadata(endpoint, scenario, "simulated")
            yield path, self._text(path, take.exchanges, said)
        for scenario, one in shown(self._provider, endpoint).items():
            path = f"{folder}/{scenario}.documented.yaml"
            take = self._rehearsal.with_answers(one.plan, one.answers)
            # No page tells when its samples were made.
            timeless = tuple(replace(exchange, when=None) for exchange in take.exchanges)
            said = self._metadata(endpoint, scenario, "documented")
            yield path, self._text(path, timeless, {**said, "examples": ", ".join(one.names)})

    def _metadata(self, endpoint: TaskEndpoint | CallEndpoint, scenario: Scenario, origin: str) -> dict[str, object]:
        return {
            "origin": origin,
            "provider": self._provider.name,
            "endpoint": endpoint.name,
            "scenario": str(scenario),
            "pages_read": max((one.read for one in endpoint.sources()), default=""),
            "made_by": COMMAND,
        }

    def _text(self, path: str, exchanges: tuple[Exchange, ...], metadata: dict[str, object]) -> str:
        return proved(Path(path), exchanges, metadata, self._secrets)


def _is_of(path: str, name: str, scenario: Scenario) -> bool:
    return path in {f"{name}/{scenario}.yaml", f"{name}/{scenario}.documented.yaml"}


def _origin(path: str) -> str:
    return "documented" if path.endswith(".documented.yaml") else "simulated"


ABOUT: Final = (
    "One for each scenario of each endpoint, in vcrpy's format. *simulated*: the emitted client was recorded with the "
    "simulator. *documented*: it was recorded with the very answers that the provider's pages show."
)


def _index(rows: list[str], reasons: dict[tuple[Scenario, str], list[str]]) -> str:
    absent = [f"- **{scenario}**: {reason}: {', '.join(names)}." for (scenario, reason), names in reasons.items()]
    return "\n".join(
        [
            "<!-- Written by callsheet. Change the specs, then `callsheet cassettes`. -->",
            "# Cassettes",
            "",
            ABOUT,
            "",
            f"| endpoint | {' | '.join(Scenario)} |",
            f"| --- | {' | '.join('---' for _ in Scenario)} |",
            *rows,
            "",
            "## What is not there, and why",
            "",
            *absent,
            "",
        ]
    )
