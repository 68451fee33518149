"""Where output cannot be written, that is said in words; where nobody wants more of it, nothing is."""

import subprocess
import sys
from pathlib import Path

import pytest

FULL = Path("/dev/full")
COMMAND = [sys.executable, "-m", "callsheet", "show"]


@pytest.mark.skipif(not FULL.exists(), reason="there is no disk here that is always full")
def test_a_full_disk_is_told_of() -> None:
    with FULL.open("w") as full:
        done = subprocess.run(COMMAND, stdout=full, stderr=subprocess.PIPE, text=True, check=False)
    assert (done.returncode, done.stderr) == (1, "callsheet: No space left on device\n")


def test_a_reader_that_leaves_is_no_failure() -> None:
    process = subprocess.Popen(COMMAND, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    assert process.stdout is not None
    assert process.stderr is not None
    with process, process.stderr:
        # It is gone before the first word, which takes the command longer than this.
        process.stdout.close()
        assert process.stderr.read() == b""
    assert process.returncode == 0
