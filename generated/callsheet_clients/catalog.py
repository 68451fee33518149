# Written by callsheet. Change the specs, then `make generate`.
"""What there is: the module of every endpoint, and what it does. Imports none of them."""

ENDPOINTS: dict[str, tuple[str, str, str]] = {
    "dashscope/happyhorse-t2v": ("dashscope", "happyhorse_t2v", "Generate a video with sound from a text prompt."),
    "dashscope/pixverse-t2v": ("dashscope", "pixverse_t2v", "Generate a video from a text prompt."),
    "pixazo/c1-i2v": ("pixazo", "c1_i2v", "Generate a video from an image and a text prompt with PixVerse C1."),
    "pixazo/c1-t2v": ("pixazo", "c1_t2v", "Generate a video from a text prompt with PixVerse C1."),
    "pixazo/v5.6-i2v": ("pixazo", "v5_6_i2v", "Generate a video from an image and a text prompt with PixVerse v5.6."),
    "pixazo/v5.6-t2v": ("pixazo", "v5_6_t2v", "Generate a video from a text prompt with PixVerse v5.6."),
    "pixazo/v6-i2v": ("pixazo", "v6_i2v", "Generate a video from an image and a text prompt with PixVerse v6."),
    "pixazo/v6-t2v": ("pixazo", "v6_t2v", "Generate a video from a text prompt with PixVerse v6."),
}
"""Package, module and purpose of every endpoint, by `provider/endpoint`."""

PROVIDERS: dict[str, str] = {"dashscope": "Alibaba Cloud Model Studio (DashScope)", "pixazo": "Pixazo"}
"""What people call each provider."""
