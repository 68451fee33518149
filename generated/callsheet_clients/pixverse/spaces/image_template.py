# Written by callsheet from specs/pixverse/image-template.yaml. Change the spec, then `make generate`.
"""The requests of pixverse/image-template, field by field: for whoever mends one, or looks for one."""

from callsheet_clients.pixverse.validators.image_template import validate
from callsheet_runtime.space import Capability, Field, Space

SPACE = Space(
    name="pixverse/image-template",
    validate=validate,
    fields=(
        Field("/template_id", "id", required=True),
        Field("/img_ids", "list", required=True),
        Field("/img_ids/*", "id", required=True),
    ),
    starts=(
        {"img_ids": [], "template_id": 377378608924544},
        {"img_ids": [343252978602905], "template_id": 377378608924544},
        {"img_ids": ["343252978602905", "343252978602906"], "template_id": "377378608924544"},
    ),
    capabilities={
        "duration": Capability(none="it makes an image"),
        "resolution": Capability(none="it makes an image"),
        "ratio": Capability(none="it makes an image"),
        "audio": Capability(none="it makes an image"),
        "image": Capability(always="the images of the template"),
        "video": Capability(none="it takes images"),
    },
)
