# Written by callsheet from specs/dashscope/task-events.yaml. Change the spec, then `make generate`.
"""Tell that a task has ended, well or not; one poll then fetches what it made.

[callback] Receive notice of finished tasks by HTTP callback or message queue. Alibaba Cloud Model Studio.
[event-notes] Notes on how completion events are delivered. users, on GitHub.
[it2v-en] PixVerse image-to-video API reference. Alibaba Cloud Model Studio.
"""

from dataclasses import dataclass
from datetime import datetime
from typing import Final

from callsheet_clients.dashscope.protocol import MACHINE
from callsheet_runtime import reading
from callsheet_runtime.reading import Answer
from callsheet_runtime.webhooks import Event


@dataclass(frozen=True, slots=True, kw_only=True)
class Result:
    """What arrives. A field is `None` where the answer lacks it or has something else there."""

    kind: str | None
    """What kind of event this is; always the same."""

    origin: str | None
    """Who sends it. With `id`, it makes an event the only one of its kind."""

    version: str | None
    """Version of CloudEvents."""

    content_type: str | None
    """What `data` is written in."""

    happened: str | None
    """When it happened. The page's sample is no time that ISO 8601 knows, so it is left as it is."""

    published: datetime | None
    """When EventBridge took it."""

    account: str | None
    """Account that the event belongs to."""

    original_account: str | None
    """Account that it came from."""

    bus: str | None
    """Bus that carried it."""

    bus_region: str | None
    """Region of the bus."""

    task_region: str | None
    """Region of the task."""

    request_id: str | None
    """Id of a call, for support."""

    api_key: str | None
    """Id of the key that the task was created with."""

    interface: str | None
    """Group, task, function and model, with colons between them."""

    work_began: datetime | None
    """When work on the task began, to the second."""

    work_ended: datetime | None
    """When the task ended, to the second."""

    contains_result: bool | None
    """False in the page's sample, and not explained."""

    answer: Answer
    """The whole answer, with whatever the provider added to it."""


def result(answer: object) -> Result:
    """Read what arrives."""
    return Result(
        kind=reading.text(answer, "type"),
        origin=reading.text(answer, "source"),
        version=reading.text(answer, "specversion"),
        content_type=reading.text(answer, "datacontenttype"),
        happened=reading.text(answer, "time"),
        published=reading.moment(answer, "aliyunpublishtime", "iso"),
        account=reading.text(answer, "aliyunaccountid"),
        original_account=reading.text(answer, "aliyunoriginalaccountid"),
        bus=reading.text(answer, "aliyuneventbusname"),
        bus_region=reading.text(answer, "aliyunregionid"),
        task_region=reading.text(answer, "data.region"),
        request_id=reading.text(answer, "data.request_id"),
        api_key=reading.text(answer, "data.api_key_id"),
        interface=reading.text(answer, "data.user_api_unique_key"),
        work_began=reading.moment(answer, "data.start_time", "%Y-%m-%d %H:%M:%S", zone=8),
        work_ended=reading.moment(answer, "data.end_time", "%Y-%m-%d %H:%M:%S", zone=8),
        contains_result=reading.boolean(answer, "data.contain_result"),
        answer=reading.whole(answer),
    )


EVENT: Final[Event[Result]] = Event(
    name="dashscope/task-events",
    machine=MACHINE,
    task="data.task_id",
    status="data.task_status",
    id="id",
    read=result,
)
