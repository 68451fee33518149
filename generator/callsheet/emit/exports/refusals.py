"""How a provider says no, as one shared response for each HTTP status. Knows no call."""

from typing import cast

from callsheet.emit.exports.answers import BAD, explanation, is_good
from callsheet.emit.exports.notes import error
from callsheet.emit.exports.operations import asked
from callsheet.emit.exports.requests import JSON
from callsheet.emit.exports.words import code_word
from callsheet.emit.json_schema import Schema
from callsheet.emit.layout import sentence
from callsheet.model.endpoint import AnswerExample, Provider
from callsheet.model.protocol import ErrorCode, ErrorTable, Path

SCHEMA = "Refusal"


def tables(provider: Provider) -> tuple[ErrorTable, ...]:
    """List the error tables of a provider; they may be one."""
    found: list[ErrorTable] = []
    for one in asked(provider):
        if one.errors not in found:
            found.append(one.errors)
    return tuple(found)


def codes(provider: Provider) -> tuple[ErrorCode, ...]:
    """List the codes of a provider, each once."""
    return tuple({one.code: one for table in tables(provider) for one in table.known}.values())


def statuses(provider: Provider) -> tuple[int, ...]:
    """List the HTTP statuses under which a provider says no and nothing else."""
    shown = {one.http for endpoint in provider.endpoints for one in endpoint.answers}
    named = {http for one in codes(provider) for http in one.http}
    return tuple(sorted(http for http in shown | named if http >= BAD))


def refusal(provider: Provider) -> Schema:
    """Describe what stands in each of them."""
    return explanation(tables(provider))


def responses(provider: Provider) -> Schema:
    """Describe the answer under each of these statuses, with the provider's codes."""
    return {name(http): _response(provider, http) for http in statuses(provider)}


def name(http: int) -> str:
    """Name the shared response of a status."""
    return f"Refused{http}"


def convention(provider: Provider) -> Schema:
    """Say how a refusal is told from an answer where both come with status 200."""
    first = tables(provider)[0]
    said: Schema = {"codes": [error(one) for one in codes(provider)]}
    if first.success is None or first.usual.code is None:
        return said
    return {"code_at": _pointer(first.usual.code), "success": code_word(first, first.success), **said}


def _response(provider: Provider, http: int) -> Schema:
    known = [one for one in codes(provider) if http in one.http]
    rows = [f"| {_cell(one.code)} | {one.means.value} | {'yes' if one.repeatable else 'no'} |" for one in known]
    table = "\n".join(("| code | means | may be repeated |", "| --- | --- | --- |", *rows))
    examples = {**_constructed(provider, http, known), **_shown(provider, http)}
    content: Schema = {"schema": {"$ref": f"#/components/schemas/{SCHEMA}"}}
    return {
        "description": f"Refused.\n\n{table}" if known else "Refused.",
        "content": {JSON: {**content, **({"examples": examples} if examples else {})}},
    }


def _constructed(provider: Provider, http: int, known: list[ErrorCode]) -> Schema:
    """Make the answers of codes that have words of their own."""
    table = tables(provider)[0]
    made: Schema = {}
    for one in known:
        words = one.says or next((said for _, said in one.when), "")
        if words and one.http[0] == http:
            body: Schema = {}
            _put(body, table.usual.message, words)
            if table.usual.code is not None:
                _put(body, table.usual.code, code_word(table, one.code))
            made[one.code] = {"value": body}
    return made


def _shown(provider: Provider, http: int) -> Schema:
    """Show what pages show."""
    found: Schema = {}
    for endpoint in asked(provider):
        for one in endpoint.answers:
            if one.http == http and not is_good(endpoint.errors, one) and {"value": one.body} not in found.values():
                found[f"{endpoint.name}.{one.name}"] = {"value": one.body}
    return found


def example(one: AnswerExample) -> Schema:
    """Write an example of an answer."""
    return {**({"summary": sentence(one.doc)} if one.doc else {}), "value": one.body}


def _put(body: Schema, at: Path, value: object) -> None:
    for key in at[:-1]:
        body = cast("Schema", body.setdefault(key, {}))
    body[at[-1]] = value


def _pointer(at: Path) -> str:
    return "/" + "/".join(at)


def _cell(words: str) -> str:
    return words.replace("|", "\\|")
