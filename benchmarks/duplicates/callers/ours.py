"""Ours: `ours.py PROVIDER URL TIMEOUT`."""

import sys

from callsheet_clients.dashscope import DashScope, pixverse_t2v
from callsheet_clients.pixazo import Pixazo, v6_t2v
from callsheet_clients.pixverse import PixVerse, text_to_video

provider, url, timeout = sys.argv[1], sys.argv[2], float(sys.argv[3])
common = {"key": "sk-loopback", "base_url": url, "timeout": timeout}
if provider == "dashscope":
    tasks = DashScope(**common).pixverse_t2v
    request = pixverse_t2v.Request(model="pixverse/pixverse-c1-t2v", prompt="A raccoon.", size="1280*720", duration=5)
elif provider == "pixazo":
    tasks = Pixazo(**common).v6_t2v
    request = v6_t2v.Request(prompt="A raccoon.")
else:
    tasks = PixVerse(**common).text_to_video
    request = text_to_video.Request(aspect_ratio="16:9", model="v5", duration=5, prompt="A raccoon.", quality="540p")
tasks.submit(request)
