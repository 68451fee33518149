# Written by callsheet from specs/pixverse/tts-speakers.yaml. Change the spec, then `make generate`.
"""Check requests of pixverse/tts-speakers against its documentation: one pass, every problem, nothing sent."""

# pyright: reportUnknownVariableType=false
# `isinstance` tells that something is an object, not of what; every field is looked at before it is used.

from callsheet_clients.pixverse.sources import MCP, TTS_LIST
from callsheet_runtime.problems import LEAVE_OUT, Cite, Interval, Problem, Rule, undocumented, whole

# The body as a whole.

BODY_TYPE = Rule("body.type", "must be a JSON object, not {value}")
QUERY_TYPE = Rule("$query.type", "must be a JSON object, not {value}")
UNDOCUMENTED = Rule(
    "undocumented",
    "is named on no page; the provider may ignore or refuse it",
    level="warning",
    legal=LEAVE_OUT,
)

# page_num: Number of the page.

PAGE_NUM_CITES = (Cite(TTS_LIST, "page_num"), Cite(MCP, "page_num"))
PAGE_NUM_NULL = Rule(
    "page_num.null",
    "is null; leave it out instead",
    level="warning",
    legal=LEAVE_OUT,
    cites=PAGE_NUM_CITES,
)
PAGE_NUM_TYPE = Rule(
    "page_num.type",
    "must be a whole number, not {value}",
    legal=Interval(None, None),
    cites=PAGE_NUM_CITES,
)

# page_size: Voices on a page.

PAGE_SIZE_CITES = (Cite(TTS_LIST, "page_size"), Cite(MCP, "page_size"))
PAGE_SIZE_NULL = Rule(
    "page_size.null",
    "is null; leave it out instead",
    level="warning",
    legal=LEAVE_OUT,
    cites=PAGE_SIZE_CITES,
)
PAGE_SIZE_TYPE = Rule(
    "page_size.type",
    "must be a whole number, not {value}",
    legal=Interval(None, None),
    cites=PAGE_SIZE_CITES,
)


def validate(body: object) -> list[Problem]:
    """List everything in a request body that the documentation speaks against. Sends nothing."""
    if not isinstance(body, dict):
        return [Problem(("", BODY_TYPE, body))]
    problems: list[Problem] = []
    top: dict[str, object] = body
    # What rules look at; `None` where it is absent, or wrong by itself.
    known = 0

    if "$query" in top:
        known += 1
        value = top["$query"]
        if isinstance(value, dict):
            in_query: dict[str, object] = value
            known_query = 0

            if "page_num" in in_query:
                known_query += 1
                value = in_query["page_num"]
                if type(value) is not int:
                    value = whole(value)
                if type(value) is not int:
                    if value is None:
                        problems.append(Problem(("/$query/page_num", PAGE_NUM_NULL, value)))
                    else:
                        problems.append(Problem(("/$query/page_num", PAGE_NUM_TYPE, value)))

            if "page_size" in in_query:
                known_query += 1
                value = in_query["page_size"]
                if type(value) is not int:
                    value = whole(value)
                if type(value) is not int:
                    if value is None:
                        problems.append(Problem(("/$query/page_size", PAGE_SIZE_NULL, value)))
                    else:
                        problems.append(Problem(("/$query/page_size", PAGE_SIZE_TYPE, value)))
            if len(in_query) != known_query:
                undocumented(problems, UNDOCUMENTED, "/$query", in_query, ("page_num", "page_size"))
        else:
            problems.append(Problem(("/$query", QUERY_TYPE, value)))
    if len(top) != known:
        undocumented(problems, UNDOCUMENTED, "", top, ("$query",))
    return problems
