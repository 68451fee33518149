"""What an OpenAPI document says of calls holds of the simulator: each of these was found by a tool that read one."""

import pytest

from contracts.calling import ACME_KEY, KEY, Acme, DashScope


def test_a_wrong_method_is_told_which_there_are(dashscope: DashScope) -> None:
    answer = dashscope.http.request("PUT", "/tasks/any", headers=KEY)
    assert answer.status_code == 405
    assert "GET" in answer.headers["Allow"].split(", ")


def test_an_empty_header_is_sent_all_the_same(acme: Acme) -> None:
    traced = {**ACME_KEY, "X-Trace": "1"}
    assert acme.submit(headers=traced).status_code == 200
    assert acme.submit(headers={**traced, "X-Shown": ""}).status_code == 400


@pytest.mark.parametrize("page", [10**9, 10**9 + 1, 10**99])
def test_there_is_nothing_on_a_page_far_behind_the_last(dashscope: DashScope, page: int) -> None:
    dashscope.create()
    answer = dashscope.list(page_no=str(page))
    assert (answer.status_code, answer.json()["data"]) == (200, [])


@pytest.mark.parametrize("page", ["0", "-1", "x", "", "1.0", "1" * 101])
def test_what_is_no_number_of_a_page_is_refused(dashscope: DashScope, page: str) -> None:
    assert dashscope.list(page_no=page).status_code == 400
