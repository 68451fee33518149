"""A file that one download alone writes to, and that gets its name in one step. Knows neither what is in it nor whose.

What systems do differently about that stands here.
"""

import contextlib
import errno
import os
import sys
from pathlib import Path
from typing import BinaryIO, cast


class Busy(OSError):  # noqa: N818 -- what keeps a file from being written
    """Another download writes to the same file."""


class Different(FileExistsError):  # noqa: N818 -- what is wrong with a file
    """Another file is there already."""

    def __init__(self, path: Path) -> None:
        super().__init__(errno.EEXIST, "another file is there already; overwrite=True replaces it", str(path))


def publish(part: Path, final: Path, *, overwrite: bool) -> None:
    """Give a file its name in one step. Without `overwrite`, one that came meanwhile is left as it is."""
    if overwrite:
        part.replace(final)
    elif sys.platform == "win32":
        part.rename(final)  # there it replaces nothing
    else:
        try:
            os.link(part, final)
        except FileExistsError:
            raise Different(final) from None
        except OSError:  # a file system without links
            if final.exists():
                raise Different(final) from None
            part.replace(final)
        else:
            part.unlink()
    if sys.platform != "win32":
        with contextlib.suppress(OSError):  # not every file system does that, and the file is there
            _settle(final.parent)


def _settle(folder: Path) -> None:
    """See to it that the names in a folder outlive a loss of power."""
    opened = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(opened)
    finally:
        os.close(opened)


def alone(path: Path) -> BinaryIO:
    """Open a part for writing, alone. The system ends the lock with the program, however that ends."""
    while True:
        # pathlib takes no opener; the file is closed by whoever it is handed to.
        file = open(path, "a+b", buffering=0, opener=_itself)  # noqa: SIM115 -- see above
        try:
            _lock(file)
            stands = os.fstat(file.fileno())
            same = path.exists() and os.path.samestat(stands, path.stat())
        except BaseException:
            file.close()
            raise
        if same and stands.st_nlink == 1:
            return cast("BinaryIO", file)
        file.close()
        if same:
            # A program ended after it gave the file its name, and before it took this one away.
            path.unlink(missing_ok=True)


def _itself(path: str, flags: int) -> int:
    """Open a file itself, and not what somebody has made it point to."""
    return os.open(path, flags | getattr(os, "O_NOFOLLOW", 0), 0o666)


def _lock(file: BinaryIO) -> None:
    try:
        if sys.platform == "win32":
            import msvcrt  # noqa: PLC0415 -- this system's way

            file.seek(0)
            msvcrt.locking(file.fileno(), msvcrt.LK_NBLCK, 1)
        else:
            import fcntl  # noqa: PLC0415 -- the other systems' way

            fcntl.flock(file.fileno(), fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError as error:
        if error.errno in {errno.EWOULDBLOCK, errno.EACCES, errno.EAGAIN, errno.EDEADLK}:
            raise Busy(error.errno, "another download writes to this file", str(file.name)) from None
        # A file system without locks: then nobody can hold one.
