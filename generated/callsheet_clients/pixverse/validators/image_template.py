# Written by callsheet from specs/pixverse/image-template.yaml. Change the spec, then `make generate`.
"""Check requests of pixverse/image-template against its documentation: one pass, every problem, nothing sent."""

# pyright: reportUnknownVariableType=false
# `isinstance` tells that something is an object, not of what; every field is looked at before it is used.

from callsheet_clients.pixverse.sources import ERROR_CODES, IMAGE_TEMPLATE
from callsheet_runtime.problems import LEAVE_OUT, Cite, Problem, Rule, undocumented, whole

# The body as a whole.

BODY_TYPE = Rule("body.type", "must be a JSON object, not {value}")
UNDOCUMENTED = Rule(
    "undocumented",
    "is named on no page; the provider may ignore or refuse it",
    level="warning",
    legal=LEAVE_OUT,
)

# template_id: Id of the template. One that the account has not activated is refused with 500070.

TEMPLATE_ID_CITES = (Cite(IMAGE_TEMPLATE, "377378608924544"), Cite(ERROR_CODES, "500070"))
TEMPLATE_ID_REQUIRED = Rule("template_id.required", "is required", cites=TEMPLATE_ID_CITES)
TEMPLATE_ID_TYPE = Rule(
    "template_id.type",
    "must be an id, a whole number or text, not {value}",
    cites=TEMPLATE_ID_CITES,
)
TEMPLATE_ID_FORM = Rule(
    "template_id.form",
    "must be digits only, where it is text, not {value}",
    cites=TEMPLATE_ID_CITES,
)
TEMPLATE_ID_RANGE = Rule(
    "template_id.range",
    "must be from 0 to 18446744073709551615, not {value}",
    cites=TEMPLATE_ID_CITES,
)

# img_ids: Ids of the images that go in. How many, the template says.

IMG_IDS_CITES = (Cite(IMAGE_TEMPLATE, '"img_ids":[]'),)
IMG_IDS_REQUIRED = Rule("img_ids.required", "is required", cites=IMG_IDS_CITES)
IMG_IDS_TYPE = Rule("img_ids.type", "must be a list, not {value}", cites=IMG_IDS_CITES)

# img_ids.item: Ids of the images that go in. How many, the template says.

IMG_IDS_ITEM_CITES = (Cite(IMAGE_TEMPLATE, '"img_ids":[]'),)
IMG_IDS_ITEM_TYPE = Rule(
    "img_ids.item.type",
    "must be an id, a whole number or text, not {value}",
    cites=IMG_IDS_ITEM_CITES,
)
IMG_IDS_ITEM_FORM = Rule("img_ids.item.form", "must not be empty", cites=IMG_IDS_ITEM_CITES)
IMG_IDS_ITEM_RANGE = Rule(
    "img_ids.item.range",
    "must be from 0 to 18446744073709551615, not {value}",
    cites=IMG_IDS_ITEM_CITES,
)


def img_ids_items(items: list[object], problems: list[Problem]) -> bool:
    """Check the items of img_ids."""
    before = len(problems)
    for index, item in enumerate(items):
        value = item
        if type(value) is not int:
            value = whole(value)
        if (type(value) is not int or not 0 <= value <= 18446744073709551615) and (
            not isinstance(value, str) or not value
        ):
            if isinstance(value, str):
                problems.append(Problem((f"/img_ids/{index}", IMG_IDS_ITEM_FORM, value)))
            elif type(value) is int:
                problems.append(Problem((f"/img_ids/{index}", IMG_IDS_ITEM_RANGE, value)))
            else:
                problems.append(Problem((f"/img_ids/{index}", IMG_IDS_ITEM_TYPE, value)))
    return not (len(problems) > before and any(problem[1].level == "error" for problem in problems[before:]))


def validate(body: object) -> list[Problem]:
    """List everything in a request body that the documentation speaks against. Sends nothing."""
    if not isinstance(body, dict):
        return [Problem(("", BODY_TYPE, body))]
    problems: list[Problem] = []
    top: dict[str, object] = body
    # What rules look at; `None` where it is absent, or wrong by itself.
    known = 2

    try:
        value = top["template_id"]
    except KeyError:
        known -= 1
        problems.append(Problem(("/template_id", TEMPLATE_ID_REQUIRED, None)))
    else:
        if type(value) is not int:
            value = whole(value)
        if (type(value) is not int or not 0 <= value <= 18446744073709551615) and (
            not isinstance(value, str) or not (value.isascii() and value.isdecimal())
        ):
            if value is None:
                problems.append(Problem(("/template_id", TEMPLATE_ID_REQUIRED, value)))
            elif isinstance(value, str):
                problems.append(Problem(("/template_id", TEMPLATE_ID_FORM, value)))
            elif type(value) is int:
                problems.append(Problem(("/template_id", TEMPLATE_ID_RANGE, value)))
            else:
                problems.append(Problem(("/template_id", TEMPLATE_ID_TYPE, value)))

    try:
        value = top["img_ids"]
    except KeyError:
        known -= 1
        problems.append(Problem(("/img_ids", IMG_IDS_REQUIRED, None)))
    else:
        if not isinstance(value, list):
            if value is None:
                problems.append(Problem(("/img_ids", IMG_IDS_REQUIRED, value)))
            else:
                problems.append(Problem(("/img_ids", IMG_IDS_TYPE, value)))
        else:
            in_img_ids: list[object] = value
            img_ids_items(in_img_ids, problems)
    if len(top) != known:
        undocumented(problems, UNDOCUMENTED, "", top, ("template_id", "img_ids"))
    return problems
