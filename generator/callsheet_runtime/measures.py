"""What emitted validators count: weights of texts, and how lists and texts go together.

Knows no provider, and imports nothing: a validator is to load as fast as the interpreter itself.
"""

HOLE = "{}"


def weight(text: str, chinese: int) -> int:
    """Count characters, each Chinese one so often."""
    if text.isascii():
        return len(text)
    # Nearly all Chinese characters stand in one block: the others are asked for only outside of it.
    return len(text) + (chinese - 1) * sum("\u4e00" <= char <= "\u9fff" or is_chinese(char) for char in text)


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
    return mentions(names, text, form)[0]


def dangling(names: "list[object]", text: str, form: str) -> int:
    """Count the mentions in a text that are none of the names."""
    return mentions(names, text, form)[1]


def mentions(names: "list[object]", text: str, form: str) -> tuple[int, int]:
    """Count the names that a text does not mention, and the mentions in it that are none of the names.

    A mention without an end of its own ends with white space, or with the text.
    """
    opening, _, closing = form.partition(HOLE)
    answered: set[int] = set()
    missing = 0
    for name in names:
        mention = f"{opening}{name}{closing}"
        is_missing = True
        start = text.find(mention)
        while start >= 0:
            end = start + len(mention)
            if closing or end == len(text) or text[end].isspace():
                is_missing = False
                answered.add(start)
            start = text.find(mention, start + 1)
        missing += is_missing
    return missing, text.count(opening) - len(answered)


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
