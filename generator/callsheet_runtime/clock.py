"""What time it is, and how to let it pass. A test puts a clock of its own in, so that no test ever waits."""

import time
from datetime import UTC, datetime


class Dial:
    """What every clock shows."""

    def now(self) -> float:
        """Seconds that only go up, from an unknown start. Deadlines are reckoned in these."""
        return time.monotonic()

    def today(self) -> datetime:
        """The time of day, in UTC."""
        return datetime.now(UTC)

    def chance(self) -> float:
        """A number from 0 to 1 that spreads the repeats of many clients over time."""
        import random  # noqa: PLC0415 -- slow to load, and not for whoever only imports a client

        return random.random()  # noqa: S311 -- guards nothing


class Clock(Dial):
    """The real time, for a blocking client."""

    def sleep(self, seconds: float) -> None:
        """Do nothing for so many seconds."""
        time.sleep(seconds)


class AsyncClock(Dial):
    """The real time, for an awaiting client."""

    async def sleep(self, seconds: float) -> None:
        """Let others work for so many seconds."""
        import asyncio  # noqa: PLC0415 -- slow to load, and whoever awaits has loaded it

        await asyncio.sleep(seconds)
