# Written by callsheet from specs/pixverse/. Change the specs, then `make generate`.
"""How pixverse is spoken to: addresses, calls, the life of a task, errors."""

from dataclasses import replace

from callsheet_runtime.machine import Machine, Meaning, Stage, State
from callsheet_runtime.protocol import (
    Category,
    Conventions,
    ErrorShape,
    Key,
    KnownError,
    Poll,
    Protocol,
    Server,
    Submit,
)

SERVERS = {
    "global": Server(url="https://app-api.pixverse.ai", region="not stated"),
    "china": Server(url="https://app-api.pixverseai.cn", region="China"),
}

KEY = Key(header="API-KEY", form="{key}", env="PIXVERSE_API_KEY")

MACHINE = Machine(
    at="Resp.status",
    start="5",
    states={
        "5": State(means=Meaning.RUNNING, next=frozenset({"9", "10", "2", "3", "1", "7", "8"})),
        "9": State(means=Meaning.WAITING, next=frozenset({"10", "1", "7", "8"})),
        "10": State(means=Meaning.RUNNING, next=frozenset({"1", "7", "8"})),
        "2": State(means=Meaning.WAITING, next=frozenset({"3", "1", "7", "8"})),
        "3": State(means=Meaning.RUNNING, next=frozenset({"1", "7", "8"})),
        "1": State(means=Meaning.SUCCEEDED, billed=True),
        "7": State(means=Meaning.REFUSED, billed=False, stage=Stage.OUTPUT),
        "8": State(means=Meaning.FAILED, billed=False),
        "6": State(means=Meaning.EXPIRED),
    },
    anytime=frozenset({"6"}),
)

KNOWN_ERRORS = {
    "400011": KnownError(category=Category.INVALID),
    "400012": KnownError(category=Category.AUTH),
    "400013": KnownError(category=Category.INVALID),
    "400017": KnownError(category=Category.INVALID),
    "400018": KnownError(category=Category.INVALID),
    "400019": KnownError(category=Category.INVALID),
    "400032": KnownError(category=Category.MEDIA),
    "500008": KnownError(category=Category.NOT_FOUND),
    "500020": KnownError(category=Category.PERMISSION),
    "500030": KnownError(category=Category.MEDIA),
    "500031": KnownError(category=Category.MEDIA),
    "500032": KnownError(category=Category.MEDIA),
    "500033": KnownError(category=Category.MEDIA),
    "500041": KnownError(category=Category.SERVER, repeatable=True),
    "500042": KnownError(category=Category.MEDIA),
    "500043": KnownError(category=Category.BALANCE),
    "500044": KnownError(category=Category.CONCURRENCY, repeatable=True, refused_before_work=True),
    "500052": KnownError(category=Category.MODERATION, billed=False, stage=Stage.INPUT),
    "500054": KnownError(category=Category.MODERATION, billed=False),
    "500060": KnownError(category=Category.BALANCE),
    "500063": KnownError(category=Category.MODERATION, billed=False),
    "500064": KnownError(category=Category.NOT_FOUND),
    "500069": KnownError(category=Category.SERVER, repeatable=True),
    "500070": KnownError(category=Category.PERMISSION),
    "500071": KnownError(category=Category.INVALID),
    "500090": KnownError(category=Category.BALANCE),
    "500100": KnownError(category=Category.SERVER, repeatable=True),
    "701002": KnownError(category=Category.MEDIA),
    "701003": KnownError(category=Category.MEDIA),
    "99999": KnownError(category=Category.SERVER, repeatable=True),
    "10001": KnownError(category=Category.AUTH),
    "10002": KnownError(category=Category.AUTH),
    "10003": KnownError(category=Category.AUTH),
    "10004": KnownError(category=Category.AUTH),
    "10005": KnownError(category=Category.AUTH),
}

# [extend] “/openapi/v2/video/extend/generate”
# [extend] “video_id”
# [i2v-guide] “same AI-trace-ID for every request”
# [common-errors] “Ai-trace-id”
# [video-status] “/openapi/v2/video/result/{video_id}”
# [i2v-guide] “Query periodically Get Video Generation Status API using”
# [i2v-guide] “A different Ai-trace-id for each unique request”
# [api-kit] “3 to 5”
# [faq] “2 hours”
# [i2v-guide] “1: Generation successful; 5: Waiting for generation; 7:”
# [i2v-guide] “The status will change from 5 to 1”
# [i2v-guide] “your generated video was filtered by our content”
# [i2v-guide] “filtered videos will be automatically refunded”
# [video-status] “status”
# [faq] “refund”
# [cli] “PROCESSING”
# [mcp] “pending”
# [error-codes] “400011”
# [error-codes] “99999”
# [i2v-guide] “"ErrCode": 0, "ErrMsg": "success"”
# [i2v-guide] “400/500 status : Incorrect code”
# [upload-image] “"err_code": 500052”
PROTOCOL = Protocol(
    provider="pixverse",
    servers=SERVERS,
    key=KEY,
    errors=ErrorShape(code="ErrCode", message="ErrMsg"),
    other_errors=(ErrorShape(code="err_code", message="err_msg"),),
    success="0",
    known=KNOWN_ERRORS,
    submit=Submit(
        method="POST",
        path="/openapi/v2/video/extend/generate",
        fresh=("Ai-trace-id",),
        task="Resp.video_id",
    ),
    poll=Poll(method="GET", path="/openapi/v2/video/result/{task}", fresh=("Ai-trace-id",), every=5, gives_up=7200),
    machine=MACHINE,
    failure=ErrorShape(message="ErrMsg"),
)

# [fusion] “/openapi/v2/video/fusion/generate”
# [mcp] “video_id”
# [i2v-guide] “same AI-trace-ID for every request”
# [common-errors] “Ai-trace-id”
FUSION_PROTOCOL = replace(
    PROTOCOL,
    submit=Submit(
        method="POST",
        path="/openapi/v2/video/fusion/generate",
        fresh=("Ai-trace-id",),
        task="Resp.video_id",
    ),
)

IMAGE_TEMPLATE_MACHINE = Machine(
    at="Resp.status",
    start="5",
    states={
        "5": State(means=Meaning.RUNNING, next=frozenset({"9", "10", "2", "3", "1", "7", "8"})),
        "9": State(means=Meaning.WAITING, next=frozenset({"10", "1", "7", "8"})),
        "10": State(means=Meaning.RUNNING, next=frozenset({"1", "7", "8"})),
        "2": State(means=Meaning.WAITING, next=frozenset({"3", "1", "7", "8"})),
        "3": State(means=Meaning.RUNNING, next=frozenset({"1", "7", "8"})),
        "1": State(means=Meaning.SUCCEEDED, billed=True),
        "7": State(means=Meaning.REFUSED, billed=False),
        "8": State(means=Meaning.FAILED, billed=False),
        "6": State(means=Meaning.EXPIRED),
    },
    anytime=frozenset({"6"}),
)

# [image-template] “/openapi/v2/image/template/generate”
# [image-template] “image_id”
# [image-status] “/openapi/v2/image/result/{image_id}”
# [i2v-guide] “A different Ai-trace-id for each unique request”
# [image-status] “status”
# [i2v-guide] “1: Generation successful; 5: Waiting for generation; 7:”
# [faq] “refund”
# [cli] “PROCESSING”
# [mcp] “pending”
IMAGE_TEMPLATE_PROTOCOL = Protocol(
    provider="pixverse",
    servers=SERVERS,
    key=KEY,
    errors=ErrorShape(code="ErrCode", message="ErrMsg"),
    other_errors=(ErrorShape(code="err_code", message="err_msg"),),
    success="0",
    known=KNOWN_ERRORS,
    submit=Submit(
        method="POST",
        path="/openapi/v2/image/template/generate",
        fresh=("Ai-trace-id",),
        task="Resp.image_id",
    ),
    poll=Poll(method="GET", path="/openapi/v2/image/result/{task}", fresh=("Ai-trace-id",), every=5),
    machine=IMAGE_TEMPLATE_MACHINE,
    failure=ErrorShape(message="ErrMsg"),
)

# [i2v-guide] “Endpoint: POST https://app-api.pixverse.ai/openapi/v2/video/img/generate”
# [i2v-guide] “The API returns a JSON response with a”
# [i2v-guide] “same AI-trace-ID for every request”
# [common-errors] “Ai-trace-id”
IMAGE_TO_VIDEO_PROTOCOL = replace(
    PROTOCOL,
    submit=Submit(method="POST", path="/openapi/v2/video/img/generate", fresh=("Ai-trace-id",), task="Resp.video_id"),
)

# [lip-sync] “/openapi/v2/video/lip_sync/generate”
# [lip-sync-guide] “1920”
# [lip-sync-guide] “400017”
LIP_SYNC_PROTOCOL = replace(
    PROTOCOL,
    submit=Submit(
        method="POST",
        path="/openapi/v2/video/lip_sync/generate",
        fresh=("Ai-trace-id",),
        task="Resp.video_id",
    ),
)

# [mimic] “/openapi/v2/video/mimic/generate”
# [mimic] “701003”
# [mimic-guide] “100”
MIMIC_PROTOCOL = replace(
    PROTOCOL,
    submit=Submit(method="POST", path="/openapi/v2/video/mimic/generate", fresh=("Ai-trace-id",), task="Resp.video_id"),
)

# [modify] “source_video_id”
# [mirror-tables] “/openapi/v2/video/modify/generate”
# [api-kit] “/openapi/v2/video/modify/generate”
# [modify-guide] “@selection2”
MODIFY_PROTOCOL = replace(
    PROTOCOL,
    submit=Submit(
        method="POST",
        path="/openapi/v2/video/modify/generate",
        fresh=("Ai-trace-id",),
        task="Resp.video_id",
    ),
)

# [multi-transition] “/openapi/v2/video/multi_transition/generate”
# [multi-transition] “credits”
# [i2v-guide] “same AI-trace-ID for every request”
# [common-errors] “Ai-trace-id”
MULTI_TRANSITION_PROTOCOL = replace(
    PROTOCOL,
    submit=Submit(
        method="POST",
        path="/openapi/v2/video/multi_transition/generate",
        fresh=("Ai-trace-id",),
        task="Resp.video_id",
    ),
)

# [restyle] “/openapi/v2/video/restyle/generate”
# [restyle-guide] “16”
# [restyle-guide] “1920”
RESTYLE_PROTOCOL = replace(
    PROTOCOL,
    submit=Submit(
        method="POST",
        path="/openapi/v2/video/restyle/generate",
        fresh=("Ai-trace-id",),
        task="Resp.video_id",
    ),
)

# [sound-effect] “/openapi/v2/video/sound_effect/generate”
# [mcp] “video_id”
SOUND_EFFECT_PROTOCOL = replace(
    PROTOCOL,
    submit=Submit(
        method="POST",
        path="/openapi/v2/video/sound_effect/generate",
        fresh=("Ai-trace-id",),
        task="Resp.video_id",
    ),
)

# [swap] “/openapi/v2/video/swap/generate”
# [swap] “credits”
SWAP_PROTOCOL = replace(
    PROTOCOL,
    submit=Submit(method="POST", path="/openapi/v2/video/swap/generate", fresh=("Ai-trace-id",), task="Resp.video_id"),
)

# [i2v-guide] “Endpoint: POST https://app-api.pixverse.ai/openapi/v2/video/img/generate”
# [mirror-tables] “template_id”
# [i2v-guide] “same AI-trace-ID for every request”
# [common-errors] “Ai-trace-id”
TEMPLATE_VIDEO_PROTOCOL = replace(
    PROTOCOL,
    submit=Submit(method="POST", path="/openapi/v2/video/img/generate", fresh=("Ai-trace-id",), task="Resp.video_id"),
)

# [t2v] “/openapi/v2/video/text/generate”
# [t2v] “video_id”
# [i2v-guide] “same AI-trace-ID for every request”
# [common-errors] “Ai-trace-id”
# [overview] “Ai-trace-id”
TEXT_TO_VIDEO_PROTOCOL = replace(
    PROTOCOL,
    submit=Submit(method="POST", path="/openapi/v2/video/text/generate", fresh=("Ai-trace-id",), task="Resp.video_id"),
)

# [transition] “/openapi/v2/video/transition/generate”
# [transition] “video_id”
# [i2v-guide] “same AI-trace-ID for every request”
# [common-errors] “Ai-trace-id”
TRANSITION_PROTOCOL = replace(
    PROTOCOL,
    submit=Submit(
        method="POST",
        path="/openapi/v2/video/transition/generate",
        fresh=("Ai-trace-id",),
        task="Resp.video_id",
    ),
)

CALLS = Conventions(
    provider="pixverse",
    servers=SERVERS,
    key=KEY,
    errors=ErrorShape(code="ErrCode", message="ErrMsg"),
    other_errors=(ErrorShape(code="err_code", message="err_msg"),),
    success="0",
    known=KNOWN_ERRORS,
)
