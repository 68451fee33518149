"""From documents to meaning: the one crossing. Knows both sides, and no output."""

from callsheet.resolve.catalog import resolve
from callsheet.resolve.revisions import specs_at
from callsheet.resolve.specs import Specs, find_specs, load, shipped_specs

__all__ = ["Specs", "find_specs", "load", "resolve", "shipped_specs", "specs_at"]
