"""A provider that quotes the key in all that it says, in every form: whatever is made of that must not tell it."""

from dataclasses import dataclass, field
from importlib import import_module
from typing import Any

import httpx

from callsheet.emit.layout import variable
from callsheet.model.endpoint import Provider
from callsheet_runtime.machine import Meaning
from support.secrets import FORMS, quoting

KEY = 'sk-/+"\\=&%aB3~0123456789'
USUAL = "sk-0aB3d5F7h9J1"
"""A key as most are: letters, digits and a hyphen."""
SAID = " and ".join(quoting(KEY, form) for form in FORMS)
MEDIA = "https://cdn.acme.test/clips/1.mp4"


@dataclass
class Echo:
    """A provider whose tasks are done at once, and who quotes the key in all that it says."""

    endpoint: Any
    fault: str = "nothing"
    media: str = MEDIA
    said: str = SAID
    asked: list[httpx.Request] = field(default_factory=list[httpx.Request])

    def __call__(self, request: httpx.Request) -> httpx.Response:
        self.asked.append(request)
        headers = {"x-echo": ascii(self.said), "set-cookie": f"k={self.said!a}"}
        if self.fault == "lost":
            raise httpx.ReadError(f"proxy says {self.said}")
        if self.fault == "page":
            return httpx.Response(502, text=f"<p>{self.said}</p>", headers=headers)
        status = 401 if self.fault == "refused" else 200
        return httpx.Response(status, json=self._answer(), headers=headers)

    def _answer(self) -> dict[str, Any]:
        protocol = self.endpoint.protocol
        places: dict[str, str | None] = {protocol.errors.message or "message": self.said}
        if protocol.errors.code:
            places[protocol.errors.code] = self.said
        if protocol.errors.request_id:
            places[protocol.errors.request_id] = self.said
        if self.fault == "nothing":
            states = protocol.machine.states
            done = next(word for word, one in states.items() if one.means is Meaning.SUCCEEDED)
            places |= {protocol.submit.task: "t-1", protocol.machine.at: done, self.endpoint.result: self.media}
            if protocol.errors.code:
                places[protocol.errors.code] = protocol.success
        answer: dict[str, Any] = {"echo": self.said, self.said: [self.said]}
        for at, value in places.items():
            *parents, last = at.split(".")
            inner = answer
            for one in parents:
                inner = inner.setdefault(one, {})
            if value is not None:
                inner[last] = value
        return answer


def endpoint_of(provider: Provider) -> Any:  # noqa: ANN401 -- an endpoint of any provider
    one = provider.tasks[0]
    module = import_module(f"callsheet_clients.{variable(provider.name)}.{variable(one.name)}")
    return module.ENDPOINT
