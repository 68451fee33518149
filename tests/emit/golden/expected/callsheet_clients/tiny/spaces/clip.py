# Written by callsheet from specs/tiny/clip.yaml. Change the spec, then `make generate`.
"""The requests of tiny/clip, field by field: for whoever mends one, or looks for one."""

from callsheet_clients.tiny.validators.clip import validate
from callsheet_runtime.problems import Interval
from callsheet_runtime.space import Field, Space

SPACE = Space(
    name="tiny/clip",
    validate=validate,
    fields=(
        Field("/prompt", "text", required=True),
        Field("/options/seconds", "integer", values=Interval(1, 9), default=5),
        Field("/options/hd", "boolean", values=(True, False)),
    ),
    starts=({"prompt": "a cat", "options": {"seconds": 3, "hd": True}},),
)
