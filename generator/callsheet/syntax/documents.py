"""The files of a spec, as records: four kinds of file, and what may stand in each. Knows no meaning."""

from dataclasses import dataclass
from typing import ClassVar, Literal

from callsheet.diagnostics import Diagnostics, did_you_mean
from callsheet.span import Span
from callsheet.syntax.atoms import Fragments
from callsheet.syntax.calls import (
    Cancel,
    CategoryWord,
    ErrorAt,
    ErrorCode,
    Errors,
    Event,
    Header,
    ListQuery,
    ListRow,
    ListSyntax,
    MeaningWord,
    MomentForm,
    Paging,
    PlainCall,
    Poll,
    Signature,
    State,
    Status,
    Submit,
)
from callsheet.syntax.facts import (
    AnswerExample,
    Capability,
    Doubt,
    Examples,
    FieldWord,
    Limits,
    Price,
    RequestExample,
    ResultField,
    Retention,
    Unpriced,
)
from callsheet.syntax.located import Entries, Located
from callsheet.syntax.requests import Item, KindWord, Measure, Parameter, Rule
from callsheet.syntax.scalars import Text, Value
from callsheet.syntax.shapes import Record, entries, key, read_record
from callsheet.syntax.sources import Confidence, KeySyntax, SecretsSyntax, Server, Source
from callsheet.text import Mapping, Node

__all__ = [
    "KINDS",
    "AnswerExample",
    "Cancel",
    "Capability",
    "CategoryWord",
    "Confidence",
    "Document",
    "Doubt",
    "EndpointFile",
    "ErrorAt",
    "ErrorCode",
    "Errors",
    "Event",
    "Examples",
    "FieldWord",
    "FragmentFile",
    "Header",
    "Item",
    "KeySyntax",
    "KindWord",
    "Limits",
    "ListQuery",
    "ListRow",
    "ListSyntax",
    "MeaningWord",
    "Measure",
    "MomentForm",
    "Paging",
    "Parameter",
    "PlainCall",
    "Poll",
    "Price",
    "ProviderFile",
    "RequestExample",
    "ResultField",
    "Retention",
    "Rule",
    "SecretsSyntax",
    "Sections",
    "Server",
    "Signature",
    "Source",
    "SourcesFile",
    "State",
    "Status",
    "Submit",
    "Text",
    "Unpriced",
    "Value",
    "read_document",
]


@dataclass(frozen=True, slots=True, kw_only=True)
class Sections(Record):
    """What an endpoint consists of. Fragments hold some of it and endpoints the rest; a key twice is an error."""

    NAME: ClassVar[str] = "a section"
    parameters: Entries[Parameter] = entries("What may be sent.")
    rules: Entries[Rule] = entries("What fields demand of each other.")
    call: PlainCall | None = key("The call that is all there is, of an endpoint of that kind.", optional=True)
    event: Event | None = key("What is sent to you, of an endpoint of the kind webhook.", optional=True)
    submit: Submit | None = key("The call that creates a task.", optional=True)
    poll: Poll | None = key("The call that asks how a task is.", optional=True)
    cancel: Cancel | None = key("The call that ends a task early.", optional=True)
    list: ListSyntax | None = key("The call that lists tasks.", optional=True)
    status: Status | None = key("The life of a task.", optional=True)
    failure: ErrorAt | None = key("Where the answer about a failed task explains itself.", optional=True)
    errors: Errors | None = key("How the provider says no.", optional=True)
    result: Entries[ResultField] = entries("What the answer about a task holds.")
    prices: Entries[Price] = entries("What it costs; none: unknown, not free.")
    unpriced: Entries[Unpriced] = entries("Parameters with which no price list holds.")
    capabilities: Entries[Capability] = entries(
        "How what people look for is asked for: duration, resolution, ratio, audio, image, video."
    )
    limits: Limits | None = key("How much one may ask at once.", optional=True)
    retention: Retention | None = key("How long the provider remembers.", optional=True)
    doubts: Entries[Doubt] = entries("Where pages contradict each other.")
    tables: Fragments | None = key(
        "Where a page's tables of this endpoint begin, such as its heading: from there to the next endpoint's.",
        optional=True,
    )
    examples: Examples | None = key("Requests with verdicts, answers with readings.", optional=True)
    lint: Entries[Entries[Text]] = entries(
        "Findings of lint that stand: by their code, and by what they are about, each with the reason."
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class ProviderFile(Record):
    """Who the provider is, where it stands, and how requests are signed."""

    NAME: ClassVar[str] = "a provider file"
    span: Span
    provider: Text = key("Name, as in `provider/endpoint`; also the folder's.")
    title: Text = key("What people call it.")
    client: Text = key("Name of the client class.")
    doc: Text = key("What to know about it.")
    servers: Entries[Server] = entries("Its addresses, the usual one first.")
    secrets: SecretsSyntax | None = key("What must not stay in a recording, besides the key.", optional=True)
    lint: Entries[Entries[Text]] = entries("Findings of lint that stand, as in an endpoint file.")
    key: KeySyntax = key("How requests are signed.")


@dataclass(frozen=True, slots=True, kw_only=True)
class SourcesFile(Record):
    """The pages that the provider's facts are read from."""

    NAME: ClassVar[str] = "a sources file"
    span: Span
    sources: Entries[Source] = entries("Pages, by the short names that cites use.")
    lint: Entries[Entries[Text]] = entries("Findings of lint that stand, as in an endpoint file.")


@dataclass(frozen=True, slots=True, kw_only=True)
class FragmentFile(Sections):
    """Sections that several endpoints share."""

    NAME: ClassVar[str] = "a fragment file"
    span: Span
    fragment: Text = key("Its name, for `uses`.")
    doc: Text = key("What it is for.")


@dataclass(frozen=True, slots=True, kw_only=True)
class EndpointFile(Sections):
    """One endpoint."""

    NAME: ClassVar[str] = "an endpoint file"
    span: Span
    endpoint: Text = key("Name, as in `provider/endpoint`; also the file's.")
    kind: Located[Literal["task", "call", "webhook"]] = key(
        "`task`: created, asked for, ended. `call`: one call, one answer. `webhook`: what is sent to you."
    )
    doc: Text = key("What it does, as an order: `Generate a video from …`.")
    uses: tuple[Text, ...] = key("Fragments whose sections it shares.", many=True)
    servers: tuple[Text, ...] = key("Servers that offer it, the usual one first.")


Document = ProviderFile | SourcesFile | FragmentFile | EndpointFile
KINDS: dict[str, type[ProviderFile] | type[SourcesFile] | type[FragmentFile] | type[EndpointFile]] = {
    "provider": ProviderFile,
    "sources": SourcesFile,
    "fragment": FragmentFile,
    "endpoint": EndpointFile,
}
"""Which key tells which kind of file."""


def read_document(node: Node, notes: Diagnostics) -> Document | None:
    """Read one file, noting every mistake; `None` if there was one."""
    if not isinstance(node, Mapping):
        notes.error("shape", node.span, f"a spec file is a mapping, this is {node.kind}")
        return None
    for name, kind in KINDS.items():
        if node.get(name) is not None:
            return read_record(kind, node, notes)
    words = [entry.value for entry, _ in node.entries if isinstance(entry.value, str)]
    note = next(filter(None, (did_you_mean(word, KINDS) for word in words)), "")
    notes.error("kind", node.span, f"a spec file says what it is by one of the keys {', '.join(KINDS)}", note=note)
    return None
