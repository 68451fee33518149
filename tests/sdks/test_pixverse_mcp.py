"""The provider's MCP server, unchanged, on the simulator, spoken to over stdio as an assistant does."""

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from callsheet_contracts.simulator import Simulator
from sdks.conftest import BIN, HERE, Run, told

SCRIPT = str(HERE / "scripts" / "pixverse_mcp_client.py")
TEXT = {"prompt": "A raccoon.", "model": "v5", "duration": 5, "quality": "540p", "aspect_ratio": "16:9"}
PNG = bytes.fromhex(
    "89504e470d0a1a0a0000000d49484452000000010000000108000000003a7e9b55"
    "0000000a49444154789c63600000000200014898f3a40000000049454e44ae426082"
)
Call = tuple[str, Mapping[str, Any]]


def spoken(run: Run, *calls: Call, key: str = "sk-right") -> Any:  # noqa: ANN401 -- JSON
    return told(run("python", SCRIPT, str(BIN / "pixverse-mcp"), json.dumps(calls), key=key))


def test_the_server_makes_videos_and_asks_for_them(simulator: Simulator, run: Run, tmp_path: Path) -> None:
    image = tmp_path / "cat.png"
    image.write_bytes(PNG)
    status = ("get_video_status", {"video_id": "$video"})
    said = spoken(
        run,
        ("text_to_video", TEXT),
        status,
        status,
        ("upload_image", {"file_path": str(image)}),
        ("get_tts_speakers", {}),
    )
    created, running, done, uploaded, listed = said["answers"]
    assert (created["success"], created["status"]) == (True, "submitted")
    assert (running["status"], running["video_url"]) == ("pending", None), "5 is in no list of its own"
    assert done["status"] == "completed"
    assert done["video_url"] == f"{simulator.url('pixverse')}/simulated/media/{created['video_id']}"
    assert done["data"]["prompt"] == "A raccoon."
    assert uploaded["success"], uploaded
    assert listed["speakers"][0] == {"speaker_id": "7", "name": "Harper"}

    # It has a call for neither: nothing here says that they would work.
    assert not [one for one in said["tools"] if "cancel" in one or "list" in one.replace("speakers", "")]
    traces = [one.header("ai-trace-id") for one in simulator.journal.entries("pixverse")]
    assert len(set(traces)) == len(traces) == 5


def test_errors_reach_the_assistant(simulator: Simulator, run: Run) -> None:
    (unknown,) = spoken(run, ("get_video_status", {"video_id": 12345}))["answers"]
    assert (unknown["success"], unknown["error"]) == (False, "[500008] Data not found")

    (refused,) = spoken(run, ("text_to_video", TEXT), key="sk-wrong")["answers"]
    assert (refused["success"], refused["error"]) == (False, "[10003] Not logged in")
    # It repeats whatever fails, submits included: a lost answer would be paid for three times.
    assert simulator.journal.count("pixverse", "submit") == 3
