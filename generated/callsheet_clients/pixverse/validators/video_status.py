# Written by callsheet from specs/pixverse/video-status.yaml. Change the spec, then `make generate`.
"""Check requests of pixverse/video-status against its documentation: one pass, every problem, nothing sent."""

# pyright: reportUnknownVariableType=false
# `isinstance` tells that something is an object, not of what; every field is looked at before it is used.

from callsheet_clients.pixverse.sources import VIDEO_STATUS
from callsheet_runtime.problems import LEAVE_OUT, Cite, Problem, Rule, undocumented, whole

# The body as a whole.

BODY_TYPE = Rule("body.type", "must be a JSON object, not {value}")
PATH_TYPE = Rule("$path.type", "must be a JSON object, not {value}")
UNDOCUMENTED = Rule(
    "undocumented",
    "is named on no page; the provider may ignore or refuse it",
    level="warning",
    legal=LEAVE_OUT,
)

# video_id: Id of the video.

VIDEO_ID_CITES = (Cite(VIDEO_STATUS, "/openapi/v2/video/result/{video_id}"),)
VIDEO_ID_REQUIRED = Rule("video_id.required", "is required", cites=VIDEO_ID_CITES)
VIDEO_ID_TYPE = Rule("video_id.type", "must be an id, a whole number or text, not {value}", cites=VIDEO_ID_CITES)
VIDEO_ID_FORM = Rule("video_id.form", "must be digits only, where it is text, not {value}", cites=VIDEO_ID_CITES)
VIDEO_ID_RANGE = Rule("video_id.range", "must be from 0 to 18446744073709551615, not {value}", cites=VIDEO_ID_CITES)


def validate(body: object) -> list[Problem]:
    """List everything in a request body that the documentation speaks against. Sends nothing."""
    if not isinstance(body, dict):
        return [Problem(("", BODY_TYPE, body))]
    problems: list[Problem] = []
    top: dict[str, object] = body
    # What rules look at; `None` where it is absent, or wrong by itself.
    known = 1

    try:
        value = top["$path"]
    except KeyError:
        known -= 1
        problems.append(Problem(("/$path/video_id", VIDEO_ID_REQUIRED, None)))
    else:
        if isinstance(value, dict):
            in_path: dict[str, object] = value
            known_path = 1

            try:
                value = in_path["video_id"]
            except KeyError:
                known_path -= 1
                problems.append(Problem(("/$path/video_id", VIDEO_ID_REQUIRED, None)))
            else:
                if type(value) is not int:
                    value = whole(value)
                if (type(value) is not int or not 0 <= value <= 18446744073709551615) and (
                    not isinstance(value, str) or not (value.isascii() and value.isdecimal())
                ):
                    if value is None:
                        problems.append(Problem(("/$path/video_id", VIDEO_ID_REQUIRED, value)))
                    elif isinstance(value, str):
                        problems.append(Problem(("/$path/video_id", VIDEO_ID_FORM, value)))
                    elif type(value) is int:
                        problems.append(Problem(("/$path/video_id", VIDEO_ID_RANGE, value)))
                    else:
                        problems.append(Problem(("/$path/video_id", VIDEO_ID_TYPE, value)))
            if len(in_path) != known_path:
                undocumented(problems, UNDOCUMENTED, "/$path", in_path, ("video_id",))
        else:
            problems.append(Problem(("/$path", PATH_TYPE, value)))
    if len(top) != known:
        undocumented(problems, UNDOCUMENTED, "", top, ("$path",))
    return problems
