"""The pytest plugin, as somebody sees it who only installed the package: runs of pytest in folders of their own."""

import subprocess
import sys
from pathlib import Path

import pytest

pytest_plugins = ("pytester", "support.preloaded")

SPECS = Path(__file__).parent / "specs"


@pytest.fixture
def project(pytester: pytest.Pytester) -> pytest.Pytester:
    """Somebody's project: nothing of this repository's configuration holds there."""
    pytester.makeini(
        f"[pytest]\naddopts = -p no:cacheprovider -p no:hypothesispytest\ncallsheet_specs = {SPECS.as_posix()}\n"
    )
    return pytester


def test_the_plugin_loads_nothing_before_it_is_asked() -> None:
    heavy = ("httpx", "hypothesis", "jinja2", "jsonschema", "starlette", "uvicorn", "vcr", "yaml")
    program = (
        "import sys, pytest; before = set(sys.modules); import callsheet_contracts.pytest_plugin;"
        f"print([name for name in {heavy} if name in sys.modules],"
        "sorted(name for name in set(sys.modules) - before if not name.startswith('callsheet_contracts')))"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[] []"


def test_a_simulator_for_each_test(project: pytest.Pytester) -> None:
    project.makepyfile(
        """
        import httpx
        from datetime import datetime, UTC

        def test_one(simulator):
            assert simulator.providers == ("acme",)
            assert httpx.get(simulator.url("acme") + "/nowhere", trust_env=False).status_code == 404
            assert len(simulator.journal) == 1

        def test_two(simulator):
            assert len(simulator.journal) == 0

        def test_clock(simulator, callsheet_clock):
            before = callsheet_clock.now()
            callsheet_clock.sleep(86400)
            assert callsheet_clock.now() == before + 86400
            assert simulator.clock.now() == callsheet_clock.today() == datetime(2026, 1, 2, tzinfo=UTC)

        async def sleep(clock):
            await clock.sleep(60)

        def test_async_clock(simulator, callsheet_async_clock):
            import asyncio
            asyncio.run(sleep(callsheet_async_clock))
            assert callsheet_async_clock.today() == simulator.clock.now() == datetime(2026, 1, 1, 0, 1, tzinfo=UTC)
        """
    )
    project.runpytest_inprocess("--strict-markers", "-W", "error").assert_outcomes(passed=4)


def test_marks_say_how_it_is_and_the_nearest_wins(project: pytest.Pytester) -> None:
    project.makepyfile(
        """
        import pytest
        from callsheet_contracts import ManualClock, RealClock

        pytestmark = pytest.mark.callsheet_simulator(clock="real", providers=["acme"])

        def test_module(simulator):
            assert isinstance(simulator.clock, RealClock)

        @pytest.mark.callsheet_simulator(clock="manual")
        class TestNearer:
            def test_class(self, simulator):
                assert isinstance(simulator.clock, ManualClock)

            @pytest.mark.callsheet_simulator(clock=RealClock())
            def test_own(self, simulator):
                assert isinstance(simulator.clock, RealClock)
        """
    )
    project.runpytest_inprocess("--strict-markers").assert_outcomes(passed=3)


@pytest.mark.parametrize(
    ("mark", "words"),
    [
        ("('acme')", "takes names: polls=2, not 'acme'"),
        ("(providers=['nobody'])", "unknown provider 'nobody': there are acme"),
        ("(polls=0)", "a state cannot be told by 0 polls"),
        ("(poll=1)", "unexpected keyword argument 'poll'"),
        ("(clock='fast')", "a clock is 'manual' or 'real', not 'fast'"),
    ],
)
def test_a_mark_that_makes_no_sense_is_explained(project: pytest.Pytester, mark: str, words: str) -> None:
    project.makepyfile(
        f"""
        import pytest

        @pytest.mark.callsheet_simulator{mark}
        def test_it(simulator):
            raise AssertionError("never gets here")
        """
    )
    done = project.runpytest_inprocess()
    done.assert_outcomes(errors=1)
    done.stdout.fnmatch_lines([f"*@pytest.mark.callsheet_simulator*{words}*"])
    done.stdout.no_fnmatch_line("*Traceback*")


def test_a_clock_that_cannot_be_put_forward_is_named(project: pytest.Pytester) -> None:
    project.makepyfile(
        """
        import pytest
        from datetime import datetime, UTC

        class Broken:
            def now(self):
                return datetime(2026, 1, 1, tzinfo=UTC)

        @pytest.mark.callsheet_simulator(clock=Broken())
        def test_it(callsheet_clock):
            raise AssertionError("never gets here")
        """
    )
    done = project.runpytest_inprocess()
    done.assert_outcomes(errors=1)
    done.stdout.fnmatch_lines(["*Broken cannot be put forward: it has no advance()*"])


USES_IT = """
def test_it(callsheet_catalog):
    print('providers:', *(one.name for one in callsheet_catalog.providers))
"""


def test_the_specs_that_came_along_are_taken_where_there_are_no_others(pytester: pytest.Pytester) -> None:
    # A folder of this name may be another tool's.
    (pytester.mkdir("specs") / "order.feature").write_text("Feature: something else")
    pytester.makepyfile(USES_IT)
    done = pytester.runpytest_inprocess("-s")
    done.stdout.fnmatch_lines(["*providers: dashscope pixazo pixverse*"])


def test_specs_beside_the_configuration_come_first_and_the_option_before_all(pytester: pytest.Pytester) -> None:
    pytester.makepyfile(USES_IT)
    for name in ("specs", "others"):
        folder = pytester.mkdir(name)
        (folder / "acme").symlink_to(SPECS / "acme")
    (pytester.path / "others" / "beta").symlink_to(SPECS / "acme")
    pytester.runpytest_inprocess("-s").stdout.fnmatch_lines(["*providers: acme"])
    done = pytester.runpytest_inprocess("-s", "--callsheet-specs", "others")
    done.assert_outcomes(errors=1)
    done.stdout.fnmatch_lines(["*others/beta/*"])


def test_a_folder_that_is_not_there_is_named(pytester: pytest.Pytester) -> None:
    pytester.makepyfile(USES_IT)
    done = pytester.runpytest_inprocess("--callsheet-specs", "nowhere")
    done.assert_outcomes(errors=1)
    done.stdout.fnmatch_lines(["*nowhere*there is no such folder of specs*"])


def test_what_is_missing_is_named(project: pytest.Pytester) -> None:
    project.makeconftest(
        """
        import importlib.util
        found = importlib.util.find_spec

        def without(name, *more):
            return None if name in ("starlette", "yaml") else found(name, *more)

        import callsheet_contracts.pytest_plugin as plugin
        plugin.find_spec = without
        """
    )
    project.makepyfile("def test_it(simulator):\n    pass\n\ndef test_another():\n    pass\n")
    done = project.runpytest_subprocess()
    done.assert_outcomes(errors=1, passed=1)
    done.stdout.fnmatch_lines(["*this needs starlette, yaml: pip install 'callsheet[[]contracts]'*"])
