"""How every test runs."""

import os

from hypothesis import settings

# The same examples each time, and as long as they take: a busy machine finds nothing that an idle one does not. Who
# explores wants others each time.
settings.register_profile("suite", deadline=None, derandomize="CALLSHEET_EXPLORE" not in os.environ)
settings.load_profile("suite")
