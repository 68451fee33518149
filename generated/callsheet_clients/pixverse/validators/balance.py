# Written by callsheet from specs/pixverse/balance.yaml. Change the spec, then `make generate`.
"""Check requests of pixverse/balance against its documentation: one pass, every problem, nothing sent."""

# pyright: reportUnknownVariableType=false
# `isinstance` tells that something is an object, not of what; every field is looked at before it is used.

from callsheet_runtime.problems import LEAVE_OUT, Problem, Rule, undocumented

# The body as a whole.

BODY_TYPE = Rule("body.type", "must be a JSON object, not {value}")
UNDOCUMENTED = Rule(
    "undocumented",
    "is named on no page; the provider may ignore or refuse it",
    level="warning",
    legal=LEAVE_OUT,
)


def validate(body: object) -> list[Problem]:
    """List everything in a request body that the documentation speaks against. Sends nothing."""
    if not isinstance(body, dict):
        return [Problem(("", BODY_TYPE, body))]
    problems: list[Problem] = []
    top: dict[str, object] = body
    # What rules look at; `None` where it is absent, or wrong by itself.
    known = 0
    if len(top) != known:
        undocumented(problems, UNDOCUMENTED, "", top, ())
    return problems
