# Written by callsheet from specs/pixverse/. Change the specs, then `make generate`.
"""The pages that facts about pixverse were read from."""

from callsheet_runtime.problems import Source

MODIFY_RESELLERS = Source(
    "modify-resellers",
    "Prices of Modify in dollars, at two resellers, turned into credits of a cent, resellers",
    "",
    "inferred",
)
I2V_GUIDE = Source("i2v-guide", "Image-to-video, a guide of the platform, PixVerse", "", "given")
T2V = Source(
    "t2v",
    "Text-to-Video generation, PixVerse",
    "https://docs.platform.pixverse.ai/text-to-video-generation-13016634e0",
    "official",
)
I2V = Source(
    "i2v",
    "Image-to-Video generation, PixVerse",
    "https://docs.platform.pixverse.ai/image-to-video-generation-13016633e0",
    "official",
)
TRANSITION = Source(
    "transition",
    "Transition (First-last frame) generation, PixVerse",
    "https://docs.platform.pixverse.ai/transitionfirst-last-frame-generation-15123014e0",
    "official",
)
MULTI_TRANSITION = Source(
    "multi-transition",
    "Multi-transition video generation, PixVerse",
    "https://docs.platform.pixverse.ai/multi-transition-video-generation-24001841e0",
    "official",
)
LIP_SYNC = Source(
    "lip-sync",
    "Speech (Lipsync) generation, PixVerse",
    "https://docs.platform.pixverse.ai/speechlipsync-generation-19094278e0",
    "official",
)
TTS_LIST = Source(
    "tts-list",
    "Get Speech (Lipsync) tts list, PixVerse",
    "https://docs.platform.pixverse.ai/get-speechlipsync-tts-list-19094355e0",
    "official",
)
FUSION = Source(
    "fusion",
    "Fusion (reference to video) generation, PixVerse",
    "https://docs.platform.pixverse.ai/fusionreference-to-video-generation-19884194e0",
    "official",
)
RESTYLE = Source(
    "restyle",
    "Restyle video generation, PixVerse",
    "https://docs.platform.pixverse.ai/restyle-video-generation-21992681e0",
    "official",
)
RESTYLE_LIST = Source(
    "restyle-list",
    "Restyle effect list, PixVerse",
    "https://docs.platform.pixverse.ai/restyle-effect-list-21992862e0",
    "official",
)
SWAP_MASK = Source(
    "swap-mask",
    "Swap mask generation, PixVerse",
    "https://docs.platform.pixverse.ai/swap-mask-generation-24001877e0",
    "official",
)
SWAP = Source(
    "swap",
    "Swap video generation, PixVerse",
    "https://docs.platform.pixverse.ai/swap-video-generation-24001839e0",
    "official",
)
SOUND_EFFECT = Source(
    "sound-effect",
    "Sound effect generation, PixVerse",
    "https://docs.platform.pixverse.ai/sound-effect-generation-19884196e0",
    "official",
)
EXTEND = Source(
    "extend",
    "Extend generation, PixVerse",
    "https://docs.platform.pixverse.ai/extend-generation-19094393e0",
    "official",
)
MIMIC = Source(
    "mimic",
    "Motion Control (Mimic) generation, PixVerse",
    "https://docs.platform.pixverse.ai/motion-control-mimic-generation-28748523e0",
    "official",
)
MODIFY = Source(
    "modify",
    "Modify generation, PixVerse",
    "https://docs.platform.pixverse.ai/modify-generation-33365578e0",
    "official",
)
VIDEO_STATUS = Source(
    "video-status",
    "Get Video Generation Status, PixVerse",
    "https://docs.platform.pixverse.ai/get-video-generation-status-13016632e0",
    "official",
)
IMAGE_TEMPLATE = Source(
    "image-template",
    "Image template generation, PixVerse",
    "https://docs.platform.pixverse.ai/image-template-generation-27564921e0",
    "official",
)
IMAGE_STATUS = Source(
    "image-status",
    "Get Image generation, PixVerse",
    "https://docs.platform.pixverse.ai/get-image-generation-27565028e0",
    "official",
)
UPLOAD_IMAGE = Source(
    "upload-image",
    "Upload Image, PixVerse",
    "https://docs.platform.pixverse.ai/upload-image-13016631e0",
    "official",
)
UPLOAD_MEDIA = Source(
    "upload-media",
    "Upload Video&audio, PixVerse",
    "https://docs.platform.pixverse.ai/upload-videoaudio-19094401e0",
    "official",
)
BALANCE = Source(
    "balance",
    "Get user credit balance, PixVerse",
    "https://docs.platform.pixverse.ai/get-user-credit-balance-13778989e0",
    "official",
)
OVERVIEW = Source("overview", "How does the API work?, PixVerse", "", "official")
I2V_PARAMETERS = Source(
    "i2v-parameters",
    "How to use Image-to-Video, the parameters, PixVerse",
    "https://docs.platform.pixverse.ai/how-to-use-image-to-video-882971m0",
    "official",
)
LIP_SYNC_GUIDE = Source(
    "lip-sync-guide",
    "How to use Speech (Lip sync), PixVerse",
    "https://docs.platform.pixverse.ai/how-to-use-speechlip-sync-1268530m0",
    "official",
)
EXTEND_GUIDE = Source(
    "extend-guide",
    "How to use Extend, PixVerse",
    "https://docs.platform.pixverse.ai/how-to-use-extend-1268531m0",
    "official",
)
RESTYLE_GUIDE = Source(
    "restyle-guide",
    "How to use Restyle, PixVerse",
    "https://docs.platform.pixverse.ai/how-to-use-restyle-1624871m0",
    "official",
)
MIMIC_GUIDE = Source(
    "mimic-guide",
    "How to use Mimic, PixVerse",
    "https://docs.platform.pixverse.ai/how-to-use-mimic-1982936m0",
    "official",
)
SWAP_GUIDE = Source("swap-guide", "How to use Swap, PixVerse", "", "official")
MODIFY_GUIDE = Source("modify-guide", "How to use Modify, PixVerse", "", "official")
WEBHOOK = Source(
    "webhook",
    "Webhook integration, PixVerse",
    "https://docs.platform.pixverse.ai/webhook-integration-1905378m0",
    "official",
)
ERROR_CODES = Source(
    "error-codes",
    "Error codes, PixVerse",
    "https://docs.platform.pixverse.ai/error-codes-796041m0",
    "official",
)
COMMON_ERRORS = Source(
    "common-errors",
    "Common errors and Solutions, PixVerse",
    "https://docs.platform.pixverse.ai/common-errors-and-solutions-882978m0",
    "official",
)
FAQ = Source("faq", "FAQ, PixVerse", "https://docs.platform.pixverse.ai/faq-796042m0", "official")
PRICING = Source(
    "pricing",
    "Pricing, of which only the opening could be read, PixVerse",
    "https://docs.platform.pixverse.ai/pricing-796039m0",
    "official",
)
MCP = Source(
    "mcp",
    "pixverse-mcp 0.2.2, the MCP server, PixVerse",
    "https://pypi.org/project/pixverse-mcp/0.2.2/",
    "official",
)
CLI = Source(
    "cli",
    "pixverse, the command line for the web app, which has the same back end, PixVerse",
    "https://github.com/PixVerseAI/cli",
    "official",
)
UNMODEL = Source(
    "unmodel",
    "Typed transcription of the pages for text, image, prices, V6 and capabilities, the unmodel project",
    "https://github.com/cluely/unmodel",
    "third-party",
)
MODEL_SHEETS = Source(
    "model-sheets",
    "Sheets of PixVerse V6 and V5.6 that cite the official pages, users, on GitHub",
    "",
    "third-party",
)
API_KIT = Source(
    "api-kit",
    "A client whose operations link to their pages, the pixverse-api-kit project",
    "https://github.com/heshaojian/pixverse-api-kit",
    "third-party",
)
MIRROR_TABLES = Source(
    "mirror-tables",
    "Field tables made from a reseller's description of the Chinese mirror, a reseller",
    "",
    "third-party",
)
COMFYUI = Source(
    "comfyui",
    "PixVerse nodes of ComfyUI, V6 included, the ComfyUI project",
    "https://github.com/comfyanonymous/ComfyUI",
    "third-party",
)
C1_NOTES = Source("c1-notes", "Integration notes of C1, users, on GitHub", "", "third-party")
ZH_SUMMARY = Source("zh-summary", "PixVerse API 摘要, users, on GitHub", "", "third-party")
AI_GUIDE = Source("ai-guide", "Integration guide, written by a machine, users, on GitHub", "", "third-party")
PY_CLIENT = Source("py-client", "Python client of the web app and the platform, users, on GitHub", "", "third-party")
JP_CLIENT = Source("jp-client", "Python client from Japan, users, on GitHub", "", "third-party")
GO_CLIENT = Source("go-client", "Go client of the platform, users, on GitHub", "", "third-party")
ATLASCLOUD = Source(
    "atlascloud",
    "PixVerse API guide, Atlas Cloud",
    "https://atlascloud.ai/blog/guides/pixverse-api",
    "third-party",
)
EACHLABS = Source("eachlabs", "PixVerse models at another reseller, each::labs", "", "third-party")
