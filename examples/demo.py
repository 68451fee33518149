"""The main job from end to end, on a simulator in this process: no key, no bill, no network beyond this machine."""

import json
import os
import subprocess
import sys
import time
from base64 import b64decode
from pathlib import Path
from tempfile import TemporaryDirectory

from callsheet.resolve import find_specs, load
from callsheet_clients.dashscope import DashScope, happyhorse_i2v, pixverse_t2v
from callsheet_clients.pixazo import Pixazo, v6_t2v
from callsheet_clients.pixverse import PixVerse, image_to_video, upload_image
from callsheet_contracts import Simulator, TaskFails
from callsheet_runtime import RequestRefused, TaskEnded, TaskStatus

PROVIDER = "dashscope"
ENDPOINT = "dashscope/pixverse-t2v"
PIXEL = b64decode("iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==")
"""The smallest PNG."""
PROMPT = "In a rainy cyber city, a raccoon walks on a railing."


def say(words: str) -> None:
    """Print the heading of a step."""
    print(f"\n── {words}")


def regenerate() -> None:
    """Show that what is committed is what the specs make."""
    say("The specs make exactly the code that is committed")
    callsheet = [sys.executable, "-m", "callsheet"]
    subprocess.run([*callsheet, "generate", "--check"], check=True)
    print("$ callsheet generate --check\nnothing is stale")


def judge() -> None:
    """Validate the page's own request and three bad ones."""
    say("Validate: the page's own request, and three that would cost money for nothing")
    example = {
        "model": "pixverse/pixverse-c1-t2v",
        "input": {"prompt": PROMPT},
        "parameters": {"size": "1280*720", "duration": 5, "watermark": True},
    }
    bad: dict[str, dict[str, object]] = {
        "10 s at 1080P on v5.6": {
            "model": "pixverse/pixverse-v5.6-t2v",
            "input": {"prompt": PROMPT},
            "parameters": {"size": "1920*1080", "duration": 10},
        },
        "a size of v5.6 and shots on c1": {
            "model": "pixverse/pixverse-c1-t2v",
            "input": {"prompt": PROMPT},
            "parameters": {"size": "1280*960", "duration": 5, "shot_type": "multi"},
        },
        "text for a number, no prompt, an unknown field": {
            "model": "pixverse/pixverse-v6-t2v",
            "input": {},
            "parameters": {"size": "1280*720", "duration": "5", "fps": 24},
        },
    }
    print(f"the page's own request: {pixverse_t2v.ENDPOINT.validate(example) or 'fine'}")
    for name, body in bad.items():
        print(f"{name}:")
        for problem in pixverse_t2v.ENDPOINT.validate(body):
            print(f"  {problem.level:7} {problem}")


def clip(dashscope: DashScope) -> None:
    """Create a task, watch it, read what it made."""
    say("Create a task through the typed client, wait for it, read the result")
    request = pixverse_t2v.Request(
        model="pixverse/pixverse-v6-t2v", prompt=PROMPT, size="1280*720", duration=5, audio=True, shot_type="multi"
    )
    print(f"it will cost {dashscope.pixverse_t2v.estimate(request)}")
    ticket = dashscope.pixverse_t2v.submit(request)
    print(f"ticket: {ticket.to_json()}")
    seen: list[str] = []

    def watch(status: TaskStatus) -> None:
        if status.status and status.status not in seen:
            seen.append(status.status)
            print(f"  {status.status} ({status.means})")

    result = dashscope.pixverse_t2v.wait(ticket, every=0.2, progress=watch)
    print(f"video: {result.video_url}")
    print(f"billed: {result.billed_seconds} s at {result.tier}P, sound: {result.has_audio}, ended: {result.ended}")
    assert seen == ["PENDING", "RUNNING", "SUCCEEDED"], seen


def cancel(dashscope: DashScope) -> None:
    """Cancel a task before work on it begins."""
    say("Cancel another one while it waits")
    request = pixverse_t2v.Request(model="pixverse/pixverse-c1-t2v", prompt=PROMPT, size="640*360", duration=15)
    ticket = dashscope.pixverse_t2v.submit(request)
    dashscope.pixverse_t2v.cancel(ticket)
    try:
        dashscope.pixverse_t2v.wait(ticket, every=0.2)
    except TaskEnded as ended:
        print(f"{type(ended).__name__}: {ended} (billed: {ended.billed})")


def refuse(dashscope: DashScope, simulator: Simulator) -> None:
    """Show that a request which cannot work is never sent."""
    say("A request that cannot work is refused before anything is sent")
    request = pixverse_t2v.Request(model="pixverse/pixverse-v5.6-t2v", prompt=PROMPT, size="1920*1080", duration=10)
    before = simulator.journal.count(PROVIDER, "submit")
    try:
        dashscope.pixverse_t2v.submit(request)
    except RequestRefused as refused:
        print(refused)
    print(f"it would have cost {dashscope.pixverse_t2v.estimate(request)}")
    sent = simulator.journal.count(PROVIDER, "submit") - before
    print(f"requests that reached the provider: {sent}")
    assert sent == 0, "a request that cannot work has left the house"


def from_an_image(dashscope: DashScope) -> None:
    """Make a clip of another family at the same provider, from an image."""
    say("Another family at the same provider: image to video, paid by the second, its link good for a day")
    first = happyhorse_i2v.MediaItem(kind="first_frame", url="https://example.com/raccoon.png")
    request = happyhorse_i2v.Request(model="happyhorse-1.1-i2v", media=[first], resolution="720P", duration=5)
    print(f"it will cost {dashscope.happyhorse_i2v.estimate(request)}")
    result = dashscope.happyhorse_i2v.run(request, every=0.2)
    print(f"video: {result.video_url}")
    print(f"billed: {result.billed_seconds} s at {result.lines}P")


def upload_first(simulator: Simulator) -> None:
    """Upload an image, and make a clip of it; a picture that is none never leaves this machine."""
    say("PixVerse's own platform: upload an image, make a clip of it")
    with PixVerse(key="demo", base_url=simulator.url("pixverse")) as pixverse:
        try:
            pixverse.upload_image.call(upload_image.Request(image=b"a text that calls itself a picture"))
        except RequestRefused as refused:
            print(refused)
        assert simulator.journal.count("pixverse", "call") == 0, "a file that is no picture has left the house"
        uploaded = pixverse.upload_image.call(upload_image.Request(image=PIXEL))
        assert uploaded.img_id is not None
        print(f"img_id: {uploaded.img_id}")
        request = image_to_video.Request(
            model="v6", img_id=uploaded.img_id, prompt=PROMPT, duration=5, quality="720p", generate_audio_switch=True
        )
        print(f"it will cost {pixverse.image_to_video.estimate(request)}")
        result = pixverse.image_to_video.run(request, every=0.2)
        print(f"video {result.video_id}: {result.video_url}")


def moderated(simulator: Simulator) -> None:
    """Let the provider's moderation end a task: it says so, and whether it is billed."""
    say("A clip that moderation ends: refused, refunded, and not tried again")
    billed: bool | None = None
    simulator.script("pixverse", "submit", TaskFails("500063"))
    with PixVerse(key="demo", base_url=simulator.url("pixverse")) as pixverse:
        request = image_to_video.Request(model="v6", img_id=1, prompt=PROMPT, duration=5, quality="720p")
        try:
            pixverse.image_to_video.run(request, every=0.2)
        except TaskEnded as ended:
            print(f"{type(ended).__name__}: {ended} (means: {ended.meaning}, billed: {ended.billed})")
            billed = ended.billed
    assert billed is False, "what moderation ends is refunded"


def elsewhere(simulator: Simulator) -> None:
    """Make a clip at another provider: other words on the wire, the same few lines."""
    say("The same at another provider, whose price for this nobody could read")
    with Pixazo(key="demo", base_url=simulator.url("pixazo")) as pixazo:
        request = v6_t2v.Request(prompt=PROMPT, duration=5, resolution="720p")
        print(f"it will cost: {pixazo.v6_t2v.estimate(request)}")
        result = pixazo.v6_t2v.run(request, every=0.2)
        print(f"video: {result.video_url}")


def batch(simulator: Simulator) -> None:
    """Kill a batch when all of it is sent, and give the same command again."""
    say("A batch of three, killed when it is paid for: the same command goes on, and pays for nothing twice")
    before = simulator.journal.count(PROVIDER, "submit")
    with TemporaryDirectory() as folder:
        asked = {"size": "1280*720", "duration": 5}
        prompts = (PROMPT, "A cat on a railing.", "A dog on a railing.")
        lines = [
            {"model": "pixverse/pixverse-v6-t2v", "input": {"prompt": one}, "parameters": asked} for one in prompts
        ]
        film, clips = Path(folder, "film.jsonl"), Path(folder, "clips")
        film.write_text("".join(f"{json.dumps(line)}\n" for line in lines), "utf-8")
        command = [sys.executable, "-m", "callsheet", "run", ENDPOINT, str(film), "--out", str(clips), "--yes"]
        command += ["--budget", "10 CNY", "--base-url", simulator.url(PROVIDER)]
        environment = {**os.environ, "DASHSCOPE_API_KEY": "demo-0123456789"}
        with subprocess.Popen(command, env=environment, stderr=subprocess.DEVNULL) as first:
            while first.poll() is None and simulator.journal.count(PROVIDER, "submit") < before + len(lines):
                time.sleep(0.01)
            first.kill()
        print(f"killed; saved so far: {len(list(clips.glob('*.mp4')))}")
        time.sleep(1.5)
        subprocess.run(command, env=environment, stderr=subprocess.DEVNULL, check=True)
        sent = simulator.journal.count(PROVIDER, "submit") - before
        print(f"requested: {len(lines)}, sent: {sent}, saved: {len(list(clips.glob('*.mp4')))}")
        assert sent == len(lines), "nothing is paid for twice"


def main() -> None:
    """Run every step."""
    print(f"callsheet: {ENDPOINT}, from YAML to a finished clip")
    regenerate()
    judge()
    with Simulator(load(find_specs()).compile(), task_seconds=1.0) as simulator:
        say(f"A simulator, compiled from the same specs, stands in for {' and '.join(simulator.providers)}")
        print(f"{PROVIDER} listens on {simulator.url(PROVIDER)}")
        with DashScope(key="demo", base_url=simulator.url(PROVIDER)) as dashscope:
            clip(dashscope)
            cancel(dashscope)
            refuse(dashscope, simulator)
            from_an_image(dashscope)
        elsewhere(simulator)
        upload_first(simulator)
        moderated(simulator)
        batch(simulator)
    say("Done. Nothing was billed, nothing left this machine.")


if __name__ == "__main__":
    if not Path("specs").is_dir():
        sys.exit("run this from the repository: make demo")
    main()
