"""runwayml: `runway.py URL TIMEOUT`."""

import sys

from runwayml import RunwayML

client = RunwayML(api_key="loopback", base_url=sys.argv[1], timeout=float(sys.argv[2]))
client.text_to_video.create(model="veo3.1", prompt_text="A raccoon.", ratio="1280:720", duration=8)
