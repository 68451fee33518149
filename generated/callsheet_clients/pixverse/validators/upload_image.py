# Written by callsheet from specs/pixverse/upload-image.yaml. Change the spec, then `make generate`.
"""Check requests of pixverse/upload-image against its documentation: one pass, every problem, nothing sent."""

# pyright: reportUnknownVariableType=false
# `isinstance` tells that something is an object, not of what; every field is looked at before it is used.

from callsheet_clients.pixverse.sources import I2V_GUIDE, UPLOAD_IMAGE
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

# image: The image, a PNG, JPEG or WebP. Instead of `image_url`.

IMAGE_CITES = (
    Cite(UPLOAD_IMAGE, "--form 'image=@"),
    Cite(I2V_GUIDE, 'Supported formats: "png", "webp", "jpeg", "jpg"'),
    Cite(I2V_GUIDE, "maximum dimensions 10000 pixels"),
    Cite(UPLOAD_IMAGE, "20"),
)
IMAGE_NULL = Rule("image.null", "is null; leave it out instead", level="warning", legal=LEAVE_OUT, cites=IMAGE_CITES)
IMAGE_TYPE = Rule("image.type", "must name a file, not {value}", cites=IMAGE_CITES)
IMAGE_LENGTH = Rule("image.length", "must not be empty", cites=IMAGE_CITES)

# image_url: Public address of the image. It has to be served as an image, not as application/octet-stream. Instead of
# `image`.

IMAGE_URL_CITES = (Cite(UPLOAD_IMAGE, "image_url"), Cite(UPLOAD_IMAGE, "application/octet-stream"))
IMAGE_URL_NULL = Rule(
    "image_url.null",
    "is null; leave it out instead",
    level="warning",
    legal=LEAVE_OUT,
    cites=IMAGE_URL_CITES,
)
IMAGE_URL_TYPE = Rule("image_url.type", "must be text, not {value}", cites=IMAGE_URL_CITES)
IMAGE_URL_FORM = Rule(
    "image_url.form",
    "must be an address that begins with http:// or https://, not {value}",
    cites=IMAGE_URL_CITES,
)

# image or image_url must be given, and not both.

FILE_OR_ADDRESS_RULE = Rule(
    "file-or-address",
    "image or image_url must be given, and not both",
    cites=(Cite(UPLOAD_IMAGE, "image_url"),),
)


def validate(body: object) -> list[Problem]:
    """List everything in a request body that the documentation speaks against. Sends nothing."""
    if not isinstance(body, dict):
        return [Problem(("", BODY_TYPE, body))]
    problems: list[Problem] = []
    top: dict[str, object] = body
    # What rules look at; `None` where it is absent, or wrong by itself.
    image: str | None = None
    image_is_wrong = False
    image_url: str | None = None
    image_url_is_wrong = False
    known = 0

    if "$files" in top:
        known += 1
        value = top["$files"]
        if isinstance(value, dict):
            in_files: dict[str, object] = value
            known_files = 0

            if "image" in in_files:
                known_files += 1
                value = in_files["image"]
                if not isinstance(value, str) or not value:
                    if value is None:
                        problems.append(Problem(("/$files/image", IMAGE_NULL, value)))
                    elif not isinstance(value, str):
                        problems.append(Problem(("/$files/image", IMAGE_TYPE, value)))
                        image_is_wrong = True
                    else:
                        problems.append(Problem(("/$files/image", IMAGE_LENGTH, value)))
                        image_is_wrong = True
                else:
                    image = value
            if len(in_files) != known_files:
                undocumented(problems, UNDOCUMENTED, "/$files", in_files, ("image",))
        else:
            problems.append(Problem(("/$files", FILES_TYPE, value)))
            image_is_wrong = True

    if "$form" in top:
        known += 1
        value = top["$form"]
        if isinstance(value, dict):
            in_form: dict[str, object] = value
            known_form = 0

            if "image_url" in in_form:
                known_form += 1
                value = in_form["image_url"]
                if (
                    not isinstance(value, str)
                    or (not value.startswith("https://") and not value.startswith("http://"))
                    or value in ("https://", "http://")
                ):
                    if value is None:
                        problems.append(Problem(("/$form/image_url", IMAGE_URL_NULL, value)))
                    elif not isinstance(value, str):
                        problems.append(Problem(("/$form/image_url", IMAGE_URL_TYPE, value)))
                        image_url_is_wrong = True
                    else:
                        problems.append(Problem(("/$form/image_url", IMAGE_URL_FORM, value)))
                        image_url_is_wrong = True
                else:
                    image_url = value
            if len(in_form) != known_form:
                undocumented(problems, UNDOCUMENTED, "/$form", in_form, ("image_url",))
        else:
            problems.append(Problem(("/$form", FORM_TYPE, value)))
            image_url_is_wrong = True
    if len(top) != known:
        undocumented(problems, UNDOCUMENTED, "", top, ("$files", "$form"))

    if not image_is_wrong and not image_url_is_wrong:
        if (image is None and image_url is None) or (image is not None and image_url is not None):
            problems.append(Problem(("/$files/image", FILE_OR_ADDRESS_RULE, image)))
    return problems
