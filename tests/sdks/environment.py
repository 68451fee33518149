"""Set up the environment in which the providers' own packages run: `environment.py FOLDER [REQUIREMENTS]`.

They need Python 3.12 or later and many packages, so they have an environment of their own, beside the project's. One
that is there and complete is left as it is.
"""

import hashlib
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

REQUIREMENTS = Path(__file__).with_name("requirements.txt")
LEAST = (3, 12)


def main(folder: Path, requirements: Path = REQUIREMENTS) -> int:
    """Set it up, unless it is."""
    mark, wanted = folder / ".ready", hashlib.sha256(requirements.read_bytes()).hexdigest()
    if mark.is_file() and mark.read_text("utf-8") == wanted:
        return 0
    python = next((found for one in candidates() if (found := new_enough(one))), None)
    if python is None:
        sys.stderr.write("the providers' packages need Python 3.12 or later: none was found, so install one\n")
        return 1
    sys.stdout.write(f"setting up {folder} …\n")
    sys.stdout.flush()
    subprocess.run([python, "-m", "venv", "--clear", folder], check=True)
    pip = [str(folder / "bin" / "python"), "-m", "pip", "install", "--quiet", "--disable-pip-version-check"]
    subprocess.run([*pip, "--requirement", str(requirements)], check=True)
    mark.write_text(wanted, "utf-8")
    return 0


def candidates() -> Iterator[str]:
    """List what may be a Python: this one, those on the path, those that pyenv keeps."""
    yield sys.executable
    yield from ("python3.13", "python3.12", "python3")
    kept = Path(os.environ.get("PYENV_ROOT", Path.home() / ".pyenv")) / "versions"
    yield from (str(one / "bin" / "python") for one in sorted(kept.glob("3.1[2-9].*"), reverse=True))


def new_enough(python: str) -> str | None:
    """Tell where a Python really is, if it is there and new enough."""
    code = f"import sys; sys.version_info >= {LEAST} or sys.exit(1); print(sys.executable)"
    try:
        asked = subprocess.run([python, "-c", code], capture_output=True, text=True, check=False)
    except OSError:
        return None
    return asked.stdout.strip() if asked.returncode == 0 else None


if __name__ == "__main__":
    sys.exit(main(*map(Path, sys.argv[1:])))
