"""Fill templates. They hold no logic: final strings go in, the template loops. Knows no target."""

from functools import cache

from jinja2 import Environment, PackageLoader, StrictUndefined


@cache
def _environment() -> Environment:
    return Environment(
        loader=PackageLoader("callsheet.emit"),
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
        autoescape=False,  # noqa: S701 -- the output is Python and Markdown, not HTML; literals escape themselves
    )


def render(template: str, **view: object) -> str:
    """Fill one template; a name that the view lacks is an error."""
    return _environment().get_template(template).render(**view)
