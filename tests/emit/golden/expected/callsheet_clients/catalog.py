# Written by callsheet. Change the specs, then `make generate`.
"""What there is: the module of every endpoint, and what it does. Imports none of them."""

ENDPOINTS: dict[str, tuple[str, str, str, str]] = {"tiny/clip": ("tiny", "clip", "Generate a clip.", "task")}
"""Package, module, purpose and kind of every endpoint, by `provider/endpoint`."""

PROVIDERS: dict[str, str] = {"tiny": "Tiny Video"}
"""What people call each provider."""
