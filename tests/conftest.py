"""How every test runs."""

from hypothesis import settings

# The same examples each time, and as long as they take: a busy machine finds nothing that an idle one does not.
settings.register_profile("suite", deadline=None, derandomize=True)
settings.load_profile("suite")
