"""How many requests `conforming()` draws in a second of CPU time, beside what else one would take.

    python benchmarks/strategies.py [--examples 2000] [--rounds 5] [--without-peer]

Beside it, for the same endpoint: `hand`, `st.fixed_dictionaries` as one writes it by hand from the page, which keeps no
rule between fields; and hypothesis-jsonschema on the emitted JSON Schema, which is closed for it (it would spend its
time on fields that nobody knows). That needs an older Hypothesis than ours: it is installed into `.cache/bench` on the
first run, and draws fewer examples, since it takes long. `kept` is the share of requests that break no rule, `unlike`
the share of those that are unlike all others.
"""

import argparse
import json
import subprocess
import sys
import time
import venv
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import cast

from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from hypothesis.strategies import SearchStrategy

from callsheet_contracts.obligations import emitted_validator
from callsheet_contracts.strategies import conforming

ROOT = Path(__file__).parents[1]
HOME = ROOT / ".cache" / "bench" / "hypothesis-jsonschema"
PEER = ("hypothesis==6.170.9", "hypothesis-jsonschema==0.23.1")
PEER_EXAMPLES, PEER_ROUNDS, PEER_SECONDS = 200, 2, 150
RATIOS = st.sampled_from(["16:9", "4:3", "1:1", "3:4", "9:16", "2:3", "3:2", "21:9"])
TIERS = st.sampled_from(["360p", "540p", "720p", "1080p"])
THINKING = st.sampled_from(["enabled", "disabled", "auto"])
SEEDS = st.integers(0, 2**31 - 1)
FLAG = st.booleans()
# fmt: off
SIZES = [
    "640*360", "640*480", "640*640", "480*640", "360*640", "640*432", "432*640", "640*288", "1024*576",
    "1024*768", "1024*1024", "768*1024", "576*1024", "1024*688", "688*1024", "1024*448", "1280*720", "1108*832",
    "960*960", "832*1108", "720*1280", "1200*800", "800*1200", "1280*560", "1920*1080", "1664*1248", "1440*1440",
    "1248*1664", "1080*1920", "1776*1184", "1184*1776", "1920*832", "1280*960", "1280*1280", "960*1280", "1920*1440",
    "1808*1808", "1440*1920",
]
CAMERAS = [
    "horizontal_left", "horizontal_right", "vertical_up", "vertical_down", "zoom_in", "zoom_out", "crane_up",
    "quickly_zoom_in", "quickly_zoom_out", "smooth_zoom_in", "camera_rotation", "robo_arm", "super_dolly_out",
    "whip_pan", "hitchcock", "left_follow", "right_follow", "pan_left", "pan_right", "fix_bg", "default",
]
# fmt: on


def nested() -> SearchStrategy[object]:
    """Write eight fields by hand, six of them in two objects."""
    models = [f"pixverse/pixverse-{version}-t2v" for version in ("c1", "v6", "v5.6")]
    return st.fixed_dictionaries(
        {
            "model": st.sampled_from(models),
            "input": st.fixed_dictionaries({"prompt": st.text(min_size=1, max_size=5000)}),
            "parameters": st.fixed_dictionaries(
                {"size": st.sampled_from(SIZES), "duration": st.integers(1, 15)},
                optional={
                    "audio": FLAG,
                    "watermark": FLAG,
                    "shot_type": st.sampled_from(["single", "multi"]),
                    "seed": SEEDS,
                },
            ),
        }
    )


def flat() -> SearchStrategy[object]:
    """Write twelve fields by hand, two of them headers."""
    headers = {
        "X-Webhook-URL": st.text(min_size=1).map("https://".__add__),
        "X-Webhook-Mode": st.sampled_from(["terminal", "sync"]),
    }
    return st.fixed_dictionaries(
        {"prompt": st.text()},
        optional={
            "$headers": st.fixed_dictionaries({}, optional=headers),
            "negative_prompt": st.text(),
            "aspect_ratio": RATIOS,
            "resolution": TIERS,
            "duration": st.integers(1, 15),
            "style": st.sampled_from(["anime", "3d_animation", "clay", "comic", "cyberpunk"]),
            "seed": st.integers(),
            "generate_audio_switch": FLAG,
            "generate_multi_clip_switch": FLAG,
            "thinking_type": THINKING,
        },
    )


def wide() -> SearchStrategy[object]:
    """Write twenty-one fields by hand, between which there are two dozen rules."""
    return st.fixed_dictionaries(
        {
            "model": st.sampled_from(["v3.5", "v4", "v4.5", "v5", "v5.5", "v5.6", "v6", "c1"]),
            "prompt": st.text(min_size=1, max_size=5000),
            "aspect_ratio": RATIOS,
            "duration": st.integers(1, 15),
            "quality": TIERS,
        },
        optional={
            "motion_mode": st.sampled_from(["normal", "fast"]),
            "style": st.sampled_from(["anime", "3d_animation", "clay", "comic", "cyberpunk", "day", "realistic"]),
            "negative_prompt": st.text(max_size=2048),
            "sound_effect_switch": FLAG,
            "sound_effect_content": st.text(),
            "lip_sync_tts_switch": FLAG,
            "lip_sync_tts_content": st.text(min_size=1, max_size=140),
            "lip_sync_tts_speaker_id": st.text(),
            "generate_audio_switch": FLAG,
            "seed": SEEDS,
            "template_id": st.integers(0, 2**64 - 1),
            "camera_movement": st.sampled_from(CAMERAS),
            "generate_multi_clip_switch": FLAG,
            "thinking_type": THINKING,
            "water_mark": FLAG,
            "webhook_id": st.text(),
        },
    )


BY_HAND = {"dashscope/pixverse-t2v": nested, "pixazo/v6-t2v": flat, "pixverse/text-to-video": wide}


@dataclass(frozen=True)
class Drawn:
    """What one way to draw comes to."""

    rate: float
    """Examples in a second of CPU time."""
    kept: float
    unlike: float


def rate(strategy: SearchStrategy[object], examples: int, rounds: int) -> tuple[float, list[object]]:
    """Draw; answer the best of several rounds, and what came of the last."""
    best, seen = 0.0, list[object]()
    for _ in range(rounds):
        seen = []
        run = listening(strategy, examples, seen)
        begin = time.process_time()
        run()
        best = max(best, len(seen) / (time.process_time() - begin))
    return best, seen


def listening(strategy: SearchStrategy[object], examples: int, seen: list[object]) -> Callable[[], None]:
    """Make a test that keeps what it is given."""

    @settings(
        max_examples=examples,
        database=None,
        derandomize=True,
        deadline=None,
        phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
    )
    @given(strategy)
    def run(drawn: object) -> None:
        seen.append(drawn)

    return run


def drawn(name: str, strategy: SearchStrategy[object], examples: int, rounds: int) -> Drawn:
    """Draw from one strategy, and say how many of its requests are right, and how many are unlike all others."""
    best, seen = rate(strategy, examples, rounds)
    validate = emitted_validator(name)
    return Drawn(best, sum(not validate(one) for one in seen) / len(seen), len(set(map(repr, seen))) / len(seen))


def closed(schema: object) -> object:
    """Let objects have no fields but those that are known."""
    if isinstance(schema, list):
        return [closed(one) for one in cast("list[object]", schema)]
    if not isinstance(schema, dict):
        return schema
    known = cast("dict[str, object]", schema)
    found = {key: closed(value) for key, value in known.items() if key != "$defs"}
    if known.get("type") == "object" and "properties" in known:
        found["additionalProperties"] = False
    return found


PROGRAM = """
import json, sys, time, warnings
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis_jsonschema import from_schema
warnings.simplefilter("ignore")
examples, rounds, schema = int(sys.argv[1]), int(sys.argv[2]), json.load(sys.stdin)
strategy, best = from_schema(schema), 0
for _ in range(rounds):
    seen = []
    @settings(max_examples=examples, database=None, derandomize=True, deadline=None, phases=[Phase.generate],
              suppress_health_check=list(HealthCheck))
    @given(strategy)
    def run(drawn):
        seen.append(drawn)
    begin = time.process_time()
    run()
    best = max(best, len(seen) / (time.process_time() - begin))
print(best)
"""


def peer(name: str) -> float | None:
    """Ask hypothesis-jsonschema, in an environment of its own; `None` where it does not come to an end."""
    python = HOME / "bin" / "python"
    if not python.exists():
        venv.create(HOME, with_pip=True)
        subprocess.run([python, "-m", "pip", "install", "--quiet", *PEER], check=True)
    schema = json.loads((ROOT / "generated" / "schemas" / f"{name}.json").read_text("utf-8"))
    command = [python, "-c", PROGRAM, str(PEER_EXAMPLES), str(PEER_ROUNDS)]
    try:
        told = subprocess.run(
            command,
            input=json.dumps(closed(schema)),
            capture_output=True,
            text=True,
            check=True,
            timeout=PEER_SECONDS,
        )
    except subprocess.TimeoutExpired:
        return None
    return float(told.stdout)


def main() -> None:
    """Print a line for each endpoint and way."""
    asked = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    asked.add_argument("--examples", type=int, default=2000)
    asked.add_argument("--rounds", type=int, default=5, help="of which the best counts")
    asked.add_argument("--without-peer", action="store_true")
    given_to = asked.parse_args()
    print(f"{'endpoint':<24}{'way':<24}{'a CPU second':>13}{'kept':>7}{'unlike':>8}{'  conforming() is':>18}")
    for name, by_hand in BY_HAND.items():
        ours = drawn(name, conforming(name), given_to.examples, given_to.rounds)
        hand = drawn(name, by_hand(), given_to.examples, given_to.rounds)
        print(f"{name:<24}{'conforming()':<24}{ours.rate:>13.0f}{ours.kept:>7.0%}{ours.unlike:>8.0%}")
        print(
            f"{'':<24}{'hand':<24}{hand.rate:>13.0f}{hand.kept:>7.0%}{hand.unlike:>8.0%}{ours.rate / hand.rate:>17.2f}×"
        )
        if not given_to.without_peer:
            theirs = peer(name)
            rest = (
                f"{'none':>13}  in {PEER_SECONDS} s"
                if theirs is None
                else f"{theirs:>13.0f}{ours.rate / theirs:>32.1f}×"
            )
            print(f"{'':<24}{'hypothesis-jsonschema':<24}{rest}")
        sys.stdout.flush()


if __name__ == "__main__":
    main()
