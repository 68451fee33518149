"""What a list of tasks can be asked for. Knows no whole document."""

from typing import Final

from callsheet.emit.exports.operations import Operation
from callsheet.emit.json_schema import Schema
from callsheet.model.protocol import Listing, Moment


def filters(one: Operation) -> list[Schema]:
    """Describe what a list of tasks can be asked for."""
    listing = one.tasks[0].protocol.listing if one.kind == "list" else None
    if listing is None:
        return []
    said = _filter_schemas(listing)
    return [{"name": name, "in": "query", "required": False, "schema": schema} for name, schema in said.items()]


def _filter_schemas(listing: Listing) -> dict[str, Schema]:
    names = listing.query
    text: Schema = {"type": "string"}
    whole: Schema = {"type": "integer", "minimum": 1}
    pairs = (
        (names.model, text),
        (names.status, text),
        (names.since, _moment(names.moment)),
        (names.until, _moment(names.moment)),
        (names.page, whole),
        (names.size, whole),
    )
    return {name: schema for name, schema in pairs if name is not None}


_DIGITS: Final = {
    "%Y": "[12][0-9]{3}",
    "%m": "(0[1-9]|1[0-2])",
    "%d": "(0[1-9]|1[0-9]|2[0-9]|3[01])",
    "%H": "([01][0-9]|2[0-3])",
    "%M": "[0-5][0-9]",
    "%S": "[0-5][0-9]",
}


def _moment(form: Moment | None) -> Schema:
    if form is None or form.form == "iso":
        return {"type": "string", "format": "date-time"}
    if form.form == "epoch_ms":
        return {"type": "integer", "minimum": 0}
    pattern = form.form
    for directive, digits in _DIGITS.items():
        pattern = pattern.replace(directive, digits)
    return {"type": "string", "pattern": f"^{pattern}$", "description": f"Written as {form.form}."}
