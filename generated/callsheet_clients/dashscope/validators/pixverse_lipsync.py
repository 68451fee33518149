# Written by callsheet from specs/dashscope/pixverse-lipsync.yaml. Change the spec, then `make generate`.
"""Check requests of dashscope/pixverse-lipsync against its documentation: one pass, every problem, nothing sent."""

# pyright: reportUnknownVariableType=false
# `isinstance` tells that something is an object, not of what; every field is looked at before it is used.

from callsheet_clients.dashscope.sources import IT2V_ZH, KF2V_ZH, QW_LIPSYNC, QW_R2V, T2V_ZH
from callsheet_runtime.problems import LEAVE_OUT, Cite, Problem, Rule, undocumented

MEDIA_KIND_FIELD = {
    value: heading
    for heading, values in (
        ("url", "video_url audio_url"),
        ("id", "lip_sync_tts_speaker_id"),
        ("content", "lip_sync_tts_content"),
    )
    for value in values.split()
}
KNOWN_SPEAKERS_MEDIA_SPEAKER_CHOICES = frozenset(
    {"auto", "2", "4", "6", "10", "11", "12", "13", "14", "16", "18", "19", "20", "21"},
)

# The body as a whole.

BODY_TYPE = Rule("body.type", "must be a JSON object, not {value}")
INPUT_TYPE = Rule("input.type", "must be a JSON object, not {value}")
PARAMETERS_TYPE = Rule("parameters.type", "must be a JSON object, not {value}")
MEDIA_ITEM_TYPE = Rule("media.item.type", "must be a JSON object, not {value}")
UNDOCUMENTED = Rule(
    "undocumented",
    "is named on no page; the provider may ignore or refuse it",
    level="warning",
    legal=LEAVE_OUT,
)

# model: The one model that moves lips.

MODEL_CITES = (Cite(QW_LIPSYNC, "pixverse/pixverse-lipsync"),)
MODEL_REQUIRED = Rule("model.required", "is required: pixverse/pixverse-lipsync", cites=MODEL_CITES)
MODEL_TYPE = Rule("model.type", "must be text, not {value}", legal=("pixverse/pixverse-lipsync",), cites=MODEL_CITES)
MODEL_VALUES = Rule(
    "model.values",
    "must be pixverse/pixverse-lipsync, not {value}",
    legal=("pixverse/pixverse-lipsync",),
    cites=MODEL_CITES,
)

# media: One video, and either one recording or one speaker with one text.

MEDIA_CITES = (Cite(QW_LIPSYNC, "video_url"), Cite(QW_LIPSYNC, "audio_url"))
MEDIA_REQUIRED = Rule("media.required", "is required", cites=MEDIA_CITES)
MEDIA_TYPE = Rule("media.type", "must be a list, not {value}", cites=MEDIA_CITES)
MEDIA_COUNT = Rule("media.count", "must have from 2 to 3 items, this has {length}", cites=MEDIA_CITES)

# media.kind: What the item is, and so in which of the other fields it says it.

MEDIA_KIND_CITES = (
    Cite(QW_LIPSYNC, "video_url"),
    Cite(QW_LIPSYNC, "audio_url"),
    Cite(QW_LIPSYNC, "lip_sync_tts_speaker_id"),
    Cite(QW_LIPSYNC, "lip_sync_tts_content"),
)
MEDIA_KIND_REQUIRED = Rule(
    "media.kind.required",
    "is required: video_url, audio_url, lip_sync_tts_speaker_id or lip_sync_tts_content",
    cites=MEDIA_KIND_CITES,
)
MEDIA_KIND_TYPE = Rule(
    "media.kind.type",
    "must be text, not {value}",
    legal=tuple(MEDIA_KIND_FIELD),
    cites=MEDIA_KIND_CITES,
)
MEDIA_KIND_VALUES = Rule(
    "media.kind.values",
    "must be video_url, audio_url, lip_sync_tts_speaker_id or lip_sync_tts_content, not {value}",
    legal=tuple(MEDIA_KIND_FIELD),
    cites=MEDIA_KIND_CITES,
)

# media.url: Address of the video, an MP4, MOV or WebM of at most 250 MiB and 300 seconds; or of the recording, an MP3,
# WAV, M4A or AAC of at most 100 MiB and 300 seconds.

MEDIA_URL_CITES = (Cite(QW_LIPSYNC, "url"), Cite(QW_LIPSYNC, "250"))
MEDIA_URL_NULL = Rule(
    "media.url.null",
    "is null; leave it out instead",
    level="warning",
    legal=LEAVE_OUT,
    cites=MEDIA_URL_CITES,
)
MEDIA_URL_TYPE = Rule("media.url.type", "must be text, not {value}", cites=MEDIA_URL_CITES)
MEDIA_URL_FORM = Rule(
    "media.url.form",
    "must be an address that begins with http:// or https://, not {value}",
    cites=MEDIA_URL_CITES,
)

# media.speaker: Who reads the text, “auto” or the number of a speaker, as text.

MEDIA_SPEAKER_CITES = (Cite(QW_LIPSYNC, "lip_sync_tts_speaker_id"),)
MEDIA_SPEAKER_NULL = Rule(
    "media.speaker.null",
    "is null; leave it out instead",
    level="warning",
    legal=LEAVE_OUT,
    cites=MEDIA_SPEAKER_CITES,
)
MEDIA_SPEAKER_TYPE = Rule("media.speaker.type", "must be text, not {value}", cites=MEDIA_SPEAKER_CITES)

# media.content: The text to be read aloud.

MEDIA_CONTENT_CITES = (Cite(QW_LIPSYNC, "lip_sync_tts_content"), Cite(QW_LIPSYNC, "200"))
MEDIA_CONTENT_NULL = Rule(
    "media.content.null",
    "is null; leave it out instead",
    level="warning",
    legal=LEAVE_OUT,
    cites=MEDIA_CONTENT_CITES,
)
MEDIA_CONTENT_TYPE = Rule("media.content.type", "must be text, not {value}", cites=MEDIA_CONTENT_CITES)
MEDIA_CONTENT_LENGTH = Rule(
    "media.content.length",
    "must be from 1 to 200 characters long, this has {length}",
    cites=MEDIA_CONTENT_CITES,
)

# watermark: Stamp the lower right corner with “AI生成”.

WATERMARK_CITES = (
    Cite(T2V_ZH, "是否添加水印标识，水印"),
    Cite(IT2V_ZH, "AI生成"),
    Cite(KF2V_ZH, "AI生成"),
    Cite(QW_R2V, "AI生成"),
    Cite(QW_LIPSYNC, "watermark"),
)
WATERMARK_NULL = Rule(
    "watermark.null",
    "is null; leave it out instead",
    level="warning",
    legal=LEAVE_OUT,
    cites=WATERMARK_CITES,
)
WATERMARK_TYPE = Rule(
    "watermark.type",
    "must be true or false, not {value}",
    legal=(True, False),
    cites=WATERMARK_CITES,
)

# When media.kind.field is url: media.url is required.

ADDRESS_IS_NEEDED_RULE = Rule(
    "address-is-needed",
    "is required when media.kind.field is url",
    cites=(Cite(QW_LIPSYNC, "url"),),
)

# When media.kind.field is not url: media.url must be left out.

ADDRESS_IS_FOR_MEDIA_RULE = Rule(
    "address-is-for-media",
    "must be left out when media.kind.field is not url",
    legal=LEAVE_OUT,
    cites=(Cite(QW_LIPSYNC, "url"),),
)

# When media.kind.field is id: media.speaker is required.

SPEAKER_IS_NEEDED_RULE = Rule(
    "speaker-is-needed",
    "is required when media.kind.field is id",
    cites=(Cite(QW_LIPSYNC, "lip_sync_tts_speaker_id"),),
)

# When media.kind.field is not id: media.speaker must be left out.

SPEAKER_IS_FOR_THE_SPEAKER_RULE = Rule(
    "speaker-is-for-the-speaker",
    "must be left out when media.kind.field is not id",
    legal=LEAVE_OUT,
    cites=(Cite(QW_LIPSYNC, "lip_sync_tts_speaker_id"),),
)

# When media.kind.field is content: media.content is required.

TEXT_IS_NEEDED_RULE = Rule(
    "text-is-needed",
    "is required when media.kind.field is content",
    cites=(Cite(QW_LIPSYNC, "lip_sync_tts_content"),),
)

# When media.kind.field is not content: media.content must be left out.

TEXT_IS_FOR_THE_TEXT_RULE = Rule(
    "text-is-for-the-text",
    "must be left out when media.kind.field is not content",
    legal=LEAVE_OUT,
    cites=(Cite(QW_LIPSYNC, "lip_sync_tts_content"),),
)

# media.speaker must be auto, 2, 4, 6, 10, 11, 12, 13, 14, 16, 18, 19, 20 or 21.

KNOWN_SPEAKERS_RULE = Rule(
    "known-speakers",
    "is no speaker that the page lists: {value}",
    level="warning",
    legal=("auto", "2", "4", "6", "10", "11", "12", "13", "14", "16", "18", "19", "20", "21"),
    cites=(Cite(QW_LIPSYNC, "auto"),),
)

# media.videos must be 1.

ONE_VIDEO_RULE = Rule("one-video", "must hold exactly one video_url", cites=(Cite(QW_LIPSYNC, "video_url"),))

# media.recordings is wrong unless (media.recordings is 1 and media.speakers is 0 and media.texts is 0) or
# (media.recordings is 0 and media.speakers is 1 and media.texts is 1).

RECORDING_OR_SPEECH_RULE = Rule(
    "recording-or-speech",
    "must hold one audio_url, or one lip_sync_tts_speaker_id and one lip_sync_tts_content, and not both",
    cites=(Cite(QW_LIPSYNC, "audio_url"), Cite(QW_LIPSYNC, "lip_sync_tts_speaker_id")),
)


def media_items(items: list[object], problems: list[Problem]) -> tuple[float, float, float, float] | None:
    """Check the items of media; gather what rules want to know of them, and nothing where an item is wrong."""
    before = len(problems)
    media_videos = 0
    media_recordings = 0
    media_speakers = 0
    media_texts = 0
    for index, item in enumerate(items):
        if not isinstance(item, dict):
            problems.append(Problem((f"/input/media/{index}", MEDIA_ITEM_TYPE, item)))
            continue
        fields: dict[str, object] = item
        media_kind: str | None = None
        media_kind_field: str | None = None
        media_url: str | None = None
        media_url_is_wrong = False
        media_speaker: str | None = None
        media_speaker_is_wrong = False
        media_content: str | None = None
        media_content_is_wrong = False
        known = 1

        try:
            value = fields["type"]
        except KeyError:
            known -= 1
            problems.append(Problem((f"/input/media/{index}/type", MEDIA_KIND_REQUIRED, None)))
        else:
            if not isinstance(value, str) or value not in MEDIA_KIND_FIELD:
                if value is None:
                    problems.append(Problem((f"/input/media/{index}/type", MEDIA_KIND_REQUIRED, value)))
                elif not isinstance(value, str):
                    problems.append(Problem((f"/input/media/{index}/type", MEDIA_KIND_TYPE, value)))
                else:
                    problems.append(Problem((f"/input/media/{index}/type", MEDIA_KIND_VALUES, value)))
            else:
                media_kind = value
                media_kind_field = MEDIA_KIND_FIELD[value]

        if len(fields) != known:
            # There is more than has to be: what may be left out, or what no page names.

            if "url" in fields:
                known += 1
                value = fields["url"]
                if (
                    not isinstance(value, str)
                    or (not value.startswith("https://") and not value.startswith("http://"))
                    or value in ("https://", "http://")
                ):
                    if value is None:
                        problems.append(Problem((f"/input/media/{index}/url", MEDIA_URL_NULL, value)))
                    elif not isinstance(value, str):
                        problems.append(Problem((f"/input/media/{index}/url", MEDIA_URL_TYPE, value)))
                        media_url_is_wrong = True
                    else:
                        problems.append(Problem((f"/input/media/{index}/url", MEDIA_URL_FORM, value)))
                        media_url_is_wrong = True
                else:
                    media_url = value

            if "id" in fields:
                known += 1
                value = fields["id"]
                if not isinstance(value, str):
                    if value is None:
                        problems.append(Problem((f"/input/media/{index}/id", MEDIA_SPEAKER_NULL, value)))
                    else:
                        problems.append(Problem((f"/input/media/{index}/id", MEDIA_SPEAKER_TYPE, value)))
                        media_speaker_is_wrong = True
                else:
                    media_speaker = value

            if "content" in fields:
                known += 1
                value = fields["content"]
                if not isinstance(value, str) or not 1 <= len(value) <= 200:
                    if value is None:
                        problems.append(Problem((f"/input/media/{index}/content", MEDIA_CONTENT_NULL, value)))
                    elif not isinstance(value, str):
                        problems.append(Problem((f"/input/media/{index}/content", MEDIA_CONTENT_TYPE, value)))
                        media_content_is_wrong = True
                    else:
                        problems.append(Problem((f"/input/media/{index}/content", MEDIA_CONTENT_LENGTH, value)))
                        media_content_is_wrong = True
                else:
                    media_content = value
            if len(fields) != known:
                undocumented(problems, UNDOCUMENTED, f"/input/media/{index}", fields, ("type", "url", "id", "content"))

        if not media_url_is_wrong and media_kind_field == "url" and media_url is None:
            problems.append(Problem((f"/input/media/{index}/url", ADDRESS_IS_NEEDED_RULE, media_url)))
        if media_url is not None and media_kind_field is not None and media_kind_field != "url":
            problems.append(Problem((f"/input/media/{index}/url", ADDRESS_IS_FOR_MEDIA_RULE, media_url)))
        if not media_speaker_is_wrong and media_kind_field == "id" and media_speaker is None:
            problems.append(Problem((f"/input/media/{index}/id", SPEAKER_IS_NEEDED_RULE, media_speaker)))
        if media_speaker is not None and media_kind_field is not None and media_kind_field != "id":
            problems.append(Problem((f"/input/media/{index}/id", SPEAKER_IS_FOR_THE_SPEAKER_RULE, media_speaker)))
        if not media_content_is_wrong and media_kind_field == "content" and media_content is None:
            problems.append(Problem((f"/input/media/{index}/content", TEXT_IS_NEEDED_RULE, media_content)))
        if media_content is not None and media_kind_field is not None and media_kind_field != "content":
            problems.append(Problem((f"/input/media/{index}/content", TEXT_IS_FOR_THE_TEXT_RULE, media_content)))
        if media_speaker is not None and media_speaker not in KNOWN_SPEAKERS_MEDIA_SPEAKER_CHOICES:
            problems.append(Problem((f"/input/media/{index}/id", KNOWN_SPEAKERS_RULE, media_speaker)))
        if media_kind == "video_url":
            media_videos += 1
        if media_kind == "audio_url":
            media_recordings += 1
        if media_kind == "lip_sync_tts_speaker_id":
            media_speakers += 1
        if media_kind == "lip_sync_tts_content":
            media_texts += 1
    if len(problems) > before and any(problem[1].level == "error" for problem in problems[before:]):
        return None
    return media_videos, media_recordings, media_speakers, media_texts


def validate(body: object) -> list[Problem]:
    """List everything in a request body that the documentation speaks against. Sends nothing."""
    if not isinstance(body, dict):
        return [Problem(("", BODY_TYPE, body))]
    problems: list[Problem] = []
    top: dict[str, object] = body
    # What rules look at; `None` where it is absent, or wrong by itself.
    media_videos: float | None = None
    media_recordings: float | None = None
    media_speakers: float | None = None
    media_texts: float | None = None
    media_is_wrong = False
    known = 2

    try:
        value = top["model"]
    except KeyError:
        known -= 1
        problems.append(Problem(("/model", MODEL_REQUIRED, None)))
    else:
        if not isinstance(value, str) or value != "pixverse/pixverse-lipsync":
            if value is None:
                problems.append(Problem(("/model", MODEL_REQUIRED, value)))
            elif not isinstance(value, str):
                problems.append(Problem(("/model", MODEL_TYPE, value)))
            else:
                problems.append(Problem(("/model", MODEL_VALUES, value)))

    try:
        value = top["input"]
    except KeyError:
        known -= 1
        problems.append(Problem(("/input/media", MEDIA_REQUIRED, None)))
        media_is_wrong = True
    else:
        if isinstance(value, dict):
            in_input: dict[str, object] = value
            known_input = 1

            try:
                value = in_input["media"]
            except KeyError:
                known_input -= 1
                problems.append(Problem(("/input/media", MEDIA_REQUIRED, None)))
                media_is_wrong = True
            else:
                if not isinstance(value, list):
                    if value is None:
                        problems.append(Problem(("/input/media", MEDIA_REQUIRED, value)))
                        media_is_wrong = True
                    else:
                        problems.append(Problem(("/input/media", MEDIA_TYPE, value)))
                        media_is_wrong = True
                else:
                    in_media: list[object] = value
                    found_in_media = media_items(in_media, problems)
                    if not 2 <= len(in_media) <= 3:
                        problems.append(Problem(("/input/media", MEDIA_COUNT, in_media)))
                        media_is_wrong = True
                    elif found_in_media is not None:
                        media_videos, media_recordings, media_speakers, media_texts = found_in_media
                    else:
                        media_is_wrong = True
            if len(in_input) != known_input:
                undocumented(problems, UNDOCUMENTED, "/input", in_input, ("media",))
        else:
            problems.append(Problem(("/input", INPUT_TYPE, value)))
            media_is_wrong = True

    if len(top) != known:
        # There is more than has to be: what may be left out, or what no page names.

        if "parameters" in top:
            known += 1
            value = top["parameters"]
            if isinstance(value, dict):
                in_parameters: dict[str, object] = value
                known_parameters = 0

                if "watermark" in in_parameters:
                    known_parameters += 1
                    value = in_parameters["watermark"]
                    if value is not True and value is not False:
                        if value is None:
                            problems.append(Problem(("/parameters/watermark", WATERMARK_NULL, value)))
                        else:
                            problems.append(Problem(("/parameters/watermark", WATERMARK_TYPE, value)))
                if len(in_parameters) != known_parameters:
                    undocumented(problems, UNDOCUMENTED, "/parameters", in_parameters, ("watermark",))
            else:
                problems.append(Problem(("/parameters", PARAMETERS_TYPE, value)))
        if len(top) != known:
            undocumented(problems, UNDOCUMENTED, "", top, ("model", "input", "parameters"))

    if media_videos is not None and media_videos != 1:
        problems.append(Problem(("/input/media", ONE_VIDEO_RULE, media_videos)))
    if not media_is_wrong and (media_recordings != 1 or media_speakers != 0 or media_texts != 0):
        if media_recordings != 0 or media_speakers != 1 or media_texts != 1:
            problems.append(Problem(("/input/media", RECORDING_OR_SPEECH_RULE, media_recordings)))
    return problems
