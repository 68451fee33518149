"""Make a clip with a real key, as the README shows."""

from pathlib import Path

from callsheet_clients.dashscope import DashScope, pixverse_t2v
from callsheet_runtime import Ticket

with DashScope() as dashscope:  # the key comes from DASHSCOPE_API_KEY
    request = pixverse_t2v.Request(
        model="pixverse/pixverse-v6-t2v", prompt="A raccoon on a railing.", size="1280*720", duration=5
    )
    ticket = dashscope.pixverse_t2v.submit(request)  # sent once, never again
    Path("ticket.json").write_text(ticket.to_json(), "utf-8")  # store it before anything else

    # Also in another process, on another day:
    saved = Ticket.from_json(Path("ticket.json").read_text("utf-8"))
    result = dashscope.pixverse_t2v.wait(saved, deadline=900)
    print(result.video_url)
