"""What a notice leads to: the task is read again, and its end handed on once."""

import asyncio
import logging

import pytest

from callsheet_runtime import Category, Complaint, Meaning, NoResult, TaskEnded, Ticket
from webhooks.knocking import Asked, House, Told, ticket

SCRIPT = "an end that was never reached"


def ended(meaning: Meaning = Meaning.FAILED) -> TaskEnded:
    complaint = Complaint(http_status=200, category=Category.OTHER, message="no raccoons left")
    return TaskEnded(ticket(), complaint, meaning=meaning, status="FAILED", billed=False, answer={})


def test_the_end_is_read_from_the_provider_and_handed_on() -> None:
    house = House(Asked({"t-1": "the clip"}))

    async def main() -> tuple[int, str]:
        await house.app.expect(ticket())
        answer = await house.send(url="https://forged.test/1.mp4")
        return answer.status_code, answer.text

    assert asyncio.run(main()) == (200, "taken"), "in the words the provider wants"
    (arrival,) = house.told.came
    assert (arrival.ticket, arrival.means, arrival.error) == (ticket(), Meaning.SUCCEEDED, None)
    assert (arrival.result, arrival.confirmed) == ("the clip", True)
    assert arrival.notice.result.url == "https://forged.test/1.mp4"


@pytest.mark.parametrize(
    ("end", "means"),
    [
        (ended(), Meaning.FAILED),
        (ended(Meaning.REFUSED), Meaning.REFUSED),
        (NoResult(ticket(), result="url", status="DONE", billed=True, answer={}), Meaning.SUCCEEDED),
    ],
)
def test_an_end_without_a_result_is_handed_on_whatever_was_sent(end: TaskEnded | NoResult, means: Meaning) -> None:
    house = House(Asked({"t-1": end}))

    async def main() -> int:
        await house.app.expect(ticket())
        return (await house.send("DONE")).status_code

    assert asyncio.run(main()) == 200
    (arrival,) = house.told.came
    assert (arrival.result, arrival.error, arrival.means) == (None, end, means)


@pytest.mark.parametrize("status", ["WAITING", "BUSY"])
def test_a_task_that_goes_on_is_no_news(status: str) -> None:
    house = House(Asked({"t-1": SCRIPT}))

    async def main() -> int:
        await house.app.expect(ticket())
        return (await house.send(status)).status_code

    assert asyncio.run(main()) == 200
    assert (house.asked.looks, house.told.came) == ([], [])


def test_a_word_that_no_page_names_is_looked_into() -> None:
    house = House()

    async def main() -> list[int]:
        await house.app.expect(ticket())
        first = await house.send("NAPPING")
        house.asked.ends["t-1"] = "the clip"
        return [first.status_code, (await house.send("ARCHIVED")).status_code]

    assert asyncio.run(main()) == [200, 200], "it goes on is no reason to send it again"
    assert house.told.tasks == ["t-1"]


def test_a_forged_or_early_end_is_to_be_sent_again() -> None:
    house = House()

    async def main() -> list[int]:
        await house.app.expect(ticket())
        early = [(await house.send()).status_code for _ in range(2)]
        house.asked.ends["t-1"] = "the clip"
        return [*early, (await house.send()).status_code]

    assert asyncio.run(main()) == [503, 503, 200]
    assert house.told.tasks == ["t-1"]


def test_the_same_is_handed_on_once_and_asked_once() -> None:
    house = House(Asked({"t-1": "the clip"}))

    async def main() -> list[int]:
        await house.app.expect(ticket())
        answers = [await house.send(one) for one in ("DONE", "DONE", "FAILED", "DONE")]
        await house.app.expect(ticket())
        return [one.status_code for one in answers]

    assert asyncio.run(main()) == [200] * 4
    assert (house.told.tasks, house.asked.looks) == (["t-1"], ["t-1"])


def test_those_that_come_at_once_wait_for_the_same_end() -> None:
    house = House(Asked({"t-1": "the clip", "t-2": "another"}))

    async def main() -> list[int]:
        house.told.gate = asyncio.Event()
        await asyncio.gather(*(house.app.expect(ticket(one)) for one in ("t-1", "t-2")))
        sent = [asyncio.create_task(house.send(task=one)) for one in ("t-1", "t-1", "t-2", "t-1")]
        for _ in range(2):
            await house.told.reached.acquire()
        assert not any(one.done() for one in sent)
        house.told.gate.set()
        return [one.status_code for one in await asyncio.gather(*sent)]

    assert asyncio.run(main()) == [200] * 4
    assert sorted(house.told.tasks) == ["t-1", "t-2"]


def test_who_fails_is_told_again(caplog: pytest.LogCaptureFixture) -> None:
    house = House(Asked({"t-1": "the clip"}), Told(fails=2))

    async def main() -> list[int]:
        await house.app.expect(ticket())
        return [(await house.send()).status_code for _ in range(4)]

    assert asyncio.run(main()) == [500, 500, 200, 200]
    assert house.told.tasks == ["t-1"] * 3
    said = [(one.name, one.getMessage(), str(one.exc_info and one.exc_info[1])) for one in caplog.records]
    assert said == [("callsheet", "acme/clip: the end of a task could not be seen to", "the database is away")] * 2


def test_a_look_that_fails_hands_nothing_on(caplog: pytest.LogCaptureFixture) -> None:
    house = House(Asked({"t-1": ConnectionError("no route")}))

    async def main() -> list[int]:
        await house.app.expect(ticket())
        first = await house.send()
        house.asked.ends["t-1"] = "the clip"
        return [first.status_code, (await house.send()).status_code]

    assert asyncio.run(main()) == [500, 200]
    assert house.told.tasks == ["t-1"]
    assert len(caplog.records) == 1


def test_who_takes_too_long_goes_on_and_is_not_told_twice() -> None:
    house = House(Asked({"t-1": "the clip"}), settings={"within": 0.01})

    async def main() -> list[int]:
        house.told.gate = asyncio.Event()
        await house.app.expect(ticket())
        slow = [(await house.send()).status_code for _ in range(2)]
        house.told.gate.set()
        await house.app.drain()
        return [*slow, (await house.send()).status_code]

    assert asyncio.run(main()) == [503, 503, 200]
    assert house.told.tasks == ["t-1"]


def test_a_failure_that_nobody_waits_for_is_logged_and_told_again(caplog: pytest.LogCaptureFixture) -> None:
    house = House(Asked({"t-1": "the clip"}), Told(fails=1), settings={"within": 0.01})

    async def main() -> list[int]:
        house.told.gate = asyncio.Event()
        await house.app.expect(ticket())
        slow = (await house.send()).status_code
        house.told.gate.set()
        await house.app.drain()
        return [slow, (await house.send()).status_code]

    assert asyncio.run(main()) == [503, 200]
    assert [one.name for one in caplog.records] == ["callsheet"], "and asyncio has nothing to complain of"


def test_a_time_limit_of_its_own_is_a_failure_like_any() -> None:
    async def late(_: object) -> None:
        async with asyncio.timeout(0):
            await asyncio.sleep(1)

    house = House(Asked({"t-1": "the clip"}), settings={"on_end": late})

    async def main() -> int:
        await house.app.expect(ticket())
        return (await house.send()).status_code

    assert asyncio.run(main()) == 500


def test_a_plain_function_will_do() -> None:
    told: list[object] = []
    house = House(Asked({"t-1": "the clip"}), settings={"on_end": told.append})

    async def main() -> int:
        await house.app.expect(ticket())
        return (await house.send()).status_code

    assert asyncio.run(main()) == 200
    assert len(told) == 1


# ── what is not known yet ──


def test_what_comes_before_its_ticket_is_parked_and_seen_to() -> None:
    house = House(Asked({"t-1": "the clip"}))

    async def main() -> int:
        early = await house.send()
        assert house.told.came == []
        await house.app.expect(ticket())
        return early.status_code

    assert asyncio.run(main()) == 200, "it may be about another program's task, and those are not sent for ever"
    assert house.told.tasks == ["t-1"]
    assert repr(house.app).endswith("0 expected, 0 parked>")


def test_a_failure_over_something_parked_is_raised_and_it_stays() -> None:
    house = House(Asked({"t-1": "the clip"}), Told(fails=1))

    async def main() -> None:
        await house.send()
        with pytest.raises(RuntimeError, match="the database is away"):
            await house.app.expect(ticket())
        await house.app.expect(ticket())

    asyncio.run(main())
    assert house.told.tasks == ["t-1"] * 2


def test_what_is_parked_is_bounded_by_number_and_the_oldest_goes() -> None:
    house = House(Asked({"a": "1", "b": "2", "c": "3"}), settings={"keep": 2})

    async def main() -> None:
        for task in ("a", "b", "c"):
            await house.send(task=task)
        for task in ("c", "b", "a"):
            await house.app.expect(ticket(task))

    asyncio.run(main())
    assert house.told.tasks == ["c", "b"]


def test_what_is_parked_is_bounded_by_age() -> None:
    now = 0.0
    house = House(Asked({"a": "1", "b": "2"}), settings={"age": 60.0, "now": lambda: now})

    async def main() -> None:
        nonlocal now
        await house.send(task="a")
        now = 30.0
        await house.send(task="a")
        await house.send(task="b")
        now = 61.0
        for task in ("a", "b"):
            await house.app.expect(ticket(task))

    asyncio.run(main())
    assert house.told.tasks == ["b"], "the first word of a counts, and it is a minute old"


def test_what_is_expected_and_done_is_bounded_too() -> None:
    house = House(Asked({"a": "1", "b": "2", "c": "3"}), settings={"keep": 2})

    async def main() -> None:
        for task in ("a", "b", "c"):
            await house.app.expect(ticket(task))
        for task in ("a", "b", "c"):
            await house.send(task=task)
        assert house.told.tasks == ["b", "c"]
        await house.app.expect(ticket("a"))
        assert house.told.tasks == ["b", "c", "a"], "it was parked, and not lost"
        await house.app.expect(ticket("b"))
        await house.send(task="b")

    asyncio.run(main())
    assert house.told.tasks == ["b", "c", "a", "b"], "what was done longest ago is not remembered"


@pytest.mark.parametrize("awaits", [True, False])
def test_tickets_of_other_processes_are_looked_for(awaits: bool) -> None:  # noqa: FBT001 -- a parameter of a test
    kept = {"t-1": ticket()}

    async def find(task: str) -> Ticket | None:
        await asyncio.sleep(0)
        return kept.get(task)

    house = House(Asked({"t-1": "the clip"}), settings={"find": find if awaits else kept.get})

    async def main() -> list[int]:
        return [(await house.send(task=one)).status_code for one in ("t-1", "t-2", "t-1")]

    assert asyncio.run(main()) == [200, 200, 200]
    assert house.told.tasks == ["t-1"]


def test_a_ticket_that_cannot_be_looked_for_is_a_failure(caplog: pytest.LogCaptureFixture) -> None:
    async def find(_: str) -> Ticket | None:
        raise OSError("the database is away")

    house = House(settings={"find": find})
    assert asyncio.run(house.send()).status_code == 500
    assert [one.getMessage() for one in caplog.records] == ["a ticket could not be looked for"]


def test_a_ticket_that_comes_while_it_is_looked_for_is_taken() -> None:
    house = House(Asked({"t-1": "the clip"}))

    async def find(_: str) -> Ticket | None:
        await house.app.expect(ticket())
        return None

    house = House(house.asked, settings={"find": find})
    assert asyncio.run(house.send()).status_code == 200
    assert house.told.tasks == ["t-1"]


def test_a_ticket_of_another_endpoint_is_refused_at_once() -> None:
    with pytest.raises(ValueError, match="of acme/image, and this webhook was given the tasks of acme/clip"):
        asyncio.run(House().app.expect(ticket(endpoint="acme/image")))


def test_what_is_forgotten_is_not_handed_on() -> None:
    house = House(Asked({"t-1": "the clip", "t-2": "another"}))

    async def main() -> None:
        await house.app.expect(ticket())
        await house.send(task="t-2")
        for task in ("t-1", "t-2"):
            house.app.forget(ticket(task))
        await house.send()
        await house.app.expect(ticket("t-2"))

    asyncio.run(main())
    assert house.told.came == []


# ── trust ──


def test_trust_asks_nobody_and_says_so() -> None:
    house = House(settings={"trust": True})

    async def main() -> list[int]:
        await house.send("FAILED", "t-2")
        await house.send("DONE", "t-2")
        await house.app.expect(ticket())
        await house.app.expect(ticket("t-2", endpoint="acme/image"))
        return [(await house.send(one, url="https://cdn.test/1.mp4")).status_code for one in ("HUH", "DONE", "FAILED")]

    assert asyncio.run(main()) == [200, 200, 200]
    second, first = house.told.came
    assert (first.means, first.result, first.error, first.confirmed) == (Meaning.SUCCEEDED, None, None, False)
    assert first.notice.result.url == "https://cdn.test/1.mp4"
    assert second.means is Meaning.FAILED, "the first end that was told is the end"
    assert house.asked.looks == []


def test_a_cancelled_request_does_not_stop_what_has_begun(caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)
    house = House(Asked({"t-1": "the clip"}))

    async def main() -> int:
        house.told.gate = asyncio.Event()
        await house.app.expect(ticket())
        request = asyncio.create_task(house.send())
        await house.told.reached.acquire()
        request.cancel()
        with pytest.raises(asyncio.CancelledError):
            await request
        house.told.gate.set()
        await house.app.drain()
        return (await house.send()).status_code

    assert asyncio.run(main()) == 200
    assert house.told.tasks == ["t-1"]
