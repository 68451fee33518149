"""The provider's SDK: `dashscope.py URL TIMEOUT`."""

import sys

# This file has the package's name, and would be found in its place.
sys.path = sys.path[1:]

import dashscope  # noqa: E402
from dashscope.aigc.video_synthesis import VideoSynthesis  # noqa: E402

dashscope.base_http_api_url = f"{sys.argv[1]}/api/v1"
VideoSynthesis.async_call(
    model="pixverse/pixverse-c1-t2v",
    prompt="A raccoon.",
    size="1280*720",
    duration=5,
    api_key="sk-loopback",
    request_timeout=float(sys.argv[2]),
)
