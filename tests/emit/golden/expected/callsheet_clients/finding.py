# Written by callsheet. Change the specs, then `make generate`.
"""Ask which endpoint and model can do something: `find(duration=10, resolution="1080p", audio=True)`."""

from typing import Final

from callsheet_clients.catalog import ENDPOINTS
from callsheet_runtime.finding import Finder

find: Final = Finder("callsheet_clients", ENDPOINTS)
"""List what can do all of it, each with a request that shows it, and the price. Sends nothing."""
