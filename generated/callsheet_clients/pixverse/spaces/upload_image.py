# Written by callsheet from specs/pixverse/upload-image.yaml. Change the spec, then `make generate`.
"""The requests of pixverse/upload-image, field by field: for whoever mends one, or looks for one."""

from callsheet_clients.pixverse.validators.upload_image import validate
from callsheet_runtime.space import Field, Space

SPACE = Space(
    name="pixverse/upload-image",
    validate=validate,
    fields=(Field("/$files/image", "file"), Field("/$form/image_url", "url")),
    starts=({"$files": {"image": "cat.png"}}, {"$form": {"image_url": "https://acme.test/cat.webp"}}),
)
