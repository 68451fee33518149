# Written by callsheet from specs/dashscope/. Change the specs, then `make generate`.
"""The pages that facts about dashscope were read from."""

from callsheet_runtime.problems import Source

T2V_EN = Source(
    "t2v-en",
    "PixVerse text-to-video API reference, Alibaba Cloud Model Studio",
    "https://help.aliyun.com/en/model-studio/pixverse-text-to-video-api-reference",
    "given",
)
T2V_ZH = Source(
    "t2v-zh",
    "爱诗-文生视频API参考, 阿里云百炼",
    "https://help.aliyun.com/zh/model-studio/pixverse-text-to-video-api-reference",
    "official",
)
T2V_INTL = Source(
    "t2v-intl",
    "PixVerse text-to-video API reference, international site, Alibaba Cloud Model Studio",
    "https://www.alibabacloud.com/help/en/model-studio/pixverse-text-to-video-api-reference",
    "official",
)
IT2V_EN = Source(
    "it2v-en",
    "PixVerse image-to-video API reference, Alibaba Cloud Model Studio",
    "https://help.aliyun.com/en/model-studio/pixverse-image-to-video-api-reference",
    "given",
)
IT2V_ZH = Source(
    "it2v-zh",
    "爱诗-图生视频API参考, 阿里云百炼",
    "https://help.aliyun.com/zh/model-studio/pixverse-image-to-video-api-reference",
    "official",
)
KF2V_ZH = Source(
    "kf2v-zh",
    "爱诗-首尾帧生视频API参考, 阿里云百炼",
    "https://help.aliyun.com/zh/model-studio/pixverse-keyframe-to-video-api-reference",
    "official",
)
QW_IT2V = Source(
    "qw-it2v",
    "PixVerse image to video, from the first frame, 千问云 (Alibaba Cloud)",
    "https://platform.qianwenai.com/docs/api-reference/video-generation",
    "official",
)
QW_R2V = Source(
    "qw-r2v",
    "PixVerse reference to video, 千问云 (Alibaba Cloud)",
    "https://platform.qianwenai.com/docs/api-reference/video-generation/pixverse-reference-to-video/create-task",
    "official",
)
QW_LIPSYNC = Source(
    "qw-lipsync",
    "PixVerse lip sync, 千问云 (Alibaba Cloud)",
    "https://platform.qianwenai.com/docs/api-reference/video-generation",
    "official",
)
QW_QUERY = Source(
    "qw-query",
    "PixVerse, query a task, and the overview of models, 千问云 (Alibaba Cloud)",
    "https://platform.qianwenai.com/docs/api-reference/video-generation",
    "official",
)
HH_I2V_EN = Source(
    "hh-i2v-en",
    "HappyHorse image-to-video API reference, Alibaba Cloud Model Studio",
    "https://www.alibabacloud.com/help/en/model-studio/happyhorse-image-to-video-api-reference",
    "given",
)
HH_T2V = Source(
    "hh-t2v",
    "HappyHorse text-to-video API reference, 阿里云百炼",
    "https://help.aliyun.com/zh/model-studio/happyhorse-text-to-video-api-reference",
    "official",
)
HH_I2V = Source(
    "hh-i2v",
    "HappyHorse image-to-video API reference, first frame, 阿里云百炼",
    "https://help.aliyun.com/zh/model-studio/happyhorse-image-to-video-api-reference",
    "official",
)
HH_R2V = Source(
    "hh-r2v",
    "HappyHorse reference-to-video API reference, 阿里云百炼",
    "https://help.aliyun.com/zh/model-studio/happyhorse-reference-to-video-api-reference",
    "official",
)
HH_EDIT = Source(
    "hh-edit",
    "HappyHorse video-edit API reference, 阿里云百炼",
    "https://help.aliyun.com/zh/model-studio/happyhorse-video-edit-api-reference",
    "official",
)
HH_APRIL = Source(
    "hh-april",
    "HappyHorse API references as they were in April 2026, Alibaba Cloud Model Studio",
    "https://www.alibabacloud.com/help/en/model-studio/happyhorse-video-edit-api-reference",
    "official",
)
CONSOLE_NOTES = Source(
    "console-notes",
    "Notes of HappyHorse on Model Studio, citing the provider's articles, the ArcReel project",
    "https://github.com/ArcReel/ArcReel",
    "third-party",
)
TASKS = Source(
    "tasks",
    "Manage asynchronous tasks, Alibaba Cloud Model Studio",
    "https://help.aliyun.com/zh/model-studio/manage-asynchronous-tasks",
    "official",
)
CALLBACK = Source(
    "callback",
    "Receive notice of finished tasks by HTTP callback or message queue, Alibaba Cloud Model Studio",
    "https://help.aliyun.com/zh/model-studio/async-task-api",
    "official",
)
ERRORS = Source(
    "errors",
    "Error messages, Alibaba Cloud Model Studio",
    "https://www.alibabacloud.com/help/en/model-studio/error-code",
    "official",
)
RATES = Source(
    "rates",
    "Rate limits, Alibaba Cloud Model Studio",
    "https://help.aliyun.com/zh/model-studio/rate-limit",
    "official",
)
SDK = Source(
    "sdk",
    "dashscope 2.0.2, the provider's Python SDK, Alibaba Cloud",
    "https://pypi.org/project/dashscope/2.0.2/",
    "official",
)
CONSOLE_PRICES = Source(
    "console-prices",
    "Prices and limits transcribed from the console, the @seq/bailian-core package",
    "",
    "third-party",
)
FIELD_NOTES = Source("field-notes", "Notes of PixVerse runs on Model Studio, users, on GitHub", "", "third-party")
RECORDINGS = Source(
    "recordings",
    "Raw HTTP recorded from the live service, the cnblogs/dashscope-sdk project",
    "https://github.com/cnblogs/dashscope-sdk",
    "third-party",
)
EVENT_NOTES = Source("event-notes", "Notes on how completion events are delivered, users, on GitHub", "", "third-party")
RESELLERS = Source("resellers", "Pages of resellers of HappyHorse and PixVerse, several resellers", "", "third-party")
OSS_SIGNED = Source(
    "oss-signed",
    "Include a V1 signature in a URL, Alibaba Cloud Object Storage Service",
    "https://help.aliyun.com/en/oss/developer-reference/ddd-signatures-to-urls",
    "official",
)
OSS_SIGNED_V4 = Source(
    "oss-signed-v4",
    "Include a V4 signature in a presigned URL, Alibaba Cloud Object Storage Service",
    "https://help.aliyun.com/en/oss/developer-reference/add-signatures-to-urls",
    "official",
)
