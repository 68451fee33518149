"""replicate: `replicate_predictions.py URL TIMEOUT`."""

import sys

import httpx
import replicate

client = replicate.Client(api_token="loopback", base_url=sys.argv[1], timeout=httpx.Timeout(float(sys.argv[2])))
client.predictions.create(model="pixverse/pixverse-v5", input={"prompt": "A raccoon."}, wait=False)
