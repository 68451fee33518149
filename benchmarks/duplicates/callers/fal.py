"""fal-client: `fal.py URL TIMEOUT`. Its address knows only https, so that its one constant is set."""

import sys

import fal_client
from fal_client import client

client.QUEUE_URL_FORMAT = f"{sys.argv[1]}/"
fal_client.SyncClient(key="loopback").submit("fal-ai/pixverse/v5/text-to-video", {"prompt": "A raccoon."})
