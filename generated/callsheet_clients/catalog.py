# Written by callsheet. Change the specs, then `make generate`.
"""What there is: the module of every endpoint, and what it does. Imports none of them."""

ENDPOINTS: dict[str, tuple[str, str, str]] = {
    "dashscope/happyhorse-t2v": ("dashscope", "happyhorse_t2v", "Generate a video with sound from a text prompt."),
    "dashscope/pixverse-t2v": ("dashscope", "pixverse_t2v", "Generate a video from a text prompt."),
}
"""Package, module and purpose of every endpoint, by `provider/endpoint`."""

PROVIDERS: dict[str, str] = {"dashscope": "Alibaba Cloud Model Studio (DashScope)"}
"""What people call each provider."""
