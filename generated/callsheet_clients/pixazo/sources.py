# Written by callsheet from specs/pixazo/. Change the specs, then `make generate`.
"""The pages that facts about pixazo were read from."""

from callsheet_runtime.problems import Source

MODELS = Source("models", "PixVerse V6, C1 and V5.6 API, Pixazo", "https://www.pixazo.ai/models/pixverse", "given")
SKILL = Source(
    "skill",
    "PixVerse, a skill for coding agents, Pixazo",
    "https://github.com/Pixazo-AI/skills",
    "official",
)
KLING = Source(
    "kling",
    "Kling v2.6 motion control, an older page of the same gateway, Pixazo, as copied into a public repository",
    "",
    "third-party",
)
EACHLABS = Source(
    "eachlabs",
    "PixVerse V6 Image to Video, at another reseller, each::labs",
    "https://www.eachlabs.ai/pixverse/pixverse-v6/pixverse-v6-image-to-video/llms.txt",
    "third-party",
)
