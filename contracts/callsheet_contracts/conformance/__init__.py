"""Conformance: recordings held to the specs, call by call and task by task. Knows no provider by name."""

from callsheet_contracts.conformance.check import conform
from callsheet_contracts.conformance.findings import OBLIGATIONS, Finding, Obligation, Place, Region
from callsheet_contracts.conformance.formats import FORMATS, as_json, as_text, printed
from callsheet_contracts.conformance.report import Report, Tally

__all__ = [
    "FORMATS",
    "OBLIGATIONS",
    "Finding",
    "Obligation",
    "Place",
    "Region",
    "Report",
    "Tally",
    "as_json",
    "as_text",
    "conform",
    "printed",
]
