"""Words as they are compared: the same whether a page writes them with curly quotes, in a table, or over two lines.

Knows no page.
"""

import hashlib
import re
import unicodedata
from typing import Final

SAME: Final = str.maketrans(
    {
        **dict.fromkeys("‘’‚‛′", "'"),
        **dict.fromkeys("“”„‟″", '"'),
        **dict.fromkeys("‐‑‒–—―−", "-"),
        # Marks of tables, code and invisible breaks: a page has them in one form, and lacks them in another.
        "|": " ",
        **dict.fromkeys("`\u00ad\u200b\u200c\u200d\u2060\ufeff"),
    }
)
SPACE: Final = re.compile(r"\s+")
CHINESE: Final = "\u3000-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uff00-\uffef"
BESIDE_CHINESE: Final = re.compile(rf"(?<=[{CHINESE}]) | (?=[{CHINESE}])")
"""A space there is a matter of taste, and comes and goes."""
LETTERS: Final = 12
"""Hex digits of a fingerprint: 48 bits tell apart what one page may say."""


def folded(words: str) -> str:
    """Write words as they are compared."""
    plain = unicodedata.normalize("NFKC", words.translate(SAME)).translate(SAME)
    return BESIDE_CHINESE.sub("", SPACE.sub(" ", plain).strip())


def is_chinese(char: str) -> bool:
    """Tell whether a space beside a character means nothing."""
    return re.fullmatch(f"[{CHINESE}]", char) is not None


def fingerprint(words: str) -> str:
    """Name words that are folded already by their SHA-256, in short."""
    return hashlib.sha256(words.encode()).hexdigest()[:LETTERS]
