"""Drive the `dashscope` package, unchanged: `dashscope_python.py sync|asyncio`. Prints what each call gave, as JSON."""

import asyncio
import inspect
import json
import sys

from dashscope.aigc.video_synthesis import AioVideoSynthesis, VideoSynthesis
from dashscope.common.error import DashScopeException

TEXT = {"model": "pixverse/pixverse-c1-t2v", "prompt": "A raccoon.", "size": "1280*720", "duration": 5}
IMAGE = {
    "model": "pixverse/pixverse-c1-it2v",
    "media": [{"type": "image_url", "url": "https://a.example/1.png"}],
    "resolution": "720P",
    "duration": 5,
}
KEY_FRAMES = {
    **IMAGE,
    "model": "pixverse/pixverse-c1-kf2v",
    "prompt": "A raccoon.",
    "media": [{"type": one, "url": "https://a.example/1.png"} for one in ("first_frame", "last_frame")],
}


def plain(response):
    """Keep what the SDK made of an answer."""
    names = ("status_code", "code", "message", "output", "usage", "request_id")
    return {name: response.get(name) if hasattr(response, "get") else getattr(response, name) for name in names}


async def steps(sdk):
    """Make every call that the SDK has for videos."""
    told = {}

    async def call(name, method, *given, **named):
        made = method(*given, **named)
        told[name] = plain(await made if inspect.isawaitable(made) else made)

    await call("created", sdk.async_call, **TEXT)
    task = told["created"]["output"]["task_id"]
    await call("fetched", sdk.fetch, task)
    await call("waited", sdk.wait, task)
    await call("made at once", sdk.call, **IMAGE)
    await call("to be cancelled", sdk.async_call, **TEXT)
    await call("cancelled", sdk.cancel, told["to be cancelled"]["output"]["task_id"])
    await call("after the cancel", sdk.fetch, told["to be cancelled"]["output"]["task_id"])
    await call("cancelled too late", sdk.cancel, task)
    await call("listed", sdk.list)
    await call("listed by status", sdk.list, status="CANCELED", model_name=TEXT["model"], page_no=1, page_size=5)
    await call("unknown task", sdk.fetch, "nobody-knows")
    await call("wrong key", sdk.async_call, **TEXT, api_key="sk-wrong")
    await call("unknown model", sdk.async_call, **{**TEXT, "model": "pixverse/pixverse-c9-t2v"})
    await call("invalid", sdk.async_call, **{**TEXT, "duration": 16})
    await call("refused", sdk.async_call, **{**TEXT, "prompt": "[[refuse:Throttling.RateQuota|3]]"})
    await call("failed", sdk.call, **{**TEXT, "prompt": "[[fail:DataInspectionFailed]]"})
    await call("key frames", sdk.async_call, **KEY_FRAMES)
    return told


if __name__ == "__main__":
    try:
        outcome = asyncio.run(steps(AioVideoSynthesis if sys.argv[1] == "asyncio" else VideoSynthesis))
    except DashScopeException as error:
        outcome = {"raised": repr(error)}
    json.dump(outcome, sys.stdout)
