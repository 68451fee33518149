import copy
import pickle
from dataclasses import replace
from datetime import UTC, datetime
from decimal import Decimal

import pytest

from callsheet_runtime import Meaning, Problem, errors
from callsheet_runtime.errors import (
    BudgetExceeded,
    CallFailed,
    CallsheetError,
    ClientClosed,
    Complaint,
    DownloadFailed,
    MediaExpired,
    MissingKey,
    Moderated,
    NoResult,
    NotSent,
    NotSupported,
    OutcomeUnknown,
    PriceUnknown,
    ProviderError,
    RequestRefused,
    StillRunning,
    TaskEnded,
    TaskModerated,
    UnknownServer,
    WrongTicket,
    advise,
    refuse,
)
from callsheet_runtime.protocol import Category
from runtime.acme import TICKET, TOO_LONG

COMPLAINT = Complaint(code="E1", message="no", request_id="r", http_status=400, category=Category.INVALID)

EVERY: list[CallsheetError] = [
    MissingKey("ACME_API_KEY"),
    UnknownServer("west", why="no", known=("north",)),
    NotSupported("acme", "cancel a task"),
    WrongTicket(TICKET, endpoint="acme/still", server="south"),
    RequestRefused("acme/clip", [Problem(("/seconds", TOO_LONG, 11))]),
    BudgetExceeded("it", price=Decimal(2), currency="EUR", left=Decimal(1), budget="1 EUR"),
    PriceUnknown("it", why="no page tells", budget="1 EUR"),
    NotSent("it", tries=1, why="no"),
    OutcomeUnknown(
        "acme/clip", why="w", fingerprint="f", model=None, sent_at=datetime(2026, 1, 1, tzinfo=UTC), lookup="look"
    ),
    ProviderError(COMPLAINT, billed=None, repeatable=True, advice="do", ticket=TICKET),
    CallFailed("it", tries=2, why="no", sent=True, ticket=TICKET),
    TaskEnded(TICKET, COMPLAINT, meaning=Meaning.FAILED, status="BROKEN", billed=True, answer={"a": 1}),
    TaskModerated(TICKET, COMPLAINT, meaning=Meaning.REFUSED, status="BARRED", billed=False, answer={}),
    *(
        refuse(replace(COMPLAINT, category=category), billed=None, repeatable=False, advice="do")
        for category in Category
        if category is not Category.OTHER
    ),
    NoResult(TICKET, result="url", status="DONE", billed=None, answer={}),
    StillRunning(TICKET, status=None, waited=3.0, trouble="t"),
    DownloadFailed("https://cdn.test/1.mp4", why="no", repeatable=True, ticket=TICKET, kept=7),
    MediaExpired(
        "https://cdn.test/1.mp4", http_status=403, expires_at=datetime(2026, 1, 1, tzinfo=UTC), ticket=TICKET, kept=7
    ),
    ClientClosed(TICKET, status="BUSY"),
]


def kinds(kind: type[CallsheetError]) -> set[type[CallsheetError]]:
    """List the errors of the tree that clients raise; a receiver of webhooks has one of its own."""
    every = {kind, *(below for child in kind.__subclasses__() for below in kinds(child))}
    return {one for one in every if one.__module__.startswith(f"{errors.__name__}.")}


def test_the_list_here_and_the_tree_in_the_docstring_are_whole() -> None:
    assert {type(error) for error in EVERY} == kinds(CallsheetError) - {CallsheetError, Moderated}
    assert errors.__doc__ is not None
    drawn = [line.split()[1] for line in errors.__doc__.splitlines() if line.lstrip().startswith("x ")]
    assert sorted(drawn) == sorted(kind.__name__ for kind in kinds(CallsheetError) - {CallsheetError})


@pytest.mark.parametrize("error", EVERY, ids=lambda error: type(error).__name__)
def test_each_survives_pickle_and_copy(error: CallsheetError) -> None:
    error.add_note("a note")
    for again in (pickle.loads(pickle.dumps(error)), copy.copy(error)):
        assert type(again) is type(error)
        assert str(again) == str(error)
        assert repr(again) == repr(error)
        assert vars(again).keys() == vars(error).keys()
        assert (again.sent, again.billed, again.repeatable) == (error.sent, error.billed, error.repeatable)
        assert again.ticket == error.ticket
        assert again.__notes__ == error.__notes__


def test_problems_survive_pickle() -> None:
    error = RequestRefused("acme/clip", [Problem(("/seconds", TOO_LONG, 11))])
    again = pickle.loads(pickle.dumps(error))
    assert list(map(str, again.problems)) == list(map(str, error.problems))


def test_a_refused_request_lists_every_problem() -> None:
    many = [Problem((f"/{place}", TOO_LONG, place)) for place in range(3)]
    said = str(RequestRefused("acme/clip", many)).splitlines()
    assert said[0] == "acme/clip would refuse this request (3 problems); nothing was sent"
    assert said[1:] == [f"  {problem}" for problem in many]
    assert "(1 problem)" in str(RequestRefused("acme/clip", many[:1]))


@pytest.mark.parametrize("category", list(Category))
def test_there_is_advice_for_every_category(category: Category) -> None:
    advice = advise(category, server="north", key_from="the key in ACME_API_KEY")
    assert advice
    assert ("ACME_API_KEY" in advice and "north" in advice) is (category is Category.AUTH)


def test_each_billing_is_said_differently() -> None:
    said = {
        str(TaskEnded(TICKET, COMPLAINT, meaning=Meaning.FAILED, status="X", billed=billed, answer={}))
        for billed in (True, False, None)
    }
    assert len(said) == 3


@pytest.mark.parametrize("category", [Category.AUTH, Category.PERMISSION, Category.NOT_FOUND])
def test_a_mix_of_regions_is_explained_whatever_it_looks_like(category: Category) -> None:
    """A key, a model and a server of different regions look like a wrong key, no permission, or no model."""
    advice = advise(category, server="north", key_from="the key", region="Northland", offered=("north", "south"))
    assert "one region" in advice
    assert "'north' in Northland" in advice
    assert "offered on south" in advice


def test_other_errors_do_not_speak_of_regions() -> None:
    for category in set(Category) - {Category.AUTH, Category.PERMISSION, Category.NOT_FOUND}:
        assert "region" not in advise(category, server="n", key_from="k", region="N", offered=("n", "s"))
