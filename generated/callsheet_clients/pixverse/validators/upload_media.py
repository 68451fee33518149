# Written by callsheet from specs/pixverse/upload-media.yaml. Change the spec, then `make generate`.
"""Check requests of pixverse/upload-media against its documentation: one pass, every problem, nothing sent."""

# pyright: reportUnknownVariableType=false
# `isinstance` tells that something is an object, not of what; every field is looked at before it is used.

from callsheet_clients.pixverse.sources import MIMIC_GUIDE, UPLOAD_MEDIA
from callsheet_runtime.problems import LEAVE_OUT, Cite, Problem, Rule, undocumented

# The body as a whole.

BODY_TYPE = Rule("body.type", "must be a JSON object, not {value}")
FILES_TYPE = Rule("$files.type", "must be a JSON object, not {value}")
FORM_TYPE = Rule("$form.type", "must be a JSON object, not {value}")
UNDOCUMENTED = Rule(
    "undocumented",
    "is named on no page; the provider may ignore or refuse it",
    level="warning",
    legal=LEAVE_OUT,
)

# file: A video of at most 30 seconds and 1920 pixels a side, or a sound of at most 30 seconds. Of at most 50 MB, or 100
# MB for mimic. What it becomes part of may take fewer types. Instead of `file_url`.

FILE_CITES = (
    Cite(UPLOAD_MEDIA, "--form 'file=@"),
    Cite(UPLOAD_MEDIA, "audio/vnd.wave"),
    Cite(UPLOAD_MEDIA, "1920"),
    Cite(MIMIC_GUIDE, "100"),
)
FILE_NULL = Rule("file.null", "is null; leave it out instead", level="warning", legal=LEAVE_OUT, cites=FILE_CITES)
FILE_TYPE = Rule("file.type", "must name a file, not {value}", cites=FILE_CITES)
FILE_LENGTH = Rule("file.length", "must not be empty", cites=FILE_CITES)

# file_url: Public address of the video or sound. Instead of `file`.

FILE_URL_CITES = (Cite(UPLOAD_MEDIA, "file_url"),)
FILE_URL_NULL = Rule(
    "file_url.null",
    "is null; leave it out instead",
    level="warning",
    legal=LEAVE_OUT,
    cites=FILE_URL_CITES,
)
FILE_URL_TYPE = Rule("file_url.type", "must be text, not {value}", cites=FILE_URL_CITES)
FILE_URL_FORM = Rule(
    "file_url.form",
    "must be an address that begins with http:// or https://, not {value}",
    cites=FILE_URL_CITES,
)

# file or file_url must be given, and not both.

FILE_OR_ADDRESS_RULE = Rule(
    "file-or-address",
    "file or file_url must be given, and not both",
    cites=(Cite(UPLOAD_MEDIA, "file_url"),),
)


def validate(body: object) -> list[Problem]:
    """List everything in a request body that the documentation speaks against. Sends nothing."""
    if not isinstance(body, dict):
        return [Problem(("", BODY_TYPE, body))]
    problems: list[Problem] = []
    top: dict[str, object] = body
    # What rules look at; `None` where it is absent, or wrong by itself.
    file: str | None = None
    file_is_wrong = False
    file_url: str | None = None
    file_url_is_wrong = False
    known = 0

    if "$files" in top:
        known += 1
        value = top["$files"]
        if isinstance(value, dict):
            in_files: dict[str, object] = value
            known_files = 0

            if "file" in in_files:
                known_files += 1
                value = in_files["file"]
                if not isinstance(value, str) or not value:
                    if value is None:
                        problems.append(Problem(("/$files/file", FILE_NULL, value)))
                    elif not isinstance(value, str):
                        problems.append(Problem(("/$files/file", FILE_TYPE, value)))
                        file_is_wrong = True
                    else:
                        problems.append(Problem(("/$files/file", FILE_LENGTH, value)))
                        file_is_wrong = True
                else:
                    file = value
            if len(in_files) != known_files:
                undocumented(problems, UNDOCUMENTED, "/$files", in_files, ("file",))
        else:
            problems.append(Problem(("/$files", FILES_TYPE, value)))
            file_is_wrong = True

    if "$form" in top:
        known += 1
        value = top["$form"]
        if isinstance(value, dict):
            in_form: dict[str, object] = value
            known_form = 0

            if "file_url" in in_form:
                known_form += 1
                value = in_form["file_url"]
                if (
                    not isinstance(value, str)
                    or (not value.startswith("https://") and not value.startswith("http://"))
                    or value in ("https://", "http://")
                ):
                    if value is None:
                        problems.append(Problem(("/$form/file_url", FILE_URL_NULL, value)))
                    elif not isinstance(value, str):
                        problems.append(Problem(("/$form/file_url", FILE_URL_TYPE, value)))
                        file_url_is_wrong = True
                    else:
                        problems.append(Problem(("/$form/file_url", FILE_URL_FORM, value)))
                        file_url_is_wrong = True
                else:
                    file_url = value
            if len(in_form) != known_form:
                undocumented(problems, UNDOCUMENTED, "/$form", in_form, ("file_url",))
        else:
            problems.append(Problem(("/$form", FORM_TYPE, value)))
            file_url_is_wrong = True
    if len(top) != known:
        undocumented(problems, UNDOCUMENTED, "", top, ("$files", "$form"))

    if not file_is_wrong and not file_url_is_wrong:
        if (file is None and file_url is None) or (file is not None and file_url is not None):
            problems.append(Problem(("/$files/file", FILE_OR_ADDRESS_RULE, file)))
    return problems
