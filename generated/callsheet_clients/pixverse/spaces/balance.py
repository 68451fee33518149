# Written by callsheet from specs/pixverse/balance.yaml. Change the spec, then `make generate`.
"""The requests of pixverse/balance, field by field: for whoever mends one, or looks for one."""

from callsheet_clients.pixverse.validators.balance import validate
from callsheet_runtime.space import Space

SPACE = Space(name="pixverse/balance", validate=validate, fields=(), starts=({},))
