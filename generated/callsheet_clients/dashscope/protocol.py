# Written by callsheet from specs/dashscope/. Change the specs, then `make generate`.
"""How dashscope is spoken to: addresses, calls, the life of a task, errors."""

from callsheet_runtime.machine import Machine, Meaning, Stage, State
from callsheet_runtime.protocol import (
    Category,
    ErrorShape,
    Key,
    KnownError,
    Listing,
    Moment,
    Operation,
    Poll,
    Protocol,
    Server,
    Submit,
)

SERVERS = {
    "beijing": Server(url="https://dashscope.aliyuncs.com/api/v1", region="cn-beijing"),
    "singapore-workspace": Server(
        url="https://{workspace}.ap-southeast-1.maas.aliyuncs.com/api/v1",
        region="ap-southeast-1",
        settings=("workspace",),
    ),
    "singapore": Server(url="https://dashscope-intl.aliyuncs.com/api/v1", region="ap-southeast-1"),
    "beijing-workspace": Server(
        url="https://{workspace}.cn-beijing.maas.aliyuncs.com/api/v1",
        region="cn-beijing",
        settings=("workspace",),
    ),
    "virginia-workspace": Server(
        url="https://{workspace}.us-east-1.maas.aliyuncs.com/api/v1",
        region="us-east-1",
        settings=("workspace",),
    ),
    "virginia": Server(url="https://dashscope-us.aliyuncs.com/api/v1", region="us-east-1"),
    "frankfurt-workspace": Server(
        url="https://{workspace}.eu-central-1.maas.aliyuncs.com/api/v1",
        region="eu-central-1",
        settings=("workspace",),
    ),
    "tokyo-workspace": Server(
        url="https://{workspace}.ap-northeast-1.maas.aliyuncs.com/api/v1",
        region="ap-northeast-1",
        settings=("workspace",),
    ),
}

KEY = Key(header="Authorization", form="Bearer {key}", env="DASHSCOPE_API_KEY")

MACHINE = Machine(
    at="output.task_status",
    start="PENDING",
    states={
        "PENDING": State(means=Meaning.WAITING, next=frozenset({"RUNNING", "CANCELED", "FAILED"})),
        "RUNNING": State(means=Meaning.RUNNING, next=frozenset({"SUCCEEDED", "FAILED"})),
        "SUCCEEDED": State(means=Meaning.SUCCEEDED, billed=True),
        "FAILED": State(means=Meaning.FAILED, billed=False),
        "CANCELED": State(means=Meaning.CANCELLED, billed=False),
        "UNKNOWN": State(means=Meaning.EXPIRED),
    },
    anytime=frozenset({"UNKNOWN"}),
)

KNOWN_ERRORS = {
    "InvalidParameter": KnownError(category=Category.INVALID),
    "InvalidParameter.DataInspection": KnownError(category=Category.MEDIA, repeatable=True),
    "InvalidURL": KnownError(category=Category.MEDIA),
    "InvalidURL.ConnectionRefused": KnownError(category=Category.MEDIA, repeatable=True),
    "InvalidURL.Timeout": KnownError(category=Category.MEDIA, repeatable=True),
    "InvalidImage.FileFormat": KnownError(category=Category.MEDIA),
    "InvalidImageFormat": KnownError(category=Category.MEDIA),
    "InvalidImageResolution": KnownError(category=Category.MEDIA),
    "InvalidFile.Size": KnownError(category=Category.MEDIA),
    "InvalidFile.Duration": KnownError(category=Category.MEDIA),
    "InvalidFile.Resolution": KnownError(category=Category.MEDIA),
    "InvalidFile.FPS": KnownError(category=Category.MEDIA),
    "InvalidFile.AspectRatio": KnownError(category=Category.MEDIA),
    "InvalidFile.Format": KnownError(category=Category.MEDIA),
    "InvalidFile.Openerror": KnownError(category=Category.MEDIA),
    "BadRequest.EmptyInput": KnownError(category=Category.INVALID),
    "BadRequest.EmptyParameters": KnownError(category=Category.INVALID),
    "BadRequest.EmptyModel": KnownError(category=Category.INVALID),
    "BadRequest.IllegalInput": KnownError(category=Category.INVALID),
    "BadRequest.InputDownloadFailed": KnownError(category=Category.MEDIA, repeatable=True),
    "BadRequest.UnsupportedFileFormat": KnownError(category=Category.MEDIA),
    "BadRequest.TooLarge": KnownError(category=Category.INVALID),
    "UnsupportedOperation": KnownError(category=Category.STATE),
    "Arrearage": KnownError(category=Category.BALANCE),
    "DataInspectionFailed": KnownError(category=Category.MODERATION, billed=False),
    "data_inspection_failed": KnownError(category=Category.MODERATION, billed=False),
    "IPInfringementSuspect": KnownError(category=Category.MODERATION, billed=False, stage=Stage.INPUT),
    "CustomRoleBlocked": KnownError(category=Category.MODERATION, billed=False),
    "FaqRuleBlocked": KnownError(category=Category.MODERATION, billed=False),
    "InvalidApiKey": KnownError(category=Category.AUTH),
    "NOT AUTHORIZED": KnownError(category=Category.PERMISSION),
    "AccessDenied": KnownError(category=Category.PERMISSION),
    "AccessDenied.Unpurchased": KnownError(category=Category.BALANCE),
    "Model.AccessDenied": KnownError(category=Category.PERMISSION),
    "Workspace.AccessDenied": KnownError(category=Category.PERMISSION),
    "App.AccessDenied": KnownError(category=Category.PERMISSION),
    "AllocationQuota.FreeTierOnly": KnownError(category=Category.BALANCE),
    "ModelNotFound": KnownError(category=Category.NOT_FOUND),
    "model_not_found": KnownError(category=Category.NOT_FOUND),
    "model_not_supported": KnownError(category=Category.NOT_FOUND),
    "WorkSpaceNotFound": KnownError(category=Category.NOT_FOUND),
    "NotFound": KnownError(category=Category.NOT_FOUND),
    "Throttling": KnownError(category=Category.RATE, repeatable=True, refused_before_work=True),
    "Throttling.RateQuota": KnownError(category=Category.RATE, repeatable=True, refused_before_work=True),
    "Throttling.BurstRate": KnownError(category=Category.RATE, repeatable=True, refused_before_work=True),
    "Throttling.AllocationQuota": KnownError(category=Category.BALANCE),
    "insufficient_quota": KnownError(category=Category.BALANCE),
    "CommodityNotPurchased": KnownError(category=Category.BALANCE),
    "PrepaidBillOverdue": KnownError(category=Category.BALANCE),
    "PostpaidBillOverdue": KnownError(category=Category.BALANCE),
    "InternalError": KnownError(category=Category.SERVER, repeatable=True),
    "InternalError.Algo": KnownError(category=Category.SERVER, repeatable=True),
    "InternalError.FileUpload": KnownError(category=Category.SERVER, repeatable=True),
    "InternalError.Upload": KnownError(category=Category.SERVER, repeatable=True),
    "InternalError.Timeout": KnownError(category=Category.SERVER),
    "SystemError": KnownError(category=Category.SERVER, repeatable=True),
    "ModelServiceFailed": KnownError(category=Category.SERVER, repeatable=True),
    "RequestTimeOut": KnownError(category=Category.SERVER, repeatable=True),
    "ModelServingError": KnownError(category=Category.SERVER, repeatable=True),
    "ModelUnavailable": KnownError(category=Category.SERVER, repeatable=True),
}

# [t2v-en] “HTTP requests support only asynchronous calls.”
# [t2v-en] “Do not create duplicate tasks.”
# [t2v-en] “with a reasonable query interval (for example, 15”
# [t2v-en] “for the query API is 20.”
# [errors] “InternalError.Timeout”
# [t2v-en] “PENDING (in queue) -> RUNNING (processing) -> SUCCEEDED”
# [t2v-en] “task_id validity: 24 hours. After this period, you”
# [t2v-en] “Only successful results are counted.”
# [t2v-zh] “CANCELED：任务已取消”
# [field-notes] “The product is not activated”
# [t2v-en] “Error code. Returned only for failed requests.”
# [errors] “InvalidParameter”
# [t2v-en] “canceling tasks, and other operations, see Manage asynchronous”
# [tasks] “confirm if the task is in PENDING status”
# [tasks] “gmt_create”
# [tasks] “user_api_unique_key”
PROTOCOL = Protocol(
    provider="dashscope",
    servers=SERVERS,
    key=KEY,
    errors=ErrorShape(code="code", message="message", request_id="request_id"),
    known=KNOWN_ERRORS,
    secret_fields=("data.*.api_key_id", "data.*.caller_parent_id", "data.*.caller_uid"),
    submit=Submit(
        method="POST",
        path="/services/aigc/video-generation/video-synthesis",
        headers={"X-DashScope-Async": "enable"},
        task="output.task_id",
    ),
    poll=Poll(method="GET", path="/tasks/{task}", per_second=20, every=15, gives_up=10800),
    cancel=Operation(method="POST", path="/tasks/{task}/cancel", per_second=20),
    listing=Listing(
        method="GET",
        path="/tasks/",
        per_second=20,
        rows="data",
        row_task="task_id",
        row_status="status",
        row_model="model_name",
        row_created="gmt_create",
        row_ended="end_time",
        row_moment=Moment(form="epoch_ms"),
        total="total",
        pages="total_page",
        query_model="model_name",
        query_status="status",
        query_since="start_time",
        query_until="end_time",
        query_moment=Moment(form="%Y%m%d%H%M%S", zone=8),
        query_page="page_no",
        query_size="page_size",
    ),
    machine=MACHINE,
    failure=ErrorShape(code="output.code", message="output.message"),
)
