"""Write a call as a line for a shell, the key by the name of its variable. Knows no spec."""

import shlex

from callsheet.model.protocol import Key
from callsheet_contracts.probe.talk import PLACEHOLDER, WRONG
from callsheet_contracts.wires import Wire


def curl(wire: Wire, base: str, key: Key) -> str:
    """Write a call as a line of curl. Files that it names have to be there."""
    parts = ["curl", "-sS", "-X", wire.method, shlex.quote(base + wire.path)]
    if wire.signed == "right":
        # Without a key in the environment, any will do, as it did for the probe.
        variable = f"${{{key.env}:-{PLACEHOLDER}}}"
        parts += ["-H", f'"{_quoted(f"{key.header}: {key.form}").replace("{key}", variable)}"']
    elif wire.signed == "wrong":
        parts += ["-H", shlex.quote(f"{key.header}: {key.form.replace('{key}', WRONG)}")]
    is_form = wire.form is not None or bool(wire.files)
    for name, value in wire.headers.items():
        if name.lower() == key.header.lower() or (is_form and name.lower() == "content-type"):
            continue
        parts += ["-H", f'"{_quoted(name)}: $(uuidgen)"' if value is None else shlex.quote(f"{name}: {value}")]
    if is_form:
        for name, value in (wire.form or {}).items():
            parts += ["--form-string", shlex.quote(f"{name}={value}")]
        for name, file in wire.files.items():
            parts += ["-F", shlex.quote(f"{name}=@{file}")]
    elif wire.content:
        parts += ["--data-raw", shlex.quote(wire.content.decode("utf-8", "replace"))]
    return " ".join(parts)


def _quoted(text: str) -> str:
    """Write a text for double quotes of a shell."""
    return "".join(f"\\{char}" if char in '\\"$`' else char for char in text)
