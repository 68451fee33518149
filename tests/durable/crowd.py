"""Three workers make clips together, two of them are killed and start again; prints what came of it, as JSON.

Arguments: a folder, and the address of a PostgreSQL server.
"""

import json
import os
import sys
from pathlib import Path

from durable.house import Kill, Plant, lines
from durable.kills import code, database

CLIPS = 60
"""How many; each worker asks for all of them, and stays until they are made."""
RUNNING = 6
DOOMS: dict[str, Kill] = {"one": None, "two": ("within", 3), "three": ("after", 25)}


def main(folder: str, server: str) -> None:
    """Make the clips."""
    url = database(server, "crowd")
    plant = Plant(Path(folder), url, url)
    # Every second one asks for the same as the one before: that is two clips.
    clips = [f"{number // 2}#{number}" for number in range(CLIPS)]
    workers = {plant.worker(*clips, executor=name, kill=kill, running=RUNNING): name for name, kill in DOOMS.items()}
    codes: list[int] = []
    while workers:
        ended, status = os.wait()
        name = workers.pop(ended)
        codes.append(os.waitstatus_to_exitcode(status))
        if codes[-1] < 0:
            workers[plant.worker(*clips, executor=name, running=RUNNING)] = name
    told: dict[str, str] = {}
    for name in DOOMS:
        told |= json.loads((plant.folder / f"told-{name}").read_text())
    with plant.open_journal() as journal:
        states = [job.state.value for job in journal.jobs()]
    last = code(plant.worker(*clips, settle=True, running=RUNNING))
    alive, most = set[str](), 0
    for line in lines(plant.folder / "billed"):
        alive = alive - {line["over"]} if "over" in line else alive | {line["task"]}
        most = max(most, len(alive))
    made = [line["task"] for line in lines(plant.folder / "billed") if "made" in line]
    with plant.open_journal() as journal:
        known = [job.task for job in journal.jobs() if job.task]
    print(  # noqa: T201 -- the test reads it
        json.dumps(
            {
                "codes": sorted([*codes, last]),
                "unknown": sum(said == "OutcomeUnknown" for said in told.values()),
                "odd": sorted({said for said in told.values() if said != "OutcomeUnknown" and ".mp4" not in said}),
                "states": {state: states.count(state) for state in sorted(set(states))},
                "made": len(made),
                "billed and known": sorted(made) == sorted(known),
                "files": len(list(plant.folder.glob("*.mp4"))),
                "running": most,
            }
        )
    )


if __name__ == "__main__":
    main(*sys.argv[1:])
