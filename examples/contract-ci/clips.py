"""What this project is about: a clip for each product, made once, and never paid twice."""

import json
from pathlib import Path

from callsheet_clients.dashscope import DashScope, pixverse_t2v
from callsheet_runtime import OutcomeUnknown, StillRunning, Ticket

DEADLINE = 600


def order(product: str) -> pixverse_t2v.Request:
    """Say what the clip of a product is to be."""
    return pixverse_t2v.Request(
        model="pixverse/pixverse-v6-t2v", prompt=f"{product} turns slowly on a table.", size="1280*720", duration=5
    )


def clip(dashscope: DashScope, product: str, tickets: Path) -> str | None:
    """Make the clip of a product and tell where it is; `None` while it is not there yet.

    The ticket lies on disk before anybody waits: called again, this goes on with the task that was paid for. Where the
    answer to an order was lost, nothing is ordered again before a person has looked: the mark of it lies there, too.
    """
    file = tickets / f"{product}.json"
    lost = tickets / f"{product}.lost"
    if lost.exists():
        return None
    if not file.exists():
        try:
            file.write_text(dashscope.pixverse_t2v.submit(order(product)).to_json(), "utf-8")
        except OutcomeUnknown as unknown:
            lost.write_text(json.dumps({"fingerprint": unknown.fingerprint, "why": str(unknown)}), "utf-8")
            return None
    try:
        result = dashscope.pixverse_t2v.wait(Ticket.from_json(file.read_text("utf-8")), deadline=DEADLINE)
    except StillRunning:
        return None
    return result.video_url
