"""Drive `pixverse-mcp`, unchanged, over stdio: `pixverse_mcp_client.py SERVER CALLS`. Prints the answers as JSON.

CALLS is a JSON list of [tool, arguments]; a text "$video" in the arguments stands for the video that was made last.
"""

import asyncio
import json
import os
import sys

from mcp import ClientSession, StdioServerParameters
from mcp.client.stdio import stdio_client


async def main(server, calls):
    """Start the server, make the calls, and tell its tools and its answers."""
    parameters = StdioServerParameters(command=server, args=[], env=dict(os.environ))
    async with stdio_client(parameters) as (read, write), ClientSession(read, write) as session:
        await session.initialize()
        told = {"tools": [one.name for one in (await session.list_tools()).tools], "answers": []}
        video = None
        for tool, arguments in calls:
            given = {name: video if value == "$video" else value for name, value in arguments.items()}
            answer = json.loads((await session.call_tool(tool, given)).content[0].text)
            video = answer.get("video_id", video)
            told["answers"].append(answer)
    return told


if __name__ == "__main__":
    json.dump(asyncio.run(main(sys.argv[1], json.loads(sys.argv[2]))), sys.stdout)
