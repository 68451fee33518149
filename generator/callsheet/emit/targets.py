"""All targets. A new one is a module with `emit(catalog) -> Files`, and a line here."""

from callsheet.emit import clients, explanations, json_schema, overview, reference, spaces, validators
from callsheet.emit.files import Files, with_manifest
from callsheet.model.endpoint import Catalog

TARGETS = (clients, validators, spaces, explanations, json_schema, reference, overview)


def emit_all(catalog: Catalog) -> Files:
    """Emit every target; paths are relative to the folder of generated code."""
    files: Files = {}
    for target in TARGETS:
        made = target.emit(catalog)
        assert files.keys().isdisjoint(made), "two targets never write the same file"
        files |= made
    return with_manifest(files)
