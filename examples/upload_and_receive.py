"""Upload an image, make a clip of it, and take the word of a webhook; the README shows these lines."""

from collections.abc import Mapping

from callsheet_clients.pixverse import PixVerse, image_to_video, upload_image, webhook
from callsheet_runtime import DeliveryRefused, Receiver, Verdict

with PixVerse() as pixverse:  # the key comes from PIXVERSE_API_KEY
    uploaded = pixverse.upload_image.call(upload_image.Request(image="cat.png"))  # looked into before it is sent
    assert uploaded.img_id is not None
    request = image_to_video.Request(
        model="v6", img_id=uploaded.img_id, prompt="It yawns.", duration=5, quality="720p", webhook_id="1234"
    )
    print(pixverse.image_to_video.estimate(request))
    ticket = pixverse.image_to_video.submit(request)

receiver = Receiver(webhook.EVENT, secret="the webhook's secret")


def receive(headers: Mapping[str, str], body: bytes) -> tuple[int, str]:
    """Answer what the provider sends: whatever web server this is, it is one call."""
    try:
        delivery = receiver.receive(headers, body)
    except DeliveryRefused as refused:  # forged, too old, or no event at all
        return refused.http_status, str(refused)
    if delivery.verdict is Verdict.NEW and delivery.notice.terminal:
        print(delivery.notice.task, delivery.notice.means)  # a hint: `wait` on the ticket tells, and reads the result
    return delivery.http_status, delivery.reply
