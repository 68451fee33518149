# Written by callsheet from specs/pixverse/tts-speakers.yaml. Change the spec, then `make generate`.
"""The requests of pixverse/tts-speakers, field by field: for whoever mends one, or looks for one."""

from callsheet_clients.pixverse.validators.tts_speakers import validate
from callsheet_runtime.space import Field, Space

SPACE = Space(
    name="pixverse/tts-speakers",
    validate=validate,
    fields=(Field("/$query/page_num", "integer"), Field("/$query/page_size", "integer")),
    starts=({"$query": {"page_num": 1, "page_size": 30}}, {}, {"$query": {"page_num": 0, "page_size": 0}}),
)
