"""The public names, and what importing them costs."""

import subprocess
import sys

import pytest

import callsheet_contracts
from callsheet_contracts import simulator


@pytest.mark.parametrize("package", [callsheet_contracts, simulator])
def test_the_public_names_are_sorted_and_there(package: object) -> None:
    names: list[str] = vars(package)["__all__"]
    assert names == sorted(names)
    assert len(set(names)) == len(names)
    for name in names:
        assert getattr(package, name) is getattr(simulator, name)
    assert set(names) <= set(dir(package))


def test_a_name_that_is_not_there_is_not_loaded() -> None:
    with pytest.raises(AttributeError, match="no attribute 'Simulater'"):
        vars(callsheet_contracts)["__getattr__"]("Simulater")


def test_the_package_alone_imports_nothing_heavy() -> None:
    code = (
        "import sys, callsheet_contracts; "
        "heavy = {'starlette', 'uvicorn', 'httpx', 'yaml', 'asyncio', 'pytest', 'hypothesis', 'callsheet'}; "
        "print(sorted(heavy & set(sys.modules))); "
        "callsheet_contracts.Simulator; print('uvicorn' in sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.split("\n")[:2] == ["[]", "True"]
