"""What a start costs: CPU time of whole processes, compared with an interpreter that does nothing.

Bytecode is written once before anything is timed, as an installer would; who starts from sources each time pays more.
"""

import json
import os
import sys
from collections.abc import Mapping, Sequence
from importlib import import_module
from pathlib import Path
from statistics import median

from validation.subjects import ROOT, Subject

CACHE = ROOT / ".cache" / "bench"
BIN = Path(sys.executable).parent
BARE = "bare interpreter"
MAIN = "from callsheet.cli import main; main({!r})"


def starts(flagships: Sequence[Subject], *, rounds: int) -> dict[str, float]:
    """Tell what each start costs, as a multiple of the bare interpreter's."""
    request = CACHE / "request.json"
    request.write_text(json.dumps(flagships[0].right[0]), "utf-8")
    package = _package(flagships[0])
    client = next(name for name in import_module(package).__all__ if not name.startswith("Async"))
    asked = ["validate", flagships[0].name, str(request)]
    programs = {
        BARE: "pass",
        **{f"import {one.module_name}": f"import {one.module_name}" for one in flagships},
        "import and make a client": f"from {package} import {client}; {client}(api_key='x')",
        "import httpx": "import httpx",
        "import httpx, make a client": "import httpx; httpx.Client()",
        "import dashscope": "import dashscope",
        "callsheet --version": MAIN.format(["--version"]),
        "callsheet validate": MAIN.format(asked),
        "import argparse": "import argparse",
    }
    commands = {name: [sys.executable, "-c", program] for name, program in programs.items()}
    commands["the installed script, --version"] = [str(BIN / "callsheet"), "--version"]
    return compared(commands, rounds=rounds)


def compared(commands: Mapping[str, Sequence[str]], *, rounds: int) -> dict[str, float]:
    """Run commands in turn, so often; tell the median of each one's ratio to the first."""
    first = next(iter(commands))
    for command in commands.values():
        cpu_seconds(command)
    times = [{name: cpu_seconds(command) for name, command in commands.items()} for _ in range(rounds)]
    return {name: median(one[name] / one[first] for one in times) for name in commands}


def cpu_seconds(command: Sequence[str]) -> float:
    """Run a command, and tell the CPU time that it took, its own processes' included."""
    environment = {key: value for key, value in os.environ.items() if key != "PYTHONDONTWRITEBYTECODE"}
    environment["PYTHONPYCACHEPREFIX"] = str(CACHE / "bytecode")
    quiet = [(os.POSIX_SPAWN_OPEN, stream, os.devnull, os.O_WRONLY, 0) for stream in (1, 2)]
    child = os.posix_spawn(command[0], list(command), environment, file_actions=quiet)
    _, status, used = os.wait4(child, 0)
    if os.waitstatus_to_exitcode(status) not in {0, 1}:
        raise RuntimeError(f"this failed: {' '.join(command)}")
    return used.ru_utime + used.ru_stime


def _package(subject: Subject) -> str:
    return subject.module_name.rpartition(".validators.")[0]
