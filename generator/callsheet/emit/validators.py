"""Emit a validator for each endpoint: one flat pass over the wire body, in the shape that is fast in plain Python.

Required keys are tried, known keys are counted, every test that can fail stands in line with its rule; words are made
only where a problem exists. The emitted module imports nothing but the words of problems.
"""

from callsheet.emit.conditions import Named
from callsheet.emit.files import Files
from callsheet.emit.layout import constant, import_from, variable
from callsheet.emit.rule_values import rule_values
from callsheet.emit.tables import facet_maps, named_sets, page_tables
from callsheet.emit.templating import render
from callsheet.emit.validator_body import body_lines, function_lines
from callsheet.model.endpoint import Catalog, Endpoint, Provider
from callsheet.model.request import Choice


def emit(catalog: Catalog) -> Files:
    """Write `<provider>/validators/<endpoint>.py` for every endpoint."""
    files: Files = {}
    for provider in catalog.providers:
        folder = f"callsheet_clients/{variable(provider.name)}/validators"
        files[f"{folder}/__init__.py"] = render("validators.py.jinja", provider=provider.name)
        for endpoint in (*provider.tasks, *provider.calls):
            files[f"{folder}/{variable(endpoint.name)}.py"] = module(provider, endpoint)
    return files


def module(provider: Provider, endpoint: Endpoint) -> str:
    """Write one validator."""
    choices = [one.kind for one in endpoint.every_parameter() if isinstance(one.kind, Choice)]
    named = Named(tuple(table for choice in choices for table in choice.tables), {})
    functions, body = function_lines(endpoint, named), body_lines(endpoint, named)
    rules = rule_values(endpoint)
    package = f"callsheet_clients.{variable(provider.name)}"
    code = "\n".join((*rules.lines, *functions, *body))
    return render(
        "validator.py.jinja",
        name=f"{provider.name}/{endpoint.name}",
        file=endpoint.file,
        sources=import_from(f"{package}.sources", sorted(constant(key) for key in rules.sources))
        if rules.sources
        else "",
        tables=[*page_tables(named.tables), *facet_maps(endpoint), *named_sets(endpoint, named)],
        rules=rules.lines,
        functions=functions,
        body=body,
        measures="measures." in code,
        runtime=[name for name in RUNTIME if name in ALWAYS or f"{name}(" in code or f"={name}" in code],
    )


RUNTIME = ("LEAVE_OUT", "Cite", "Interval", "Problem", "Rule", "undocumented", "whole")
ALWAYS = ("Problem", "Rule", "undocumented")
