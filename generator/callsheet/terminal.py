"""What may be shown to people, whatever was read. Knows no command."""


def printable(words: str) -> str:
    """Keep what was read somewhere from steering the terminal or breaking the encoder."""
    return "".join(char if char.isprintable() else f"\\u{ord(char):04x}" for char in words)
