"""Read the fields of a form out of a request's body. Knows no spec."""

from email.message import Message
from email.parser import BytesParser
from email.policy import HTTP
from urllib.parse import parse_qsl


def form_of(content_type: str, body: bytes) -> tuple[dict[str, str], dict[str, str]] | None:
    """List plain fields and, by field, the names of files; `None` where no form was sent."""
    if content_type.startswith("application/x-www-form-urlencoded"):
        return dict(parse_qsl(body.decode(errors="replace"), keep_blank_values=True)), {}
    if not content_type.startswith("multipart/form-data"):
        return None
    fields: dict[str, str] = {}
    files: dict[str, str] = {}
    head = f"Content-Type: {content_type}\r\n\r\n".encode("latin-1", "replace")
    message = BytesParser(policy=HTTP).parsebytes(head + body)
    for part in message.walk():
        name, file = _named(part, "name"), part.get_filename()
        if name and file is not None:
            files[name] = file
        elif name:
            content = part.get_payload(decode=True)
            fields[name] = content.decode(errors="replace") if isinstance(content, bytes) else ""
    return fields, files


def _named(part: Message, parameter: str) -> str:
    value = part.get_param(parameter, header="content-disposition")
    return value if isinstance(value, str) else ""
