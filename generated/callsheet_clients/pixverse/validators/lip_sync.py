# Written by callsheet from specs/pixverse/lip-sync.yaml. Change the spec, then `make generate`.
"""Check requests of pixverse/lip-sync against its documentation: one pass, every problem, nothing sent."""

# pyright: reportUnknownVariableType=false
# `isinstance` tells that something is an object, not of what; every field is looked at before it is used.

from callsheet_clients.pixverse.sources import EXTEND, LIP_SYNC, LIP_SYNC_GUIDE, TTS_LIST
from callsheet_runtime.problems import LEAVE_OUT, Cite, Problem, Rule, undocumented, whole

# The body as a whole.

BODY_TYPE = Rule("body.type", "must be a JSON object, not {value}")
UNDOCUMENTED = Rule(
    "undocumented",
    "is named on no page; the provider may ignore or refuse it",
    level="warning",
    legal=LEAVE_OUT,
)

# audio_media_id: Id of a sound that was uploaded, an MP3 or WAV of at most 30 seconds. Instead of a text and its
# speaker.

AUDIO_MEDIA_ID_CITES = (Cite(LIP_SYNC, "audio_media_id"), Cite(LIP_SYNC_GUIDE, "audio_media_id"))
AUDIO_MEDIA_ID_NULL = Rule(
    "audio_media_id.null",
    "is null; leave it out instead",
    level="warning",
    legal=LEAVE_OUT,
    cites=AUDIO_MEDIA_ID_CITES,
)
AUDIO_MEDIA_ID_TYPE = Rule(
    "audio_media_id.type",
    "must be an id, a whole number or text, not {value}",
    cites=AUDIO_MEDIA_ID_CITES,
)
AUDIO_MEDIA_ID_FORM = Rule(
    "audio_media_id.form",
    "must be digits only, where it is text, not {value}",
    cites=AUDIO_MEDIA_ID_CITES,
)
AUDIO_MEDIA_ID_RANGE = Rule(
    "audio_media_id.range",
    "must be from 0 to 18446744073709551615, not {value}",
    cites=AUDIO_MEDIA_ID_CITES,
)

# lip_sync_tts_speaker_id: Id of the voice that reads the text. tts-speakers lists them, and the samples have auto.

LIP_SYNC_TTS_SPEAKER_ID_CITES = (
    Cite(LIP_SYNC, "lip_sync_tts_speaker_id"),
    Cite(LIP_SYNC_GUIDE, '"lip_sync_tts_speaker_id":"auto"'),
    Cite(TTS_LIST, "speaker_id"),
)
LIP_SYNC_TTS_SPEAKER_ID_NULL = Rule(
    "lip_sync_tts_speaker_id.null",
    "is null; leave it out instead",
    level="warning",
    legal=LEAVE_OUT,
    cites=LIP_SYNC_TTS_SPEAKER_ID_CITES,
)
LIP_SYNC_TTS_SPEAKER_ID_TYPE = Rule(
    "lip_sync_tts_speaker_id.type",
    "must be text, not {value}",
    cites=LIP_SYNC_TTS_SPEAKER_ID_CITES,
)

# lip_sync_tts_content: The text that is read aloud. Its limit counts characters, its price bytes.

LIP_SYNC_TTS_CONTENT_CITES = (Cite(LIP_SYNC, "lip_sync_tts_content"), Cite(LIP_SYNC_GUIDE, "200"))
LIP_SYNC_TTS_CONTENT_NULL = Rule(
    "lip_sync_tts_content.null",
    "is null; leave it out instead",
    level="warning",
    legal=LEAVE_OUT,
    cites=LIP_SYNC_TTS_CONTENT_CITES,
)
LIP_SYNC_TTS_CONTENT_TYPE = Rule(
    "lip_sync_tts_content.type",
    "must be text, not {value}",
    cites=LIP_SYNC_TTS_CONTENT_CITES,
)
LIP_SYNC_TTS_CONTENT_LENGTH = Rule(
    "lip_sync_tts_content.length",
    "must be from 1 to 200 characters long, this has {length}",
    cites=LIP_SYNC_TTS_CONTENT_CITES,
)

# source_video_id: Id of a video that this API made. Instead of `video_media_id`.

SOURCE_VIDEO_ID_CITES = (Cite(EXTEND, "source_video_id"), Cite(LIP_SYNC_GUIDE, "source_video_id"))
SOURCE_VIDEO_ID_NULL = Rule(
    "source_video_id.null",
    "is null; leave it out instead",
    level="warning",
    legal=LEAVE_OUT,
    cites=SOURCE_VIDEO_ID_CITES,
)
SOURCE_VIDEO_ID_TYPE = Rule(
    "source_video_id.type",
    "must be an id, a whole number or text, not {value}",
    cites=SOURCE_VIDEO_ID_CITES,
)
SOURCE_VIDEO_ID_FORM = Rule(
    "source_video_id.form",
    "must be digits only, where it is text, not {value}",
    cites=SOURCE_VIDEO_ID_CITES,
)
SOURCE_VIDEO_ID_RANGE = Rule(
    "source_video_id.range",
    "must be from 0 to 18446744073709551615, not {value}",
    cites=SOURCE_VIDEO_ID_CITES,
)

# video_media_id: Id of a video that was uploaded. Instead of `source_video_id`.

VIDEO_MEDIA_ID_CITES = (Cite(EXTEND, "video_media_id"), Cite(LIP_SYNC_GUIDE, "video_media_id"))
VIDEO_MEDIA_ID_NULL = Rule(
    "video_media_id.null",
    "is null; leave it out instead",
    level="warning",
    legal=LEAVE_OUT,
    cites=VIDEO_MEDIA_ID_CITES,
)
VIDEO_MEDIA_ID_TYPE = Rule(
    "video_media_id.type",
    "must be an id, a whole number or text, not {value}",
    cites=VIDEO_MEDIA_ID_CITES,
)
VIDEO_MEDIA_ID_FORM = Rule(
    "video_media_id.form",
    "must be digits only, where it is text, not {value}",
    cites=VIDEO_MEDIA_ID_CITES,
)
VIDEO_MEDIA_ID_RANGE = Rule(
    "video_media_id.range",
    "must be from 0 to 18446744073709551615, not {value}",
    cites=VIDEO_MEDIA_ID_CITES,
)

# audio_media_id or lip_sync_tts_content must be given, and not both.

ONE_SOUND_SOURCE_RULE = Rule(
    "one-sound-source",
    "audio_media_id or lip_sync_tts_content must be given, and not both",
    cites=(Cite(LIP_SYNC, "audio_media_id"), Cite(LIP_SYNC_GUIDE, "400017")),
)

# lip_sync_tts_content and lip_sync_tts_speaker_id come together, or not at all.

TEXT_AND_SPEAKER_RULE = Rule(
    "text-and-speaker",
    "lip_sync_tts_content and lip_sync_tts_speaker_id come together, or not at all",
    cites=(Cite(LIP_SYNC, "lip_sync_tts_speaker_id"), Cite(LIP_SYNC_GUIDE, "400017")),
)

# source_video_id or video_media_id must be given, and not both.

ONE_VIDEO_SOURCE_RULE = Rule(
    "one-video-source",
    "source_video_id or video_media_id must be given, and not both",
    cites=(Cite(EXTEND, "source_video_id"), Cite(LIP_SYNC_GUIDE, "400017")),
)


def validate(body: object) -> list[Problem]:
    """List everything in a request body that the documentation speaks against. Sends nothing."""
    if not isinstance(body, dict):
        return [Problem(("", BODY_TYPE, body))]
    problems: list[Problem] = []
    top: dict[str, object] = body
    # What rules look at; `None` where it is absent, or wrong by itself.
    audio_media_id: int | str | None = None
    audio_media_id_is_wrong = False
    lip_sync_tts_speaker_id: str | None = None
    lip_sync_tts_speaker_id_is_wrong = False
    lip_sync_tts_content: str | None = None
    lip_sync_tts_content_is_wrong = False
    source_video_id: int | str | None = None
    source_video_id_is_wrong = False
    video_media_id: int | str | None = None
    video_media_id_is_wrong = False
    known = 0

    if "audio_media_id" in top:
        known += 1
        value = top["audio_media_id"]
        if type(value) is not int:
            value = whole(value)
        if (type(value) is not int or not 0 <= value <= 18446744073709551615) and (
            not isinstance(value, str) or not (value.isascii() and value.isdecimal())
        ):
            if value is None:
                problems.append(Problem(("/audio_media_id", AUDIO_MEDIA_ID_NULL, value)))
            elif isinstance(value, str):
                problems.append(Problem(("/audio_media_id", AUDIO_MEDIA_ID_FORM, value)))
                audio_media_id_is_wrong = True
            elif type(value) is int:
                problems.append(Problem(("/audio_media_id", AUDIO_MEDIA_ID_RANGE, value)))
                audio_media_id_is_wrong = True
            else:
                problems.append(Problem(("/audio_media_id", AUDIO_MEDIA_ID_TYPE, value)))
                audio_media_id_is_wrong = True
        else:
            audio_media_id = value

    if "lip_sync_tts_speaker_id" in top:
        known += 1
        value = top["lip_sync_tts_speaker_id"]
        if not isinstance(value, str):
            if value is None:
                problems.append(Problem(("/lip_sync_tts_speaker_id", LIP_SYNC_TTS_SPEAKER_ID_NULL, value)))
            else:
                problems.append(Problem(("/lip_sync_tts_speaker_id", LIP_SYNC_TTS_SPEAKER_ID_TYPE, value)))
                lip_sync_tts_speaker_id_is_wrong = True
        else:
            lip_sync_tts_speaker_id = value

    if "lip_sync_tts_content" in top:
        known += 1
        value = top["lip_sync_tts_content"]
        if not isinstance(value, str) or not 1 <= len(value) <= 200:
            if value is None:
                problems.append(Problem(("/lip_sync_tts_content", LIP_SYNC_TTS_CONTENT_NULL, value)))
            elif not isinstance(value, str):
                problems.append(Problem(("/lip_sync_tts_content", LIP_SYNC_TTS_CONTENT_TYPE, value)))
                lip_sync_tts_content_is_wrong = True
            else:
                problems.append(Problem(("/lip_sync_tts_content", LIP_SYNC_TTS_CONTENT_LENGTH, value)))
                lip_sync_tts_content_is_wrong = True
        else:
            lip_sync_tts_content = value

    if "source_video_id" in top:
        known += 1
        value = top["source_video_id"]
        if type(value) is not int:
            value = whole(value)
        if (type(value) is not int or not 0 <= value <= 18446744073709551615) and (
            not isinstance(value, str) or not (value.isascii() and value.isdecimal())
        ):
            if value is None:
                problems.append(Problem(("/source_video_id", SOURCE_VIDEO_ID_NULL, value)))
            elif isinstance(value, str):
                problems.append(Problem(("/source_video_id", SOURCE_VIDEO_ID_FORM, value)))
                source_video_id_is_wrong = True
            elif type(value) is int:
                problems.append(Problem(("/source_video_id", SOURCE_VIDEO_ID_RANGE, value)))
                source_video_id_is_wrong = True
            else:
                problems.append(Problem(("/source_video_id", SOURCE_VIDEO_ID_TYPE, value)))
                source_video_id_is_wrong = True
        else:
            source_video_id = value

    if "video_media_id" in top:
        known += 1
        value = top["video_media_id"]
        if type(value) is not int:
            value = whole(value)
        if (type(value) is not int or not 0 <= value <= 18446744073709551615) and (
            not isinstance(value, str) or not (value.isascii() and value.isdecimal())
        ):
            if value is None:
                problems.append(Problem(("/video_media_id", VIDEO_MEDIA_ID_NULL, value)))
            elif isinstance(value, str):
                problems.append(Problem(("/video_media_id", VIDEO_MEDIA_ID_FORM, value)))
                video_media_id_is_wrong = True
            elif type(value) is int:
                problems.append(Problem(("/video_media_id", VIDEO_MEDIA_ID_RANGE, value)))
                video_media_id_is_wrong = True
            else:
                problems.append(Problem(("/video_media_id", VIDEO_MEDIA_ID_TYPE, value)))
                video_media_id_is_wrong = True
        else:
            video_media_id = value
    if len(top) != known:
        undocumented(
            problems,
            UNDOCUMENTED,
            "",
            top,
            ("audio_media_id", "lip_sync_tts_speaker_id", "lip_sync_tts_content", "source_video_id", "video_media_id"),
        )

    if not audio_media_id_is_wrong and not lip_sync_tts_content_is_wrong:
        if (audio_media_id is None and lip_sync_tts_content is None) or (
            audio_media_id is not None and lip_sync_tts_content is not None
        ):
            problems.append(Problem(("/audio_media_id", ONE_SOUND_SOURCE_RULE, audio_media_id)))
    if not lip_sync_tts_content_is_wrong and not lip_sync_tts_speaker_id_is_wrong:
        if lip_sync_tts_content is None or lip_sync_tts_speaker_id is None:
            if lip_sync_tts_content is not None or lip_sync_tts_speaker_id is not None:
                problems.append(Problem(("/lip_sync_tts_content", TEXT_AND_SPEAKER_RULE, lip_sync_tts_content)))
    if not source_video_id_is_wrong and not video_media_id_is_wrong:
        if (source_video_id is None and video_media_id is None) or (
            source_video_id is not None and video_media_id is not None
        ):
            problems.append(Problem(("/source_video_id", ONE_VIDEO_SOURCE_RULE, source_video_id)))
    return problems
