# Written by callsheet from specs/pixverse/upload-media.yaml. Change the spec, then `make generate`.
"""The requests of pixverse/upload-media, field by field: for whoever mends one, or looks for one."""

from callsheet_clients.pixverse.validators.upload_media import validate
from callsheet_runtime.space import Field, Space

SPACE = Space(
    name="pixverse/upload-media",
    validate=validate,
    fields=(Field("/$files/file", "file"), Field("/$form/file_url", "url")),
    starts=(
        {"$files": {"file": "voice.wav"}},
        {"$files": {"file": "/x/y.mp4"}},
        {"$form": {"file_url": "https://acme.test/voice.mp3"}},
    ),
)
