"""Words of others, made harmless for where they are printed: a terminal, a workflow command, XML. Knows no report."""


def for_terminal(words: str) -> str:
    """Keep words from steering the terminal, from breaking the line or the encoder."""
    return "".join(char if char.isprintable() else f"\\u{ord(char):04x}" for char in words)


def for_xml(words: str) -> str:
    """Leave out what XML cannot hold, escaped or not; lines stay lines."""
    return "\n".join(map(for_terminal, words.split("\n")))


def for_annotation(words: str) -> str:
    """Escape what a workflow command would take for its end."""
    return words.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def for_property(words: str) -> str:
    """Escape what would end a property of a workflow command as well."""
    return for_annotation(words).replace(":", "%3A").replace(",", "%2C")
