import ast

from hypothesis import given, settings
from hypothesis import strategies as st

from callsheet.emit.layout import (
    call,
    comment,
    constant,
    docstring,
    grid,
    lay_out,
    mapping,
    scalar,
    sequence,
    text,
    variable,
)

FIXED = settings(max_examples=400, derandomize=True, deadline=None, database=None)
ANY_TEXT = st.text(st.characters(codec=None), max_size=60)
NASTY = '"""; import os; os.system("x") #\n\\" \\\\" \'\'\' {evil} %s \x00 \u202e \u2028 \ud800'


@FIXED
@given(ANY_TEXT)
def test_a_text_is_a_literal_of_just_that_text(words: str) -> None:
    assert ast.literal_eval(text(words)) == words
    assert text(words).isprintable()


def test_a_nasty_text_stays_inside_of_its_literal() -> None:
    assert ast.literal_eval(text(NASTY)) == NASTY


@FIXED
@given(ANY_TEXT, st.integers(0, 2))
def test_a_docstring_is_one_expression_and_nothing_runs(words: str, indent: int) -> None:
    tree = ast.parse(f"def f():\n    {docstring(words, indent=indent)}\n")
    function = tree.body[0]
    assert isinstance(function, ast.FunctionDef)
    assert len(function.body) == 1
    assert isinstance(function.body[0], ast.Expr)
    assert isinstance(function.body[0].value, ast.Constant)


@FIXED
@given(ANY_TEXT)
def test_a_comment_is_nothing_but_comment(words: str) -> None:
    assert ast.parse("\n".join(comment(words))).body == []


def test_a_nasty_docstring_and_comment() -> None:
    assert len(ast.parse(docstring(NASTY)).body) == 1
    assert ast.parse("\n".join(comment(NASTY))).body == []


def test_what_fits_stands_on_one_line() -> None:
    assert lay_out(call("f", "1", x="2"), prefix="y = ") == "y = f(1, x=2)"


def test_what_does_not_fit_stands_one_part_a_line() -> None:
    parts = [text("a" * 50), text("b" * 60)]
    assert lay_out(call("f", *parts), prefix="y = ") == f"y = f(\n    {parts[0]},\n    {parts[1]},\n)"


def test_a_tuple_of_one_keeps_its_comma() -> None:
    assert lay_out(sequence(["5"])) == "(5,)"


def test_wide_characters_count_twice() -> None:
    assert "\n" in lay_out(call("f", text("爱" * 58)))
    assert "\n" not in lay_out(call("f", text("a" * 58)))


def test_a_keyword_that_is_none_is_left_out() -> None:
    assert lay_out(call("f", a=None, b="1")) == "f(b=1)"


def test_dicts() -> None:
    assert lay_out(mapping([('"a"', "1")])) == '{"a": 1}'


def test_names() -> None:
    assert constant("v5.6", "1080P") == "V5_6_1080P"
    assert constant("1080P") == "_1080P"
    assert variable("pixverse-t2v") == "pixverse_t2v"


def test_scalars() -> None:
    assert [scalar(value) for value in (True, 5, 0.5, "x")] == ["True", "5", "0.5", '"x"']


def test_a_grid_lines_its_columns_up() -> None:
    assert grid([["a", "bb"], ["ccc", "d"]], indent=1) == ["    a    bb", "    ccc  d"]
