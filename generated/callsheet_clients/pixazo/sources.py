# Written by callsheet from specs/pixazo/. Change the specs, then `make generate`.
"""The pages that facts about pixazo were read from."""

from callsheet_runtime.problems import Source

MODELS = Source("models", "PixVerse V6, C1 and V5.6 API, Pixazo", "https://www.pixazo.ai/models/pixverse", "given")
I2V_GUIDE = Source("i2v-guide", "Image-to-video, a guide of PixVerse's own platform, PixVerse", "", "given")
MODEL_STUDIO = Source(
    "model-studio",
    "PixVerse text-to-video API reference, of another seller, Alibaba Cloud Model Studio",
    "https://help.aliyun.com/en/model-studio/pixverse-text-to-video-api-reference",
    "given",
)
SKILL = Source(
    "skill",
    "PixVerse, a skill for coding agents, Pixazo",
    "https://github.com/Pixazo-AI/skills",
    "official",
)
STUDIO = Source(
    "studio",
    "Pixazo AI Studio, a sample app for other models of the same gateway, Pixazo",
    "https://github.com/Pixazo-AI/pixazo-ai-studio",
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
APIMART = Source(
    "apimart",
    "Pixverse v6 Video Generation, at another reseller, APIMart",
    "https://docs.apimart.ai/en/api-reference/videos/pixverse-v6/generation",
    "third-party",
)
ATLASCLOUD = Source(
    "atlascloud",
    "The PixVerse AI API Explained, a guide of another reseller, Atlas Cloud",
    "https://www.atlascloud.ai/blog/guides/pixverse-api",
    "third-party",
)
AZURE = Source(
    "azure",
    "Unauthorized errors (401) while invoking APIs, Microsoft",
    "https://learn.microsoft.com/en-us/troubleshoot/azure/api-mgmt/availability/unauthorized-errors-invoke-apis",
    "inferred",
)
