"""`callsheet simulate`: its arguments, and what they come to. Loads the contracts only when it runs."""

import argparse
import sys
from pathlib import Path

EPILOG = """\
examples:
  callsheet simulate {provider} --port 8000
  callsheet simulate {provider} --by polls --polls 2       each state is told by two polls
  callsheet simulate {provider} --task-seconds 90 --speed 60
  callsheet simulate {provider} --chaos 0.2 --seed 7       a fifth of all calls goes wrong, the same in every run
  callsheet simulate {provider} --strict                   rates, tasks at once, ids and trace ids as documented
  callsheet simulate {provider} --faults faults.yaml

faults.yaml, by provider and call, one fault for each of the next calls:
  {provider}:
    submit: [lose, stuck, {{fault: slow, seconds: 2}}]
    poll: ["status:503"]
"""


def declare(parser: argparse.ArgumentParser, provider: str) -> None:
    """Declare the arguments; `provider` is one for the examples."""
    parser.epilog = EPILOG.format(provider=provider)
    parser.add_argument("providers", metavar="PROVIDER", nargs="*", help="all, if none is named")
    parser.add_argument("--port", type=int, default=0, help="first port; 0 for any that is free (default)")
    parser.add_argument("--key", help="the only key to accept; any, if left out")
    life = parser.add_argument_group("how tasks go on")
    life.add_argument(
        "--by",
        choices=("time", "polls", "immediate"),
        default="time",
        help="what drives them: the clock (default), polls, or nothing, where they have succeeded at once",
    )
    life.add_argument("--task-seconds", type=float, default=1.0, help="how long a task takes, by time (default: 1)")
    life.add_argument("--polls", type=int, default=1, help="how many polls tell each state, by polls (default: 1)")
    life.add_argument(
        "--speed",
        type=float,
        default=1.0,
        metavar="FACTOR",
        help="how fast the clock goes; 0: it stands still until POST /simulated/clock advances it (default: 1)",
    )
    wrong = parser.add_argument_group("what goes wrong")
    wrong.add_argument("--faults", type=Path, metavar="FILE", help="a file in YAML or JSON, as below")
    wrong.add_argument("--chaos", type=float, default=0.0, metavar="SHARE", help="of calls, from 0 to 1 (default: 0)")
    wrong.add_argument("--seed", type=int, help="makes ids and chaos the same in every run")
    wrong.add_argument("--strict", action="store_true", help="enforce rates, tasks at once, ids and trace ids")
    wrong.add_argument("--plan", help="the account's plan, where the number of tasks at once depends on it")


def simulate(options: argparse.Namespace) -> int:
    """Serve providers until a signal comes."""
    from callsheet.cli.contracting import compiled  # noqa: PLC0415 -- each command loads what it needs when it runs
    from callsheet_contracts.simulate import Wishes, run  # noqa: PLC0415

    catalog = compiled(options.specs)
    if catalog is None:
        return 1
    wishes = Wishes(
        by=options.by,
        polls=options.polls,
        speed=options.speed,
        chaos=options.chaos,
        seed=options.seed,
        strict=options.strict,
        plan=options.plan,
        faults=options.faults,
    )
    return run(
        catalog,
        options.providers,
        port=options.port,
        key=options.key,
        task_seconds=options.task_seconds,
        stdout=sys.stdout,
        wishes=wishes,
        hints=sys.stderr,
    )
