"""What emitted validators count: weights of texts, and how lists and texts go together.

Knows no provider, and imports nothing: a validator is to load as fast as the interpreter itself.
"""

HOLE = "{}"


def weight(text: str, chinese: int) -> int:
    """Count characters, each Chinese one so often."""
    if text.isascii():
        return len(text)
    return len(text) + (chinese - 1) * sum(map(is_chinese, text))


def is_chinese(char: str) -> bool:
    """Tell a Chinese character: a unified ideograph, of any of Unicode's blocks for them."""
    return (
        "\u4e00" <= char <= "\u9fff"
        or "\u3400" <= char <= "\u4dbf"
        or "\uf900" <= char <= "\ufaff"
        or "\U00020000" <= char <= "\U0003ffff"
    )


def utf8(text: str) -> int:
    """Count bytes in UTF-8; half a character counts as what it would be replaced with."""
    return len(text) if text.isascii() else len(text.encode(errors="replace"))


def repeats(values: "list[object]") -> int:
    """Count the values that stood there before."""
    return len(values) - len(set(values))


def unmentioned(names: "list[object]", text: str, form: str) -> int:
    """Count the names that a text does not mention."""
    return sum(not _is_mentioned(form.replace(HOLE, str(name)), text, form) for name in names)


def _is_mentioned(mention: str, text: str, form: str) -> bool:
    start = text.find(mention)
    while start >= 0:
        if _ends(text, start + len(mention), form):
            return True
        start = text.find(mention, start + 1)
    return False


def _ends(text: str, at: int, form: str) -> bool:
    """Tell whether a mention ends here: one without an end of its own ends with white space, or the text."""
    return not form.endswith(HOLE) or at == len(text) or text[at].isspace()


def dangling(names: "list[object]", text: str, form: str) -> int:
    """Count the mentions in a text that are none of the names."""
    opening = form.partition(HOLE)[0]
    mentions = [form.replace(HOLE, str(name)) for name in names]
    count, start = 0, text.find(opening)
    while start >= 0:
        count += not any(
            text.startswith(mention, start) and _ends(text, start + len(mention), form) for mention in mentions
        )
        start = text.find(opening, start + len(opening))
    return count


def beyond(count: int, text: str, form: str, first: int) -> int:
    """Count the positions that a text mentions and a list of so many does not have."""
    opening, _, closing = form.partition(HOLE)
    found, start = 0, text.find(opening)
    while start >= 0:
        start += len(opening)
        end = start
        while end < len(text) and "0" <= text[end] <= "9":
            end += 1
        if end > start and text.startswith(closing, end):
            number = text[start:end].lstrip("0") or "0"
            # No list has as many items as a longer number says.
            found += len(number) > len(str(first + count)) or not first <= int(number) < first + count
        start = text.find(opening, start)
    return found
