"""Say where parameters stand: in the body, in an item of a list, or beside the body. Knows no types and no rules."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import zip_longest

from callsheet.diagnostics import did_you_mean
from callsheet.model.request import OUTSIDE
from callsheet.resolve.scope import Scope, flag, listed
from callsheet.span import Span
from callsheet.syntax import documents
from callsheet.syntax.atoms import CallLine
from callsheet.syntax.located import Entry

STEPS = 2
HOLE = re.compile(r"\{([^{}]*)\}")
HOLE_NAME = re.compile(r"[A-Za-z_][A-Za-z0-9_]*")
BRACES = frozenset("{}")
IN_A_FORM = ("$form", "$files")
WHAT = {
    "$headers": "header",
    "$query": "field of the query",
    "$path": "part of the path",
    "$form": "field of the form",
    "$files": "file of the form",
}
"""What one parameter is, by where it stands."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where a parameter stands, and where the spec says so."""

    name: str
    at: tuple[str, ...]
    span: Span

    @property
    def root(self) -> str:
        """The part of a request document that it is in; empty in the body."""
        return self.at[0] if self.at[0].startswith("$") else ""


def place(name: str, written: documents.Parameter, scope: Scope, *, within: str) -> Place:
    """Split a path, and check what begins with a `$`: a place outside of the body, and one key in it."""
    found = Place(name, scope.path(written.at), written.at.span)
    if within:
        _check_in_item(found, written, scope)
    elif not found.root or _is_outside(found, scope):
        _check_type(found, written, scope)
    return found


def _check_in_item(found: Place, written: documents.Parameter, scope: Scope) -> None:
    if found.root:
        note = "write where it stands in the item"
        scope.error("path", found.span, f"an item of a list has no place {found.root}", note=note)
    elif written.type.value == "file":
        note = "make it a parameter of its own, at $files.…"
        scope.error("path", found.span, "a file stands in $files, and so in no item of a list", note=note)


def _is_outside(found: Place, scope: Scope) -> bool:
    """Tell whether what begins with a `$` is a place outside of the body, noting what is wrong with it."""
    if found.root not in OUTSIDE:
        note = did_you_mean(found.root, OUTSIDE) or f"outside of the body {listed(OUTSIDE)}"
        scope.error("path", found.span, f"there is no place {found.root!r}", note=note)
    elif len(found.at) < STEPS:
        scope.error("path", found.span, f"what stands in {found.root} has a key there", note="such as $headers.X-Name")
    elif len(found.at) > STEPS:
        words = f"what stands in {found.root} has one key there, and not {len(found.at) - 1}"
        scope.error("path", found.span, words, note="there are no dots in the key")
    else:
        if found.root == "$headers":
            scope.header(found.at[1], found.span)
        return True
    return False


def _check_type(found: Place, written: documents.Parameter, scope: Scope) -> None:
    if (written.type.value == "file") != (found.root == "$files"):
        note = "write `type: file`" if found.root == "$files" else "write `at: $files.…`"
        scope.error("path", found.span, "files, and nothing else, stand in $files", note=note)
    elif found.root == "$path" and not flag(written.required):
        scope.error("path", found.span, "a part of the path is required", note="write `required: true`")
    elif found.root and written.type.value == "list":
        note = "lists are written in the body only"
        scope.error("path", found.span, f"a list cannot stand in {found.root}", note=note)


def keep_places_apart(places: Iterable[Place], scope: Scope, *, within: str) -> None:
    """Note places that are taken, or that lie inside of one that is."""
    found: list[Place] = []
    for one in places:
        for other in found:
            if _overlap(one, other):
                what = WHAT.get(one.root, "field of the item" if within else "field of the body")
                words = f"the parameter {other.name!r} stands there already, at {'.'.join(other.at)}"
                note = "; capitals do not tell headers apart" if one.at != other.at and one.root == "$headers" else ""
                scope.error("same-place", one.span, words, note=f"one {what} is one parameter{note}")
        found.append(one)


def _overlap(one: Place, other: Place) -> bool:
    shorter = min(len(one.at), len(other.at))
    return _told(one)[:shorter] == _told(other)[:shorter]


def _told(one: Place) -> tuple[str, ...]:
    """Say a place as the wire tells it from others."""
    return tuple(map(str.casefold, one.at)) if one.root == "$headers" else one.at


def check_of_task(places: Iterable[Place], scope: Scope) -> None:
    """Note what the call that creates a task cannot carry."""
    for one in places:
        if one.root in OUTSIDE and one.root != "$headers":
            words = f"a task is created by a JSON body: {one.root} belongs to a plain call"
            scope.error("path", one.span, words, note="only $headers stand beside the body")


def check_of_call(places: tuple[Place, ...], call: CallLine, scope: Scope) -> None:
    """Note what a plain call cannot carry, and what its path lacks."""
    has_form = any(one.root in IN_A_FORM for one in places)
    for one in places:
        if call.method == "GET" and one.root in IN_A_FORM:
            scope.error("path", one.span, "a GET has no form", note="such as at: $query.…")
        elif not one.root and (has_form or call.method == "GET"):
            what = "a call with a form" if has_form else "a GET"
            note = "such as at: $query.…" if call.method == "GET" else "such as at: $form.… or at: $query.…"
            scope.error("path", one.span, f"{what} has no JSON body", note=note)
    filled = [one.at[1:] for one in places if one.root == "$path"]
    if all(len(keys) == 1 for keys in filled):
        _check_holes(tuple(key for (key,) in filled), call, scope)


def _check_holes(filled: tuple[str, ...], call: CallLine, scope: Scope) -> None:
    """Note holes of a path that no parameter fills, and parameters that no hole is there for."""
    holes = HOLE.findall(call.path)
    note = "such as GET /things/{id}, and `at: $path.id`"
    if set(HOLE.sub("", call.path)) & BRACES:
        scope.error("call", call.span, "a brace of this path stands alone", note=note)
        return
    for hole in holes:
        if not HOLE_NAME.fullmatch(hole):
            words = f"what is filled in a path is named in letters, digits and underscores: {{{hole}}} is not"
            scope.error("call", call.span, words, note=note)
            return
    lacking = [hole for hole in dict.fromkeys(holes) if hole not in filled]
    for hole, key in zip_longest(lacking, (key for key in filled if key not in holes)):
        if hole is None:
            words = f"nothing in the path is filled by the parameter at $path.{key}"
            scope.error("call", call.span, words, note=f"put {{{key}}} into it, or leave the parameter out")
        else:
            words = f"{{{hole}}} of the path is filled by no parameter"
            guess = f"did you mean {{{key}}}?" if key else f"write one that stands at $path.{hole}"
            scope.error("call", call.span, words, note=guess)


def check_headers(places: Iterable[Place], sent: Iterable[str], key: str, scope: Scope) -> None:
    """Note headers that a parameter would hold and that are sent anyway."""
    known = set(map(str.casefold, sent))
    for one in places:
        if one.root != "$headers" or not one.at[1:]:
            continue
        if one.at[1].casefold() == key.casefold():
            note = "a client is given it once, as its key"
            scope.error("header", one.span, f"the header {one.at[1]} holds the key", note=note)
        elif one.at[1].casefold() in known:
            note = "leave out the parameter, or the header of the call"
            scope.error("header", one.span, f"the header {one.at[1]} is sent with the call anyway", note=note)


def fill_none(call: CallLine, scope: Scope, *, but: str = "") -> str:
    """Note braces of a path where nothing fills them."""
    if set(call.path.replace(but, "") if but else call.path) & BRACES:
        note = "only {task} is filled, and only where a task is asked for or cancelled"
        scope.error("call", call.span, "a brace of this path is filled by nothing", note=note)
    return call.path


def places_of(fields: Iterable[Entry[documents.Parameter]]) -> tuple[Place, ...]:
    """Say where parameters stand; what is wrong with that has been noted."""
    split = ((one, one.value.at) for one in fields)
    return tuple(Place(one.name, tuple(at.value.split(".")), at.span) for one, at in split)
