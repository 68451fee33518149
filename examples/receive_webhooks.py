"""Take a provider's webhooks with an ASGI application; docs/webhooks.md shows these lines."""

import os

from callsheet_clients.pixazo import AsyncPixazo, v6_t2v, webhook
from callsheet_runtime import Receiver, Ticket
from callsheet_runtime.webhooks import Arrival, WebhookApp, url_for

TOKEN = os.environ["WEBHOOK_TOKEN"]  # drawn once with new_token(), and kept where keys are kept
pixazo = AsyncPixazo()  # the key comes from PIXAZO_API_KEY
tickets: dict[str, Ticket] = {}  # your database


async def ended(arrival: Arrival[webhook.Result, v6_t2v.Result]) -> None:
    """Note how a task ended: brief, and harmless if it is told twice."""
    print(arrival.ticket.task, arrival.means, arrival.result.video_url if arrival.result else arrival.error)


hook = WebhookApp(Receiver(webhook.EVENT), pixazo.v6_t2v, token=TOKEN, on_end=ended, find=tickets.get)


async def make(prompt: str) -> None:
    """Create a task whose end is told to `hook`."""
    request = v6_t2v.Request(prompt=prompt, webhook_url=url_for("https://studio.example/hooks", TOKEN))
    ticket = await pixazo.v6_t2v.submit(request)
    tickets[ticket.task] = ticket  # store it before anything else
    await hook.expect(ticket)
