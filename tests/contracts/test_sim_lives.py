"""Lives that no page promises: stuck, falling back, ending twice, forgotten; and what drives a life."""

from collections.abc import Callable, Generator
from contextlib import contextmanager
from dataclasses import replace

import httpx
import pytest

from callsheet.model.endpoint import Catalog, Limits, Provider, TaskEndpoint
from callsheet_contracts.simulator import (
    ExpiredLink,
    Fault,
    Flips,
    Forgotten,
    ManualClock,
    Regresses,
    Simulator,
    Stuck,
    TaskFails,
)
from callsheet_runtime.machine import Meaning
from callsheet_runtime.protocol import Category
from contracts.calling import Acme, DashScope, at, paths
from support.catalog import real

DAY = 86400
REAL = real()


@contextmanager
def driven(catalog: Catalog, **settings: object) -> Generator[tuple[DashScope, Acme]]:
    clock = ManualClock()
    with (
        Simulator(catalog, clock=clock, **settings) as simulator,  # type: ignore[arg-type] # pyright: ignore[reportArgumentType] -- as the test says
        httpx.Client(base_url=simulator.url("dashscope"), trust_env=False) as first,
        httpx.Client(base_url=simulator.url("acme"), trust_env=False) as second,
    ):
        yield DashScope("dashscope", simulator, clock, first), Acme("acme", simulator, clock, second)


def seen(calling: DashScope, task: str, times: int) -> list[object]:
    return [calling.status(task) for _ in range(times)]


def test_a_stuck_task_works_until_it_is_forgotten(dashscope: DashScope) -> None:
    dashscope.script("submit", Stuck())
    task, other = dashscope.create(), dashscope.create()
    assert dashscope.status(task) == "PENDING"
    dashscope.clock.advance(DAY - 1)
    assert [dashscope.status(task), dashscope.status(other)] == ["RUNNING", "SUCCEEDED"]
    assert "output.video_url" not in set(paths(dashscope.poll(task).json()))
    dashscope.clock.advance(1)
    assert dashscope.status(task) == "UNKNOWN"


def test_a_task_falls_back_once_it_was_seen_at_work(dashscope: DashScope) -> None:
    dashscope.script("submit", Regresses())
    task = dashscope.create()
    assert dashscope.status(task) == "PENDING"
    dashscope.clock.advance(3600)
    assert seen(dashscope, task, 5) == ["RUNNING", "PENDING", "RUNNING", "SUCCEEDED", "SUCCEEDED"]


def test_a_task_ends_twice(dashscope: DashScope) -> None:
    dashscope.script("submit", Flips())
    task = dashscope.create()
    dashscope.clock.advance(30)
    assert seen(dashscope, task, 3) == ["RUNNING"] * 3
    dashscope.clock.advance(30)
    first, second, third = (dashscope.poll(task).json() for _ in range(3))
    assert [at(one, "output.task_status") for one in (first, second, third)] == ["SUCCEEDED", "FAILED", "FAILED"]
    assert at(first, "output.video_url")
    assert at(second, "output.code")
    assert "output.video_url" not in set(paths(second))


@pytest.mark.parametrize("code", [403, 404])
def test_an_address_leads_nowhere(dashscope: DashScope, code: int) -> None:
    dashscope.script("submit", ExpiredLink() if code == 403 else ExpiredLink(code))
    task = dashscope.create()
    dashscope.clock.advance(60)
    url = str(at(dashscope.poll(task).json(), "output.video_url"))
    assert dashscope.http.get(url).status_code == code
    assert dashscope.last().status == code


@pytest.mark.parametrize("after", [0, 2])
def test_an_accepted_task_is_not_known(dashscope: DashScope, acme: Acme, after: int) -> None:
    dashscope.script("submit", Forgotten(after))
    acme.script("submit", Forgotten(after))
    one, two = dashscope.create(), acme.create()
    assert seen(dashscope, one, after + 1) == [*["PENDING"] * after, "UNKNOWN"]
    assert [acme.poll(two).status_code for _ in range(after + 1)] == [*[200] * after, 404]
    assert dashscope.cancel(one).status_code == 400
    assert dashscope.list().json()["total"] == 0


@pytest.mark.parametrize("fault", [Stuck(), Regresses(), Flips(), ExpiredLink(), Forgotten()])
def test_such_lives_begin_with_a_submit(dashscope: DashScope, fault: Fault) -> None:
    with pytest.raises(ValueError, match="is for submit, not for poll"):
        dashscope.script("poll", fault)


def test_an_address_that_leads_nowhere_says_so(dashscope: DashScope) -> None:
    with pytest.raises(ValueError, match="500 is no answer of an address that leads nowhere"):
        dashscope.script("submit", ExpiredLink(500))


@pytest.mark.parametrize("provider", REAL.providers, ids=lambda one: one.name)
def test_every_provider_can_fall_back_and_end_twice(provider: Provider) -> None:
    """Each life is illegal in one place: what the two last words of it say."""
    with Simulator(REAL, providers=[provider.name], by="polls") as simulator:
        simulator.script(provider.name, "submit", Regresses(), Flips(), Stuck())


# ── what drives a life ──


def test_polls_drive_a_life(catalog: Catalog) -> None:
    with driven(catalog, by="polls", polls=2) as (dashscope, acme):
        task, other = dashscope.create(), acme.create()
        assert [acme.status(other) for _ in range(6)] == [5, 5, 6, 6, 1, 1]
        dashscope.clock.advance(3600)
        assert dashscope.list().json()["data"][0]["status"] == "PENDING", "a list is no poll"
        assert seen(dashscope, task, 4) == ["PENDING", "PENDING", "RUNNING", "RUNNING"]
        created = dashscope.clock.now()
        dashscope.clock.advance(10)
        body = dashscope.poll(task).json()
        assert at(body, "output.task_status") == "SUCCEEDED"
        assert str(at(body, "output.end_time")) > str(at(body, "output.scheduled_time"))
        assert created < dashscope.clock.now()
        dashscope.clock.advance(DAY)
        assert dashscope.status(task) == "UNKNOWN"


def test_polls_drive_faults_too(catalog: Catalog) -> None:
    with driven(catalog, by="polls") as (dashscope, acme):
        dashscope.script("submit", Stuck(), Regresses(), Flips(), TaskFails("InternalError"))
        lives = [seen(dashscope, dashscope.create(), 6) for _ in range(4)]
        assert lives == [
            ["PENDING", *["RUNNING"] * 5],
            ["PENDING", "RUNNING", "PENDING", "RUNNING", "SUCCEEDED", "SUCCEEDED"],
            ["PENDING", "RUNNING", "SUCCEEDED", "FAILED", "FAILED", "FAILED"],
            ["PENDING", "RUNNING", "FAILED", "FAILED", "FAILED", "FAILED"],
        ]
        task = acme.create()
        acme.poll(task)
        assert acme.cancel(task).status_code == 200
        assert [acme.status(task) for _ in range(3)] == [9, 9, 9]


def test_tasks_can_succeed_at_once(catalog: Catalog) -> None:
    with driven(catalog, by="immediate", task_seconds=60) as (dashscope, _):
        assert dashscope.status(dashscope.create()) == "SUCCEEDED"
        dashscope.script("submit", Flips(), Stuck())
        assert seen(dashscope, dashscope.create(), 3) == ["SUCCEEDED", "FAILED", "FAILED"]
        assert seen(dashscope, dashscope.create(), 3) == ["RUNNING"] * 3


def test_what_drives_nothing_is_refused(catalog: Catalog) -> None:
    with pytest.raises(ValueError, match="cannot be told by 0 polls"):
        Simulator(catalog, polls=0)
    with pytest.raises(ValueError, match="nothing goes on by 'magic'"):
        Simulator(catalog, by="magic")  # type: ignore[arg-type] # pyright: ignore[reportArgumentType] -- as somebody without a type checker would


# ── how many at once ──


def limited(catalog: Catalog, limits: Limits) -> Catalog:
    """Give every endpoint the same limits, and the invented provider a word for it."""

    def change(endpoint: TaskEndpoint) -> TaskEndpoint:
        return replace(endpoint, limits=limits)

    return Catalog(tuple(replace(one, endpoints=tuple(map(change, one.tasks))) for one in catalog.providers))


def test_too_many_tasks_at_work_are_refused(catalog: Catalog) -> None:
    limits = Limits(submit=None, running=2, plans=(), doc="", cites=())
    with driven(limited(catalog, limits), enforce_running=True, task_seconds=60) as (dashscope, acme):
        first, _ = dashscope.create(), dashscope.create()
        refused = dashscope.submit()
        table = REAL.providers[0].tasks[0].errors
        assert (refused.status_code, refused.json()["code"]) == (429, table.error_for("too-many")[0].code)  # type: ignore[index] # pyright: ignore[reportOptionalSubscript, reportUnknownMemberType] -- it has one
        other = {"Authorization": "Bearer another", "X-DashScope-Async": "enable"}
        assert dashscope.submit(headers=other).status_code == 200, "another account has a limit of its own"
        assert dashscope.cancel(first).status_code == 200
        assert [dashscope.submit().status_code for _ in range(2)] == [200, 429]
        dashscope.clock.advance(60)
        assert dashscope.submit().status_code == 200
        assert [acme.submit().status_code for _ in range(3)] == [200, 200, 429]
        assert acme.submit().json() == {"ErrCode": "", "ErrMsg": "Too many tasks are at work."}


@pytest.mark.parametrize(("plan", "most"), [(None, 1), ("team", 3)])
def test_a_plan_counts_all_tasks_of_an_account(catalog: Catalog, plan: str | None, most: int) -> None:
    limits = Limits(submit=None, running=None, plans=(("team", 3), ("free", 1)), doc="", cites=())
    with driven(limited(catalog, limits), enforce_running=True, plan=plan) as (_, acme):
        bodies: list[dict[str, object]] = [{"engine": "quick", "words": "Hi."}, {"engine": "slow", "minutes": 3}] * 2
        assert [acme.submit(one).status_code for one in bodies] == [*[200] * most, *[429] * (4 - most)]


def test_a_code_for_too_many_tasks_comes_before_one_for_too_many_calls() -> None:
    busy = [one for one in REAL.providers if _crowded(one.tasks[0]) is not None and one.tasks[0].limits]
    assert busy, "no provider has such a code: nothing is shown"
    for provider in busy:
        endpoint = provider.tasks[0]
        with Simulator(REAL, providers=[provider.name], enforce_running=True, task_seconds=60) as simulator:
            answers = [_submit(simulator, provider, endpoint) for _ in range(2)]
        shape = endpoint.errors.usual
        assert shape.code is not None
        assert str(at(answers[1], ".".join(shape.code))) == _crowded(endpoint)


def _crowded(endpoint: TaskEndpoint) -> str | None:
    return next((one.code for one in endpoint.errors.known if one.means is Category.CONCURRENCY), None)


def _submit(simulator: Simulator, provider: Provider, endpoint: TaskEndpoint) -> object:
    key = {provider.key.header: provider.key.form.replace("{key}", "k")}
    headers = {one.name: one.value or "1" for one in endpoint.protocol.submit.headers}
    body = next(one.body for one in endpoint.requests if not one.breaks)
    address = simulator.url(provider.name) + endpoint.protocol.submit.path
    return httpx.post(address, json=body, headers={**key, **headers}, trust_env=False).json()


def test_nobody_has_such_a_plan(catalog: Catalog) -> None:
    with pytest.raises(ValueError, match="nobody has a plan 'gold': there are none"):
        Simulator(catalog, plan="gold")


@pytest.mark.parametrize("make", [Stuck, Regresses, Flips])
def test_a_provider_without_such_states_cannot_have_such_a_life(catalog: Catalog, make: Callable[[], Fault]) -> None:
    """A machine of one running and one good state is stuck at most."""

    def change(endpoint: TaskEndpoint) -> TaskEndpoint:
        machine = endpoint.protocol.machine
        begin = replace(machine.meaning(Meaning.RUNNING)[0], next=(machine.meaning(Meaning.SUCCEEDED)[0].name,))
        bare = replace(machine, start=begin.name, states=(begin, machine.meaning(Meaning.SUCCEEDED)[0]))
        return replace(endpoint, protocol=replace(endpoint.protocol, machine=bare))

    acme = next(one for one in catalog.providers if one.name == "acme")
    simulator = Simulator(Catalog((replace(acme, endpoints=tuple(map(change, acme.tasks))),)))
    if make is Stuck:
        simulator.script("acme", "submit", make())
    else:
        with pytest.raises(ValueError, match=r"no task of acme can (fall back|end otherwise)"):
            simulator.script("acme", "submit", make())
