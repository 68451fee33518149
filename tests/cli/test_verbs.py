"""Every verb declares itself: its module is there, and its example is one that it takes."""

import argparse
import shlex

import pytest

from callsheet.cli.commands import VERBS, module
from support.shell import Shell


@pytest.mark.parametrize("name", VERBS)
def test_a_verb_takes_its_own_example(name: str) -> None:
    verb = module(name)
    parser = argparse.ArgumentParser(exit_on_error=False)
    verb.declare(parser)
    first, *rest = shlex.split(verb.EXAMPLE)
    assert first == name
    parser.parse_args(rest)


def test_an_unknown_verb_is_named_with_those_there_are(home: Shell) -> None:
    said = home("generat")
    assert said.code == 2
    assert "generat" in said.err
    assert "generate" in said.err
