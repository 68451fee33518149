"""Kills a worker at every step of making a clip, lets it start again, and prints what came of it, as JSON.

Arguments: a folder; `few` or `all` kills; and the address of a PostgreSQL server where one is to be used.
"""

import json
import os
import sys
from pathlib import Path

import psycopg

from durable.house import Kill, Plant, billed

KILLS: dict[str, Kill] = {
    "none": None,
    "sending, not sent": ("after", 2),
    "at the provider": ("within", 1),
    "written, no checkpoint": ("after", 4),
    "saving": ("saving", 1),
    # Those above are in every run of the tests.
    "before it was planned": ("before", 1),
    "planned": ("after", 1),
    "answered, not written": ("after", 3),
    "checkpoint, waiting": ("before", 5),
    "seen once": ("after", 5),
    "saved, no checkpoint": ("saving", 2),
}
FEW = 5


def plants(folder: Path, names: list[str], server: str | None) -> dict[str, Plant]:
    """Lay out a place for each kill."""
    found: dict[str, Plant] = {}
    for number, name in enumerate(names):
        own = folder / str(number)
        own.mkdir()
        if server is None:
            found[name] = Plant(own, f"sqlite:///{own}/dbos.sqlite", str(own / "jobs.db"))
        else:
            url = database(server, f"kill_{number}")
            found[name] = Plant(own, url, url)
    return found


def database(server: str, name: str) -> str:
    """Make an empty database, and give its address."""
    with psycopg.connect(server, autocommit=True) as connection:
        connection.execute(f"CREATE DATABASE {name}".encode())
    return server.replace("/postgres?", f"/{name}?")


def main(folder: str, which: str, server: str | None = None) -> None:
    """Kill, start again, settle; all kills at the same time."""
    kills = dict(list(KILLS.items())[: FEW if which == "few" else None])
    killed = plants(Path(folder), [*kills, "twins"], server)
    twins = killed.pop("twins")
    # One hangs at the provider; another of the same name, by which its workflow is taken for abandoned, comes later.
    hanging = twins.worker("a", slow=4.0)
    workers = {name: plant.worker("a", kill=kills[name]) for name, plant in killed.items()}
    told: dict[str, dict[str, object]] = {name: {"code": code(worker)} for name, worker in workers.items()}
    second = twins.worker("a")
    for settle in (False, True):
        left = [name for name in killed if not settle or told[name]["again"] == {"a": "OutcomeUnknown"}]
        again = {name: killed[name].worker("a", settle=settle) for name in left}
        for name in left:
            place = killed[name].folder
            assert code(again[name]) == 0, (place / "told-one").read_text()
            told[name]["settled" if settle else "again"] = json.loads((place / "told-one").read_text())
            told[name]["billed when settled" if settle else "billed"] = len(billed(place / "billed"))
    for name, plant in killed.items():
        told[name]["saved"] = (plant.folder / "a.mp4").is_file()
        with plant.open_journal() as journal:
            told[name]["states"] = [job.state.value for job in journal.jobs()]
    told["twins"] = {"codes": [code(hanging), code(second)], "billed": len(billed(twins.folder / "billed"))}
    print(json.dumps(told))  # noqa: T201 -- the test reads it


def code(worker: int) -> int:
    """Wait for a worker; a signal counts as less than 0."""
    return os.waitstatus_to_exitcode(os.waitpid(worker, 0)[1])


if __name__ == "__main__":
    main(*sys.argv[1:])
