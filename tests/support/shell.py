"""The command line, as a shell would run it."""

import json
import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).parents[2]


@dataclass(frozen=True)
class Said:
    code: int
    out: str
    err: str

    def rows(self) -> list[dict[str, object]]:
        return [json.loads(line) for line in self.out.splitlines()]


class Shell:
    """Runs the command line as a shell would: another process, bytes in, bytes out."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def __call__(self, *arguments: str, stdin: str | bytes = b"", env: dict[str, str] | None = None) -> Said:
        data = stdin.encode("utf-8", "surrogatepass") if isinstance(stdin, str) else stdin
        command = [sys.executable, "-m", "callsheet", *arguments]
        environment = {**os.environ, "PYTHONWARNINGS": "error", **(env or {})}
        done = subprocess.run(command, input=data, capture_output=True, check=False, cwd=self.folder, env=environment)
        return Said(done.returncode, done.stdout.decode("utf-8", "replace"), done.stderr.decode("utf-8", "replace"))

    def python(self, program: str) -> str:
        done = subprocess.run([sys.executable, "-c", program], capture_output=True, check=True, cwd=self.folder)
        return done.stdout.decode()
