"""Pages, addresses and keys, as records. Knows no meaning."""

from dataclasses import dataclass
from typing import ClassVar, Literal

from callsheet.span import Span
from callsheet.syntax.atoms import Fragments
from callsheet.syntax.located import Located
from callsheet.syntax.scalars import Text
from callsheet.syntax.shapes import Record, key

Confidence = Literal["given", "official", "third-party", "inferred"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Source(Record):
    """A page that facts are read from. The page itself is not kept here."""

    NAME: ClassVar[str] = "a source"
    span: Span
    title: Text = key("Title of the page.")
    publisher: Text = key("Who publishes it.")
    url: Text | None = key("Its address, where it has one.", optional=True)
    language: Text = key("Language of the page, such as `en` or `zh`.")
    read: Text = key("When it was read: a date, or a month where the day is not known.")
    confidence: Located[Confidence] = key("How far its word goes.")
    snapshot: Text | None = key("SHA-256 of the text that was read, in hex.", optional=True)


@dataclass(frozen=True, slots=True, kw_only=True)
class Server(Record):
    """One address of a provider."""

    NAME: ClassVar[str] = "a server"
    span: Span
    url: Text = key("Base address; `{setting}` is filled from the client's settings.")
    region: Text = key("Region it stands in, in the provider's words.")
    doc: Text | None = key("What to know about it.", optional=True)
    cite: Fragments = key("Where this is written.")


@dataclass(frozen=True, slots=True, kw_only=True)
class SecretsSyntax(Record):
    """What must not stay in a recording, besides the key."""

    NAME: ClassVar[str] = "secrets"
    span: Span
    headers: tuple[Text, ...] = key("Headers, of requests and of answers.", many=True)
    fields: tuple[Text, ...] = key("Places in bodies, such as `data.*.api_key_id`; `*` is each item.", many=True)
    query: tuple[Text, ...] = key("Query keys of signed addresses, wherever an address stands.", many=True)
    doc: Text | None = key("What to know about it.", optional=True)
    cite: Fragments = key("Where this is written.")


@dataclass(frozen=True, slots=True, kw_only=True)
class KeySyntax(Record):
    """How requests are signed."""

    NAME: ClassVar[str] = "a key"
    span: Span
    header: Text = key("Header and value, such as `Authorization: Bearer {key}`.")
    env: Text = key("Environment variable that is read where no key is given.")
    cite: Fragments = key("Where this is written.")
