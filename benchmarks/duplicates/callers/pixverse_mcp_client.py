"""The client in pixverse-mcp: `pixverse_mcp_client.py URL TIMEOUT`."""

import asyncio
import sys

from pixverse_mcp.client import PixverseClient
from pixverse_mcp.models.requests import TextToVideoRequest


async def main() -> None:
    """Create one video."""
    async with PixverseClient(api_key="loopback", base_url=sys.argv[1], timeout=float(sys.argv[2])) as client:
        await client.text_to_video(TextToVideoRequest(prompt="A raccoon.", duration=5, quality="540p", model="v5"))


asyncio.run(main())
