"""What a spec file may say, and the check that it says nothing else. Knows places, and no meaning."""

from callsheet.syntax.documents import Document, EndpointFile, FragmentFile, ProviderFile, SourcesFile, read_document
from callsheet.syntax.json_schema import json_schema
from callsheet.syntax.located import Entries, Entry, Located

__all__ = [
    "Document",
    "EndpointFile",
    "Entries",
    "Entry",
    "FragmentFile",
    "Located",
    "ProviderFile",
    "SourcesFile",
    "json_schema",
    "read_document",
]
