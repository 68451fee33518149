"""Which command is meant, and what happens when one goes wrong. Knows no command's arguments, nor its work."""

import argparse
import os
import sys
from importlib import import_module
from keyword import iskeyword

from callsheet.cli.usage import SOME, UsageError

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from types import ModuleType
    from typing import NoReturn

VERBS = {
    "endpoints": "list what there is",
    "show": "show one endpoint: parameters, rules, prices, life, sources",
    "validate": "list every problem of requests, before a cent is spent",
    "find": "list every endpoint and model that can do something, with a request that shows it and its price",
    "explain": "say what a rule demands, where that is written, what is in doubt about it",
    "estimate": "say what requests would cost, or that it is unknown and why",
    "submit": "send a request, once, and print its ticket",
    "wait": "wait for tasks, print what they have made, and save it",
    "cancel": "ask the provider to end tasks",
    "jobs": "list what was submitted from here, go on with it, decide what is in doubt",
    "run": "make a batch of clips, or one: looked through, paid once, saved; whatever stops it, run it again",
    "generate": "compile the specs into clients, validators, schemas, pages",
    "export": "write providers as OpenAPI, Arazzo or Postman documents for other tools",
    "new": "draft the specs of a provider, for a person to finish",
    "lint": "find mistakes in the specs",
    "diff": "say what changed between two versions of specs, with requests that prove it",
    "release": "keep specs as they are released, if their versions were raised as far as the changes ask",
    "drift": "hold the facts to the pages that they were read from, and tell what to read again",
    "update": "bring a provider's specs up to date with its pages: from drift to the changelog, one step at a time",
    "import": "draft a spec of a page's table, or of an OpenAPI document",
    "simulate": "serve providers on loopback, from their specs",
    "verify": "hold recordings (cassettes in YAML or JSON, HAR) to the specs",
    "cassettes": "make a cassette for each scenario of each endpoint, without a key",
    "probe": "hold a server to an endpoint's spec: all it owes, and the life of its tasks",
    "coverage": "tell what of the specs recordings and test runs have shown",
    "record": "record cassettes from a live service, under a budget",
}
"""Every command, with what it does; its module in `verbs` has the rest."""

EXTRAS = {
    **dict.fromkeys(("yaml", "jinja2", "jsonschema"), "generator"),
    **dict.fromkeys(("starlette", "uvicorn", "hypothesis", "pytest", "vcr"), "contracts"),
    **dict.fromkeys(("selectolax", "markdown_it"), "drift"),
}
"""Which extra brings a package that a command misses."""

DESCRIPTION = f"""\
Ask, check and compile specs of AI-video providers.

examples:
  callsheet endpoints
  callsheet show {SOME}
  callsheet validate {SOME} request.json
  callsheet generate --check
"""


class _Help(argparse.RawDescriptionHelpFormatter):
    """Help as wide as the terminal. Left alone, argparse loads all that unpacks archives to find that width out."""

    def __init__(self, prog: str) -> None:
        try:
            columns = int(os.environ.get("COLUMNS", "0")) or os.get_terminal_size().columns
        except (ValueError, OSError):
            columns = 80
        super().__init__(prog, width=columns - 2)


class _Parser(argparse.ArgumentParser):
    def error(self, message: str) -> "NoReturn":
        self.print_usage(sys.stderr)
        self.exit(2, f"{self.prog}: {message}\n")


def run(arguments: "Sequence[str]") -> int:
    """Run a command and answer its exit code."""
    try:
        command, options = _asked(arguments)
        code: int = command(options)
        sys.stdout.flush()
    except SystemExit as stop:
        return stop.code if isinstance(stop.code, int) else 2
    except UsageError as error:
        sys.stderr.write(f"callsheet: {error}\n")
        return 2
    except ModuleNotFoundError as error:
        return _missing(error)
    except BrokenPipeError:
        # The reader of our output has gone, as in `… | head`: no failure, and nothing more to flush.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except OSError as error:
        from callsheet.cli.failures import give_up_output  # noqa: PLC0415 -- where a disk is full, and the like

        where = f"{error.filename}: " if error.filename else ""
        sys.stderr.write(f"callsheet: {where}{error.strerror or error}\n")
        give_up_output()
        return 1
    except KeyboardInterrupt:
        return 130
    return code


def _asked(arguments: "Sequence[str]") -> "tuple[Callable[[argparse.Namespace], int], argparse.Namespace]":
    """Find the verb, and read its arguments; of all others nothing is loaded."""
    if not arguments or arguments[0] not in VERBS:
        # Prints the help, or says what is wrong, and leaves.
        _overview().parse_args(arguments)
    name = arguments[0]
    verb = module(name)
    words = VERBS[name]
    epilog = f"example:\n  callsheet {verb.EXAMPLE}"
    parser = _Parser(prog=f"callsheet {name}", description=words, epilog=epilog, formatter_class=_Help)
    verb.declare(parser)
    return verb.run, parser.parse_args(arguments[1:])


def module(name: str) -> "ModuleType":
    """Load the module of a verb."""
    plain = name.replace("-", "_")
    return import_module(f"callsheet.cli.verbs.{plain}_" if iskeyword(plain) else f"callsheet.cli.verbs.{plain}")


def _overview() -> argparse.ArgumentParser:
    """Make a parser that knows the verbs by name only."""
    parser = _Parser(prog="callsheet", description=DESCRIPTION, formatter_class=_Help)
    parser.add_argument("-V", "--version", action="store_true", help="print the version")
    commands = parser.add_subparsers(prog="callsheet", metavar="COMMAND", required=True, title="commands")
    for name, words in VERBS.items():
        commands.add_parser(name, help=words)
    return parser


def _missing(error: ModuleNotFoundError) -> int:
    extra = EXTRAS.get((error.name or "").partition(".")[0])
    if extra is None:
        raise error
    words = f"this command needs {error.name}, which is not installed: pip install 'callsheet[{extra}]'"
    sys.stderr.write(f"callsheet: {words}\n")
    return 2
