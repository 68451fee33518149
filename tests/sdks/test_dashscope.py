"""The `dashscope` package, unchanged, on the simulator: blocking, asyncio, and its command line."""

import json
import urllib.request
from typing import Any

import pytest

from callsheet_contracts.simulator import Simulator
from callsheet_contracts.simulator.film import film
from sdks.conftest import HERE, Run, told

SCRIPT = str(HERE / "scripts" / "dashscope_python.py")
SUBMIT = "/api/v1/services/aigc/video-generation/video-synthesis"


def said(answer: dict[str, Any]) -> tuple[int, str, str]:
    return answer["status_code"], answer["code"], answer["message"]


@pytest.mark.parametrize("mode", ["sync", "asyncio"])
def test_the_package_passes_every_call(simulator: Simulator, run: Run, mode: str) -> None:
    answers = told(run("python", SCRIPT, mode))
    journal = simulator.journal

    # Create, poll, wait: and the clip can be loaded.
    task = answers["created"]["output"]["task_id"]
    assert answers["created"]["status_code"] == 200
    assert answers["created"]["output"]["task_status"] == answers["fetched"]["output"]["task_status"] == "PENDING"
    done = answers["waited"]["output"]
    assert (done["task_id"], done["task_status"], done["orig_prompt"]) == (task, "SUCCEEDED", "A raccoon.")
    assert answers["waited"]["usage"]["duration"] == 5
    with urllib.request.urlopen(done["video_url"]) as video:
        assert video.read() == film()
    assert answers["made at once"]["output"]["task_status"] == "SUCCEEDED"

    # Cancel, and too late.
    assert answers["cancelled"]["status_code"] == 200
    assert not answers["cancelled"]["output"], "the answer has none; the package makes {} or None of that"
    assert answers["after the cancel"]["output"]["task_status"] == "CANCELED"
    words = "Failed to cancel the task, please confirm if the task is in PENDING status."
    assert said(answers["cancelled too late"]) == (400, "UnsupportedOperation", words)

    # List, all and filtered.
    assert [one["task_id"] for one in answers["listed"]["output"]["data"]][-1] == task
    assert answers["listed"]["output"]["total"] == 3
    (row,) = answers["listed by status"]["output"]["data"]
    assert row["task_id"] == answers["to be cancelled"]["output"]["task_id"]

    # What is refused, and what fails.
    assert answers["unknown task"]["output"]["task_status"] == "UNKNOWN"
    assert said(answers["wrong key"]) == (401, "InvalidApiKey", "Invalid API-key provided.")
    assert said(answers["unknown model"]) == (404, "ModelNotFound", "Model can not be found.")
    assert said(answers["invalid"])[:2] == (400, "InvalidParameter")
    assert said(answers["refused"])[:2] == (429, "Throttling.RateQuota")
    failed = answers["failed"]
    assert (failed["status_code"], failed["output"]["task_status"]) == (200, "FAILED")
    assert failed["output"]["code"] == "DataInspectionFailed"

    # The package sends two fields that no page names, and lists without the page's slash: both are taken.
    first = journal.entries("dashscope", "submit")[0]
    assert first.path == SUBMIT
    sent: Any = first.body
    assert (sent["input"]["extend_prompt"], sent["input"]["function"]) == (True, "video-synthesis")
    assert first.header("x-dashscope-async") == "enable"
    assert {one.path.partition("?")[0] for one in journal.entries("dashscope", "list")} == {"/api/v1/tasks"}
    assert all(one.header("x-dashscope-async") is None for one in journal.entries("dashscope", "poll"))

    # It sends key frames to another path than the page of these models names; no page says what is answered there.
    assert answers["key frames"]["status_code"] == 404
    (stray,) = journal.entries("dashscope", "other")
    assert stray.path == "/api/v1/services/aigc/image2video/video-synthesis"


def test_its_command_line_passes_every_call(simulator: Simulator, run: Run) -> None:
    def video(*command: str, **how: Any) -> str:  # noqa: ANN401 -- as `run` takes it
        return run("dashscope", "video-synthesis", *command, **how).stdout

    text = ("create", "-m", "pixverse/pixverse-c1-t2v", "--size", "1280*720", "--duration", "5")
    made = video(*text, "-p", "A raccoon.")
    output, _ = json.JSONDecoder().raw_decode(made)
    assert output["task_status"] == "SUCCEEDED"
    assert json.loads(video("fetch", output["task_id"]))["video_url"] == output["video_url"]
    assert json.loads(video("wait", output["task_id"]))["task_status"] == "SUCCEEDED"
    assert json.loads(video("list"))["total"] == 1
    late = run("dashscope", "video-synthesis", "cancel", output["task_id"], expect=3)
    assert "UnsupportedOperation" in late.stdout + late.stderr
    wrong = run("dashscope", "video-synthesis", *text, "-p", "A raccoon.", key="sk-wrong", expect=1)
    assert "InvalidApiKey" in wrong.stdout + wrong.stderr
    # Its create waits for the end, so what it cancels was made otherwise.
    assert [one.status for one in simulator.journal.entries("dashscope", "cancel")] == [400]
    pending = told(run("python", "-c", PENDING))
    assert "success" in video("cancel", pending)
    assert [one.status for one in simulator.journal.entries("dashscope", "cancel")] == [400, 200]


PENDING = """
import json
from dashscope import VideoSynthesis
made = VideoSynthesis.async_call(model="pixverse/pixverse-c1-t2v", prompt="A", size="1280*720", duration=5)
print(json.dumps(made.output.task_id))
"""
