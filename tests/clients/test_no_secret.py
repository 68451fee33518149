"""The key is nowhere to be found, whatever the provider quotes of it and however: in logs, errors, tickets, hooks."""

import asyncio
import logging
import traceback
from collections.abc import Iterator
from importlib import import_module
from typing import Any

import httpx
import pytest

from callsheet.emit.layout import variable
from callsheet.model.endpoint import Provider
from callsheet_runtime import AsyncClient, CallsheetError, Client, Hooks, OutcomeUnknown, ProviderError, Repeat, flows
from support.catalog import real
from support.echo import KEY, Echo, endpoint_of
from support.secrets import FORMS, assert_no_secret, quoting

PROVIDERS = [pytest.param(one, id=one.name) for one in real().providers if one.tasks]


@pytest.fixture
def heard(caplog: pytest.LogCaptureFixture) -> Iterator[list[str]]:
    """Collect what hooks see; and log everything that there is."""
    caplog.set_level(logging.DEBUG)
    for name in list(logging.root.manager.loggerDict):
        caplog.set_level(logging.DEBUG, name)
    seen: list[str] = []
    yield seen
    records = caplog.get_records("call")
    assert any(record.name == "callsheet" for record in records)
    assert_no_secret("\n".join(f"{record.getMessage()} {record.args!r}" for record in records), KEY)
    assert_no_secret("\n".join(seen), KEY)
    assert any("Outgoing(" in one for one in seen)
    assert any("Exchange(" in one for one in seen)


def in_full(error: BaseException) -> str:
    """Write all that an error shows, to people and to reporters of errors."""
    shown = "".join(traceback.TracebackException.from_exception(error).format())
    around = "".join(in_full(one) for one in (error.__cause__, error.__context__) if one is not None)
    notes = getattr(error, "__notes__", [])
    return f"{error} {error!r} {error.args!r} {vars(error)!r} {notes!r} {shown} {around}"


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("fault", ["nothing", "refused", "lost", "page"])
@pytest.mark.parametrize("provider", PROVIDERS)
def test_the_key_is_nowhere(provider: Provider, fault: str, form: str, heard: list[str]) -> None:
    module = import_module(f"callsheet_clients.{variable(provider.name)}")
    echo = Echo(endpoint_of(provider), fault, said=quoting(KEY, form))

    def see(value: object) -> None:
        heard.append(repr(value))
        heard.extend(str(getattr(value, name, "")) for name in ("headers", "body"))
        raise RuntimeError(echo.said)

    hooks = Hooks(on_request=see, on_response=see, on_repeat=see, on_status=see)
    common: Any = {"key": KEY, "base_url": "https://provider.test/v1", "hooks": hooks, "repeat": Repeat(times=0)}
    transport = httpx.MockTransport(echo)
    client: Client = getattr(module, provider.client)(**common, http=httpx.Client(transport=transport))
    awaiting: AsyncClient = getattr(module, f"Async{provider.client}")(
        **common, http=httpx.AsyncClient(transport=transport)
    )
    assert_no_secret(f"{client!r} {awaiting!r} {vars(client)} {vars(awaiting)}", KEY)
    one = provider.tasks[0]
    tasks: Any = getattr(client, variable(one.name))
    endpoint = tasks.endpoint
    assert endpoint is echo.endpoint
    body: Any = next(given.body for given in one.requests if not given.breaks)
    context = client.context(endpoint)
    assert_no_secret(f"{tasks!r} {context!r}", KEY)
    with client.exchanges() as made:
        outcomes = [
            outcome(lambda: client.drive(flows.submit(endpoint, body, context))),
            outcome(lambda: asyncio.run(awaiting.drive(flows.submit(endpoint, body, awaiting.context(endpoint))))),
        ]
        ticket = tasks.adopt("t-1")
        outcomes.append(outcome(lambda: tasks.poll(ticket)))
    assert len(made) == 2
    assert_no_secret("\n".join(map(repr, made)), KEY)
    for found in outcomes:
        assert_no_secret(in_full(found) if isinstance(found, BaseException) else repr(found), KEY)
    expected = {"nothing": object, "refused": ProviderError, "lost": OutcomeUnknown, "page": OutcomeUnknown}[fault]
    assert isinstance(outcomes[0], expected)
    assert type(outcomes[0]) is type(outcomes[1])
    assert isinstance(outcomes[0], BaseException) == (fault != "nothing")


def outcome(do: Any) -> object:  # noqa: ANN401 -- anything that may be called
    try:
        return do()
    except CallsheetError as error:
        return error
