# Written by callsheet from specs/pixverse/image-status.yaml. Change the spec, then `make generate`.
"""The requests of pixverse/image-status, field by field: for whoever mends one, or looks for one."""

from callsheet_clients.pixverse.validators.image_status import validate
from callsheet_runtime.space import Field, Space

SPACE = Space(
    name="pixverse/image-status",
    validate=validate,
    fields=(Field("/$path/image_id", "id", required=True),),
    starts=({"$path": {"image_id": "377378608924545"}}, {"$path": {"image_id": 377378608924545}}),
)
