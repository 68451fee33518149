"""Until when a signed address works, as it says itself. Knows no store: what they have in common is how they write it.

Either `Expires` is a moment, in seconds since 1970; or two words of one family, such as `X-…-Date` and `X-…-Expires`,
are when it was signed and for how many seconds.
"""

from datetime import UTC, datetime, timedelta
from urllib.parse import parse_qsl, urlsplit

_SIGNED = "%Y%m%dT%H%M%SZ"


def of_address(url: str) -> datetime | None:
    """Tell when an address stops to work; `None` where it does not say."""
    try:
        query = {name.lower(): value for name, value in parse_qsl(urlsplit(url).query)}
        if "expires" in query:
            return datetime.fromtimestamp(int(query["expires"]), UTC)
        for name, value in query.items():
            family = name.removesuffix("-expires")
            if family != name and f"{family}-date" in query:
                signed = datetime.strptime(query[f"{family}-date"], _SIGNED).replace(tzinfo=UTC)
                return signed + timedelta(seconds=int(value))
    except (ValueError, OverflowError, OSError):
        return None
    return None
