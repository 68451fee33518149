"""How answers write the names of states and codes: as numbers where all of them are."""

from callsheet.model.protocol import ErrorTable, Machine


def state_words(machine: Machine) -> list[str | int]:
    """List the states as answers write them."""
    names = [one.name for one in machine.states]
    return [int(one) for one in names] if all(one.isdecimal() for one in names) else [*names]


def are_numbers(table: ErrorTable) -> bool:
    """Tell whether answers write codes as numbers."""
    return all(one.code.removeprefix("-").isdecimal() for one in table.known)


def code_word(table: ErrorTable, code: str) -> str | int:
    """Write a code as answers do."""
    return int(code) if are_numbers(table) else code
