"""The ways a key may be written, and a check that none is in a text. Shares no code with what blacks them out."""

import base64
import json
import re
from pathlib import Path
from urllib.parse import quote, quote_plus


def written(key: str) -> dict[str, list[str]]:
    """Write a key in each form a server may quote it in, by the form's name."""
    raw = key.encode()
    return {
        "plain": [key],
        "URL-encoded": [quote(key, safe=""), quote_plus(key), "".join(f"%{byte:02x}" for byte in raw)],
        "base64": [
            whole
            for before in (b"", b"u:", b"Bearer ")
            for write in (base64.b64encode, base64.urlsafe_b64encode)
            for whole in [write(before + raw).decode()]
        ],
        "JSON-escaped": [
            json.dumps(key)[1:-1],
            json.dumps(key)[1:-1].replace("/", r"\/"),
            "".join(f"\\u{ord(one):04X}" for one in key),
        ],
    }


FORMS = tuple(written("k"))


def quoting(key: str, form: str) -> str:
    """Say a key in all spellings of one form."""
    return " and ".join(written(key)[form])


def assert_no_secret(text: str, key: str) -> None:
    """Find no form of the key in a text, nor in what a `repr` in it shows: there a backslash is doubled."""
    seen = f"{text}\n{_single(text)}"
    for form, spellings in written(key).items():
        for spelling in spellings:
            # In base64 only the middle is the key's own: its ends are shared with what stands beside it.
            core = spelling.rstrip("=")[-len(key) : -2] if form == "base64" else spelling
            assert core not in seen, f"the key, {form}, is in: {text[:300]}"
            assert _single(core) not in seen, f"the key, {form}, is in: {text[:300]}"


def assert_no_secret_in_files(folder: Path, key: str) -> None:
    """Find no form of the key in any file below a folder, whatever the file is; there has to be one."""
    files = [path for path in sorted(folder.rglob("*")) if path.is_file()]
    assert files, "nothing was written"
    for path in files:
        # A key is plain ASCII, and so is each way of writing it.
        assert_no_secret(path.read_bytes().decode("latin-1"), key)


def _single(text: str) -> str:
    """Make one backslash of several in a row."""
    return re.sub(r"\\+", r"\\", text)
