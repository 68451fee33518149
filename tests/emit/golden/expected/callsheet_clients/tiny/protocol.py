# Written by callsheet from specs/tiny/. Change the specs, then `make generate`.
"""How tiny is spoken to: addresses, calls, the life of a task, errors."""

from callsheet_runtime.machine import Machine, Meaning, State
from callsheet_runtime.protocol import (
    Category,
    ErrorShape,
    Key,
    KnownError,
    Poll,
    Protocol,
    Server,
    Submit,
)

SERVERS = {"main": Server(url="https://tiny.example/v1", region="here")}

KEY = Key(header="X-Key", form="{key}", env="TINY_KEY")

MACHINE = Machine(
    at="state",
    start="new",
    states={
        "new": State(means=Meaning.WAITING, next=frozenset({"done", "bad"})),
        "done": State(means=Meaning.SUCCEEDED, billed=True),
        "bad": State(means=Meaning.FAILED),
    },
)

KNOWN_ERRORS = {"no": KnownError(category=Category.INVALID)}

# [page] “POST /clips”
# [page] “every two seconds”
# [page] “state”
# [page] “errors”
PROTOCOL = Protocol(
    provider="tiny",
    servers=SERVERS,
    key=KEY,
    errors=ErrorShape(code="why", message="words"),
    known=KNOWN_ERRORS,
    submit=Submit(method="POST", path="/clips", task="id"),
    poll=Poll(method="GET", path="/clips/{task}", every=2),
    machine=MACHINE,
    failure=ErrorShape(code="why", message="words"),
)
