# Written by callsheet from specs/pixverse/restyle-effects.yaml. Change the spec, then `make generate`.
"""The requests of pixverse/restyle-effects, field by field: for whoever mends one, or looks for one."""

from callsheet_clients.pixverse.validators.restyle_effects import validate
from callsheet_runtime.space import Field, Space

SPACE = Space(
    name="pixverse/restyle-effects",
    validate=validate,
    fields=(Field("/$query/page_num", "integer", required=True), Field("/$query/page_size", "integer", required=True)),
    starts=({"$query": {"page_num": 1, "page_size": 20}},),
)
