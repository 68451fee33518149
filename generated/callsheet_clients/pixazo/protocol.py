# Written by callsheet from specs/pixazo/. Change the specs, then `make generate`.
"""How pixazo is spoken to: addresses, calls, the life of a task, errors."""

from dataclasses import replace

from callsheet_runtime.machine import Machine, Meaning, State
from callsheet_runtime.protocol import (
    Category,
    ErrorShape,
    Key,
    KnownError,
    Poll,
    Protocol,
    Server,
    Submit,
)

SERVERS = {"gateway": Server(url="https://gateway.pixazo.ai", region="not stated")}

KEY = Key(header="Ocp-Apim-Subscription-Key", form="{key}", env="PIXAZO_API_KEY")

MACHINE = Machine(
    at="status",
    start="QUEUED",
    states={
        "QUEUED": State(means=Meaning.WAITING, next=frozenset({"PROCESSING"})),
        "PROCESSING": State(means=Meaning.RUNNING, next=frozenset({"COMPLETED", "FAILED", "ERROR"})),
        "COMPLETED": State(means=Meaning.SUCCEEDED, billed=True),
        "FAILED": State(means=Meaning.FAILED),
        "ERROR": State(means=Meaning.FAILED, billed=False),
    },
)

KNOWN_ERRORS = {
    "Insufficient Balance": KnownError(category=Category.BALANCE),
    "Model not found": KnownError(category=Category.NOT_FOUND),
    "Bad Request": KnownError(category=Category.INVALID),
    "Unauthorized": KnownError(category=Category.AUTH),
    "Forbidden": KnownError(category=Category.PERMISSION),
    "Not Found": KnownError(category=Category.NOT_FOUND),
    "Too Many Requests": KnownError(category=Category.RATE, repeatable=True, refused_before_work=True),
    "Internal Server Error": KnownError(category=Category.SERVER, repeatable=True),
    "Bad Gateway": KnownError(category=Category.SERVER, repeatable=True),
    "Service Unavailable": KnownError(category=Category.SERVER, repeatable=True),
    "Gateway Timeout": KnownError(category=Category.SERVER, repeatable=True),
    "Invalid request parameters": KnownError(category=Category.INVALID),
    "Invalid or missing authentication": KnownError(category=Category.AUTH),
    "Access denied for this operation": KnownError(category=Category.PERMISSION),
    "Endpoint not found": KnownError(category=Category.NOT_FOUND),
    "Rate limit exceeded, please retry later": KnownError(
        category=Category.RATE,
        repeatable=True,
        refused_before_work=True,
    ),
    "An unexpected error occurred, please try again later": KnownError(category=Category.SERVER, repeatable=True),
}

# [models] “POST https://gateway.pixazo.ai/pixverse-c1-image-to-video/v1/pixverse-c1-image-to-video-request”
# [models] “| 202 | Accepted — Request queued |”
# [models] “| Cache-Control | no-cache |”
# [models] “GET https://gateway.pixazo.ai/v2/requests/status/{request_id}”
# [models] “Poll every 5-10 seconds”
# [models] “QUEUED → PROCESSING → COMPLETED”
# [models] “| QUEUED | Request accepted, waiting to be processed”
# [models] “| COMPLETED | Done — output contains the result”
# [models] “| FAILED | Failed — check error field”
# [models] “| ERROR | System error — not charged”
# [models] “Queue system errors and model validation errors.”
# [models] “"error": "Insufficient Balance"”
# [studio] “parsed?.message || parsed?.error || parsed?.detail”
PROTOCOL = Protocol(
    provider="pixazo",
    servers=SERVERS,
    key=KEY,
    errors=ErrorShape(code="error", message="message"),
    other_errors=(ErrorShape(message="detail"),),
    known=KNOWN_ERRORS,
    submit=Submit(
        method="POST",
        path="/pixverse-c1-image-to-video/v1/pixverse-c1-image-to-video-request",
        headers={"Cache-Control": "no-cache"},
        task="request_id",
    ),
    poll=Poll(method="GET", path="/v2/requests/status/{task}", every=5),
    machine=MACHINE,
    failure=ErrorShape(message="error"),
)

# [models] “POST https://gateway.pixazo.ai/pixverse-c1-text-to-video/v1/pixverse-c1-text-to-video-request”
# [models] “| 202 | Accepted — Request queued |”
# [models] “| Cache-Control | no-cache |”
C1_T2V_PROTOCOL = replace(
    PROTOCOL,
    submit=Submit(
        method="POST",
        path="/pixverse-c1-text-to-video/v1/pixverse-c1-text-to-video-request",
        headers={"Cache-Control": "no-cache"},
        task="request_id",
    ),
)

# [models] “POST https://gateway.pixazo.ai/pixverse-i2v/v1/pixverse-i2v-request”
# [models] “| 202 | Accepted — Request queued |”
# [models] “| Cache-Control | no-cache |”
V5_6_I2V_PROTOCOL = replace(
    PROTOCOL,
    submit=Submit(
        method="POST",
        path="/pixverse-i2v/v1/pixverse-i2v-request",
        headers={"Cache-Control": "no-cache"},
        task="request_id",
    ),
)

# [models] “https://gateway.pixazo.ai/pixverse/v1/pixverse-request”
# [models] “| 202 | Accepted — Request queued |”
# [models] “| Cache-Control | no-cache |”
V5_6_T2V_PROTOCOL = replace(
    PROTOCOL,
    submit=Submit(
        method="POST",
        path="/pixverse/v1/pixverse-request",
        headers={"Cache-Control": "no-cache"},
        task="request_id",
    ),
)

# [models] “https://gateway.pixazo.ai/pixverse-v6-image-to-video/v1/pixverse-v6-image-to-video-request”
# [models] “| 202 | Accepted — Request queued |”
# [models] “| Cache-Control | no-cache |”
V6_I2V_PROTOCOL = replace(
    PROTOCOL,
    submit=Submit(
        method="POST",
        path="/pixverse-v6-image-to-video/v1/pixverse-v6-image-to-video-request",
        headers={"Cache-Control": "no-cache"},
        task="request_id",
    ),
)

# [models] “POST https://gateway.pixazo.ai/pixverse-v6-text-to-video/v1/pixverse-v6-text-to-video-request”
# [models] “| 202 | Accepted — Request queued |”
# [models] “| Cache-Control | no-cache |”
V6_T2V_PROTOCOL = replace(
    PROTOCOL,
    submit=Submit(
        method="POST",
        path="/pixverse-v6-text-to-video/v1/pixverse-v6-text-to-video-request",
        headers={"Cache-Control": "no-cache"},
        task="request_id",
    ),
)
