"""The commands, their arguments, and what happens when one goes wrong. Knows no command's work."""

import argparse
import os
import sys
from collections.abc import Callable, Sequence

from callsheet.cli import simulating
from callsheet_clients.catalog import ENDPOINTS

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import NoReturn

EXTRAS = {
    **dict.fromkeys(("yaml", "jinja2", "jsonschema"), "generator"),
    **dict.fromkeys(("starlette", "uvicorn", "hypothesis", "pytest", "vcr"), "contracts"),
}
"""Which extra brings a package that a command misses."""

SOME = next(iter(ENDPOINTS), "provider/endpoint")
"""An endpoint for the examples; which one is the catalog's affair."""

CASSETTES = "contracts/cassettes"

DESCRIPTION = f"""\
Ask, check and compile specs of AI-video providers.

examples:
  callsheet endpoints
  callsheet show {SOME}
  callsheet validate {SOME} request.json
  callsheet generate --check
"""


class UsageError(Exception):
    """What was asked cannot be done; the message says why and what to do."""


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


def run(arguments: Sequence[str]) -> int:
    """Run a command and answer its exit code."""
    try:
        options = _parser().parse_args(arguments)
    except SystemExit as stop:
        return stop.code if isinstance(stop.code, int) else 2
    command: Callable[[argparse.Namespace], int] = options.command
    try:
        code = command(options)
        sys.stdout.flush()
    except UsageError as error:
        sys.stderr.write(f"callsheet: {error}\n")
        return 2
    except ModuleNotFoundError as error:
        return _missing(error)
    except BrokenPipeError:
        # The reader of our output has gone, as in `… | head`: no failure, and nothing more to flush.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except KeyboardInterrupt:
        return 130
    return code


def _missing(error: ModuleNotFoundError) -> int:
    extra = EXTRAS.get((error.name or "").partition(".")[0])
    if extra is None:
        raise error
    words = f"this command needs {error.name}, which is not installed: pip install 'callsheet[{extra}]'"
    sys.stderr.write(f"callsheet: {words}\n")
    return 2


def _parser() -> argparse.ArgumentParser:
    parser = _Parser(prog="callsheet", description=DESCRIPTION, formatter_class=_Help)
    parser.add_argument("-V", "--version", action="store_true", help="print the version")
    commands = parser.add_subparsers(prog="callsheet", metavar="COMMAND", required=True, title="commands")

    def command(
        name: str, work: Callable[[argparse.Namespace], int], words: str, example: str
    ) -> argparse.ArgumentParser:
        epilog = f"example:\n  callsheet {example}"
        added = commands.add_parser(name, help=words, description=words, epilog=epilog, formatter_class=_Help)
        added.set_defaults(command=work)
        return added

    _asking(command)
    _compiling(command)
    _contracting(command)
    return parser


AddCommand = Callable[[str, Callable[[argparse.Namespace], int], str, str], argparse.ArgumentParser]


def _asking(command: AddCommand) -> None:
    """Declare what needs nothing but the base install."""
    one = command("endpoints", _endpoints, "list what there is", "endpoints --format json")
    _formats(one, "text", "json")
    one = command("show", _show, "show one endpoint: parameters, rules, prices, life, sources", f"show {SOME}")
    one.add_argument("endpoint", metavar="ENDPOINT", nargs="?", help="left out: what all of them offer")
    one = command(
        "validate",
        _validate,
        "list every problem of requests, before a cent is spent",
        f"validate {SOME} request.json",
    )
    one.add_argument("endpoint", metavar="ENDPOINT")
    one.add_argument("files", metavar="FILE", nargs="+", help="JSON or JSON Lines; - for standard input")
    one.add_argument(
        "--jobs", type=int, default=1, help="processes that share JSON Lines; 0 for one a core (default: 1)"
    )
    one.add_argument("--summary", action="store_true", help="print only how many requests broke which rule")
    one.add_argument("--stdin-name", metavar="NAME", help="what standard input is called; .jsonl: one request a line")
    one.add_argument(
        "--fix", action="store_true", help="print the requests mended, for review; the files stay as they are"
    )
    one.add_argument("--strict", action="store_true", help="warnings count as errors")
    _formats(one, "text", "json", "github", "sarif", "junit")
    _finding(command)
    one = command(
        "explain",
        _explain,
        "say what a rule demands, where that is written, what is in doubt about it",
        f"explain duration.range --endpoint {SOME}",
    )
    one.add_argument("rule", metavar="RULE", help="its name, as `validate` prints it in brackets")
    one.add_argument("--endpoint", help="only as it holds for this endpoint")
    _formats(one, "text", "json")
    one = command(
        "estimate",
        _estimate,
        "say what requests would cost, or that it is unknown and why",
        f"estimate {SOME} request.json",
    )
    one.add_argument("endpoint", metavar="ENDPOINT")
    one.add_argument("files", metavar="FILE", nargs="+", help="JSON or JSON Lines; - for standard input")
    one.add_argument("--server", help="whose prices to take (default: the endpoint's usual server)")
    one.add_argument("--budget", metavar="AMOUNT", help="such as '20 CNY': fail where all of them would pass it")
    one.add_argument("--allow-unknown-price", action="store_true", help="let what has no known price pass the budget")
    _formats(one, "text", "json")


def _finding(command: AddCommand) -> None:
    """Declare the question the other way round."""
    words = "list every endpoint and model that can do something, with a request that shows it and its price"
    one = command("find", _find, words, "find --duration 10 --resolution 1080p --audio --image")
    one.add_argument("--duration", type=float, metavar="SECONDS", help="how long")
    one.add_argument("--resolution", help="how large, such as 1080p")
    one.add_argument("--ratio", help="of what shape, such as 16:9")
    either = argparse.BooleanOptionalAction
    one.add_argument("--audio", action=either, help="with sound, or without")
    one.add_argument("--image", action=either, help="made of an image, or of none")
    one.add_argument("--video", action=either, help="made of a video, or of none")
    one.add_argument("--model", metavar="WORD", help="only models with this in their name")
    one.add_argument("--among", metavar="WORD", help="only endpoints with this in their name, such as a provider")
    one.add_argument("--server", help="whose prices to take (default: each endpoint's usual server)")
    one.add_argument("--doubtful", action="store_true", help="also what is accepted with a warning about what is asked")
    one.add_argument("--show-request", action="store_true", help="print the request that shows it")
    _formats(one, "text", "json")


def _compiling(command: AddCommand) -> None:
    """Declare what needs the compiler."""
    one = command(
        "generate", _generate, "compile the specs into clients, validators, schemas, pages", "generate --check"
    )
    one.add_argument("--check", action="store_true", help="write nothing; exit 1 and name what is stale")
    one.add_argument("--out", metavar="DIR", default="generated", help="where to write (default: generated)")
    _specs(one)
    one = command("lint", _lint, "find mistakes in the specs", "lint --format github")
    _formats(one, "text", "json", "github")
    _specs(one)


def _contracting(command: AddCommand) -> None:
    """Declare what needs the contracts."""
    one = command("simulate", simulating.simulate, simulating.WORDS, "simulate")
    simulating.declare(one, SOME.partition("/")[0])
    _specs(one)
    one = command(
        "verify",
        _verify,
        "hold recordings (cassettes in YAML or JSON, HAR) to the specs",
        "verify cassette.yaml session.har --format sarif",
    )
    one.add_argument("files", metavar="FILE", nargs="+", help="a recording; - for standard input")
    one.add_argument("--strict", action="store_true", help="fail on drift and warnings as well")
    _formats(one, "text", "json", "github", "sarif", "junit")
    _specs(one)
    one = command(
        "cassettes",
        _cassettes,
        "make a cassette for each scenario of each endpoint, without a key",
        "cassettes --check",
    )
    one.add_argument("--check", action="store_true", help="write nothing; exit 1 and name what is stale")
    one.add_argument("--out", metavar="DIR", default=CASSETTES, help=f"where to write (default: {CASSETTES})")
    _specs(one)
    one = command(
        "probe",
        _probe,
        "hold a server to an endpoint's spec: all it owes, and the life of its tasks",
        f"probe {SOME} --base http://127.0.0.1:8000",
    )
    _probing(one)
    _formats(one, "text", "json", "junit", "github")
    _specs(one)
    one = command(
        "coverage",
        _coverage,
        "tell what of the specs recordings and test runs have shown",
        "coverage cassettes/*.yaml --format html --out coverage.html --fail-under rules=100",
    )
    one.add_argument("files", metavar="FILE", nargs="*", help="a recording; - for standard input")
    one.add_argument("--journal", metavar="FILE", action="append", default=[], help="a simulator's journal")
    one.add_argument("--merge", metavar="FILE", action="append", default=[], help="counts that were written as JSON")
    one.add_argument("--only", metavar="NAME", action="append", default=[], help="a provider, or provider/endpoint")
    one.add_argument("--missing", action="store_true", help="list all that is missing, with a request for each")
    one.add_argument("--count-validated", action="store_true", help="count what validators alone have said as well")
    under = "exit 1 below so many percent of all, or of a kind: 90, rules=100"
    one.add_argument("--fail-under", metavar="[KIND=]PERCENT", action="append", default=[], help=under)
    one.add_argument("--out", metavar="FILE", help="where to write (default: standard output)")
    _formats(one, "text", "json", "html")
    _specs(one)
    _recording(command)


def _recording(command: AddCommand) -> None:
    """Declare what costs money."""
    one = command(
        "record", _record, "record cassettes from a live service, under a budget", f"record {SOME} --budget 1.50"
    )
    one.add_argument("what", metavar="PROVIDER[/ENDPOINT]", help="the endpoint to call; all of the provider's, if none")
    one.add_argument("--budget", metavar="AMOUNT", help="what it may cost, in the currency of the prices")
    one.add_argument("--dry-run", action="store_true", help="say what would be sent and what it costs; send nothing")
    one.add_argument(
        "--request", metavar="FILE", help="a request to send in place of the cheapest; - for standard input"
    )
    one.add_argument("--unpriced", metavar="AMOUNT", help="what a request is taken to cost whose price is unknown")
    one.add_argument("--base", metavar="URL", help="another address in place of the server's, such as a simulator's")
    one.add_argument("--deadline", type=float, default=900.0, help="seconds to watch a task for (default: 900)")
    one.add_argument("--out", metavar="DIR", default=CASSETTES, help=f"where to write (default: {CASSETTES})")
    _specs(one)


def _probing(one: argparse.ArgumentParser) -> None:
    """Declare how a server is probed."""
    one.add_argument("endpoint", metavar="ENDPOINT")
    one.add_argument("--base", metavar="URL", required=True, help="the server's address, as a client's base_url")
    one.add_argument("--only", metavar="ID", action="append", help="send this case alone; may be given again")
    one.add_argument("--exhaustive", action="store_true", help="one call for each duty, with all variations")
    one.add_argument("--limit", metavar="N", type=int, help="make so many calls at most, and say what is left")
    one.add_argument("--like", metavar="FILE", help="a request that the server takes, for values that do not matter")
    one.add_argument("--poll-every", metavar="S", type=float, help="seconds between polls (default: 0.1 and growing)")
    one.add_argument("--timeout", metavar="S", type=float, help="seconds until a task never ends (default: 60)")
    one.add_argument("--save", metavar="FILE", help="write all calls and answers as HAR, without the key")
    one.add_argument("--strict", action="store_true", help="fail on drift and warnings as well")
    one.add_argument("--allow-host", metavar="NAME", help="call this host, which is not this machine")
    one.add_argument("--budget", metavar="AMOUNT", help="how much may be spent there, in the price list's currency")
    one.add_argument("--price", metavar="AMOUNT", help="what a request costs at most that has no known price")


def _formats(parser: argparse.ArgumentParser, *formats: str) -> None:
    parser.add_argument("--format", choices=formats, default="text", help="how to print (default: text)")


def _specs(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--specs", metavar="DIR", help="folder of specs (default: ./specs, else those that came along)")


def _endpoints(options: argparse.Namespace) -> int:
    from callsheet.cli import asking  # noqa: PLC0415 -- each command loads what it needs when it runs

    return asking.endpoints(output=options.format)


def _show(options: argparse.Namespace) -> int:
    from callsheet.cli import asking  # noqa: PLC0415

    return asking.show(options.endpoint)


def _validate(options: argparse.Namespace) -> int:
    from callsheet.cli import fixing, validating  # noqa: PLC0415

    if options.fix:
        return fixing.fix(options.endpoint, options.files, output=options.format, strict=options.strict)
    return validating.validate(
        options.endpoint,
        options.files,
        output=options.format,
        strict=options.strict,
        jobs=options.jobs,
        summary=options.summary,
        stdin_name=options.stdin_name,
    )


def _find(options: argparse.Namespace) -> int:
    from callsheet.cli import finding  # noqa: PLC0415

    asked = {name: getattr(options, name) for name in (*finding.ASKED, "doubtful")}
    return finding.find(
        asked,
        output=options.format,
        show_request=options.show_request,
        model=options.model,
        among=options.among,
        server=options.server,
    )


def _explain(options: argparse.Namespace) -> int:
    from callsheet.cli import explaining  # noqa: PLC0415

    return explaining.explain(options.rule, options.endpoint, output=options.format)


def _estimate(options: argparse.Namespace) -> int:
    from callsheet.cli import estimating  # noqa: PLC0415

    budget = estimating.budget_of(options.budget, allow_unknown_price=options.allow_unknown_price)
    return estimating.estimate(
        options.endpoint, options.files, server=options.server, budget=budget, output=options.format
    )


def _generate(options: argparse.Namespace) -> int:
    from callsheet.cli import compiling  # noqa: PLC0415

    return compiling.generate(options.specs, options.out, check=options.check)


def _lint(options: argparse.Namespace) -> int:
    from callsheet.cli import compiling  # noqa: PLC0415

    return compiling.lint(options.specs, output=options.format)


def _verify(options: argparse.Namespace) -> int:
    from callsheet.cli import contracting  # noqa: PLC0415

    return contracting.verify(options.specs, options.files, output=options.format, strict=options.strict)


def _cassettes(options: argparse.Namespace) -> int:
    from callsheet.cli import cassettes  # noqa: PLC0415

    return cassettes.cassettes(options.specs, options.out, check=options.check)


def _record(options: argparse.Namespace) -> int:
    from callsheet.cli import record  # noqa: PLC0415

    return record.record(
        options.specs,
        options.what,
        budget=options.budget,
        unpriced=options.unpriced,
        request=options.request,
        out=options.out,
        base=options.base,
        deadline=options.deadline,
        dry=options.dry_run,
    )


def _probe(options: argparse.Namespace) -> int:
    from callsheet.cli import probe  # noqa: PLC0415

    return probe.probe(options)


def _coverage(options: argparse.Namespace) -> int:
    from callsheet.cli.coverage import coverage  # noqa: PLC0415

    return coverage(options)
