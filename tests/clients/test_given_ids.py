"""What one endpoint gives, another takes: an upload's id makes a clip, and an id that nobody gave makes none."""

from collections.abc import Iterator

import pytest

from callsheet_clients.pixverse import PixVerse, extend, image_to_video, upload_image
from callsheet_contracts import Simulator
from callsheet_runtime import Category, ProviderError
from support.catalog import real

CATALOG = real()


@pytest.fixture
def client() -> Iterator[PixVerse]:
    """A client of a simulator that knows which ids it has given."""
    with (
        Simulator(CATALOG, providers=["pixverse"], task_seconds=0.01, known_ids=True) as simulator,
        PixVerse(key="k", base_url=simulator.url("pixverse")) as connected,
    ):
        yield connected


def from_image(img_id: int | str) -> image_to_video.Request:
    return image_to_video.Request(model="v6", img_id=img_id, prompt="It moves.", duration=5, quality="720p")


def test_an_upload_gives_the_id_that_a_clip_takes_exactly(client: PixVerse) -> None:
    uploaded = client.upload_image.call(upload_image.Request(image_url="https://example.com/cat.png"))
    assert isinstance(uploaded.img_id, int)
    made = client.image_to_video.run(from_image(uploaded.img_id), every=0.01)
    assert made.video_url
    # A clip's id is what extend takes, as a number or as the text that a ticket keeps.
    assert made.video_id is not None
    more = extend.Request(
        model="v6", source_video_id=made.video_id, prompt="And on.", duration=5, quality="720p", seed=1
    )
    assert client.extend.run(more, every=0.01).video_url


def test_an_id_that_nobody_gave_is_refused(client: PixVerse) -> None:
    with pytest.raises(ProviderError) as refused:
        client.image_to_video.submit(from_image(12345))
    assert refused.value.category in {Category.MEDIA, Category.INVALID, Category.NOT_FOUND}
    assert refused.value.billed is False
    assert refused.value.http_status == 200
