"""Say what went wrong with a call, and what it means for the money: was it sent, is it billed, may I repeat it.

Knows no command. Nothing here is shown that could steer a terminal.
"""

import os
import sys
from collections.abc import Callable
from dataclasses import fields

from callsheet.cli.usage import UsageError
from callsheet.cli.verdicts import one_line
from callsheet.terminal import printable
from callsheet_runtime.errors import CallsheetError, MissingKey, UnknownServer
from callsheet_runtime.ticket import Ticket

INTERRUPTED = 130
"""The exit code after Ctrl-C, as shells have it."""


def guarded(do: Callable[[], int], output: str) -> int:
    """Run a command that calls a provider; say what goes wrong in words, and answer the exit code.

    Raises:
        UsageError: the key or the server is missing or wrong; nothing was sent.

    """
    try:
        code = do()
        sys.stdout.flush()
    except MissingKey as error:
        raise UsageError(f"{error.env}: {error.why}. Set this environment variable; nothing was sent") from error
    except UnknownServer as error:
        raise UsageError(str(error)) from error
    except BrokenPipeError:
        raise
    except (CallsheetError, OSError) as error:
        tell(error, output)
        give_up_output()
        return 1
    except KeyboardInterrupt as interrupt:
        for note in notes(interrupt):
            say(note, output)
        return INTERRUPTED
    return code


def give_up_output() -> None:
    """Where standard output takes no more, write what is left of it nowhere: who flushes it next has been told."""
    try:
        sys.stdout.flush()
    except OSError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def tell(error: CallsheetError | OSError, output: str) -> None:
    """Print an error on standard error, for people or as one line of JSON."""
    if output == "json":
        sys.stderr.write(one_line({"error": as_json(error)}) + "\n")
        return
    for line in as_lines(error):
        sys.stderr.write(f"{line}\n")
    sys.stderr.flush()


def as_lines(error: CallsheetError | OSError) -> list[str]:
    """Write an error for people: what happened, the three answers, what to do, and the ticket."""
    first, *rest = _words(error).splitlines() or [type(error).__name__]
    lines = [f"callsheet: {printable(first)}", *(printable(line) for line in rest)]
    if isinstance(error, CallsheetError):
        sent = "yes" if error.sent else "no"
        lines.append(f"    sent: {sent}; billed: {_answer(error.billed)}; the same again: {_answer(error.repeatable)}")
        if error.advice and error.advice not in str(error):
            lines.append(f"    what to do: {printable(error.advice)}")
        if error.ticket:
            lines.append(f"    ticket: {one_line(ticket_as_json(error.ticket))}")
    return lines + [f"    {printable(line)}" for note in notes(error) for line in note.splitlines()]


def as_json(error: CallsheetError | OSError) -> dict[str, object]:
    """Say an error in plain JSON; what is not known of it is null."""
    said: dict[str, object] = {"kind": _kind(error), "says": _words(error)}
    if isinstance(error, CallsheetError):
        said |= {
            "sent": error.sent,
            "billed": error.billed,
            "repeatable": error.repeatable,
            "category": error.category,
            "code": error.code,
            "message": error.message,
            "request_id": error.request_id,
            "http_status": error.http_status,
            "advice": error.advice,
            "ticket": ticket_as_json(error.ticket) if error.ticket else None,
        }
    return said | ({"notes": found} if (found := notes(error)) else {})


def ticket_as_json(ticket: Ticket) -> dict[str, object]:
    """Say a ticket in plain JSON."""
    return {field.name: getattr(ticket, field.name) for field in fields(ticket)}


def notes(error: BaseException) -> list[str]:
    """Find what else an error carries; not those notes that only repeat its ticket."""
    ticket = error.ticket.to_json() if isinstance(error, CallsheetError) and error.ticket else None
    return [note for note in getattr(error, "__notes__", ()) if ticket is None or ticket not in note]


def say(words: str, output: str = "text") -> None:
    """Print words on standard error: for people, or as one line of JSON."""
    if output == "json":
        sys.stderr.write(one_line({"says": words}) + "\n")
    else:
        sys.stderr.writelines(f"{printable(line)}\n" for line in words.splitlines())
    sys.stderr.flush()


def _answer(known: bool | None) -> str:  # noqa: FBT001 -- it is the answer itself
    return {True: "yes", False: "no", None: "nobody can know"}[known]


def _words(error: CallsheetError | OSError) -> str:
    if not isinstance(error, OSError) or error.filename is None:
        return str(error)
    if isinstance(error, FileExistsError):
        return f"{error.filename}: another file is there already, and is left as it is: move it away"
    return f"{error.filename}: {error.strerror}"


def _kind(error: CallsheetError | OSError) -> str:
    """Name what an error is; of the system's, by the name that Python gives it."""
    kinds = type(error).__mro__
    return next(one.__name__ for one in kinds if isinstance(error, CallsheetError) or one.__module__ == "builtins")
