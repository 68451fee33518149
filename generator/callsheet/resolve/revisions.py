"""Read the specs of an earlier revision, as git has them. Compiles nothing, and writes nothing."""

import io
import subprocess
import tarfile
from pathlib import Path

from callsheet.resolve.specs import Specs


def specs_at(revision: str, *, folder: str = "specs", repository: Path | None = None) -> Specs:
    """Read the specs of an earlier revision.

    Args:
        revision: what git calls it: a tag, a branch, a commit.
        folder: where in the repository the specs are, or one provider's.
        repository: the repository; that of the working folder, if none is given.

    Raises:
        LookupError: git cannot show that, or there are no specs in it; its own words say why.

    """
    if revision.startswith("-"):
        raise LookupError(f"git has no revision {revision!r}: it would be taken for an option")
    files: dict[str, str] = {}
    with tarfile.open(
        fileobj=io.BytesIO(_ask_git("archive", "--format=tar", f"{revision}:{folder}", repository=repository))
    ) as packed:
        for one in packed:
            content = packed.extractfile(one) if one.isfile() and one.name.endswith((".yaml", ".yml")) else None
            if content is not None:
                files[one.name] = content.read().decode("utf-8", "replace")
    # `<provider>/<file>.yaml`, as in a folder of specs; a provider's own folder holds the files themselves.
    found = [one for one in files if one.count("/") == 1] or [one for one in files if "/" not in one and folder]
    if not found:
        raise LookupError(f"{revision}:{folder} holds no specs")
    before = f"{folder.removeprefix('./')}/" if folder else ""
    return Specs(tuple((f"{before}{one}", files[one]) for one in sorted(found)))


def _ask_git(*arguments: str, repository: Path | None = None) -> bytes:
    """Ask git for something, and give its answer.

    Raises:
        LookupError: git is not there, or says no; its own words say why.

    """
    command = ["git", *arguments]
    try:
        told = subprocess.run(command, cwd=repository, capture_output=True, check=False)  # noqa: S603 -- no shell
    except FileNotFoundError as error:
        raise LookupError("git is needed to show an earlier revision, and is not there") from error
    if told.returncode:
        words = told.stderr.decode(errors="replace").strip()
        raise LookupError(f"git cannot show {arguments[-1]}: {words}")
    return told.stdout
