"""openai: `openai_videos.py URL TIMEOUT`."""

import sys

from openai import OpenAI

OpenAI(api_key="loopback", base_url=f"{sys.argv[1]}/v1", timeout=float(sys.argv[2])).videos.create(prompt="A raccoon.")
