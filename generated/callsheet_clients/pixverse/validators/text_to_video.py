# Written by callsheet from specs/pixverse/text-to-video.yaml. Change the spec, then `make generate`.
"""Check requests of pixverse/text-to-video against its documentation: one pass, every problem, nothing sent."""

# pyright: reportUnknownVariableType=false
# `isinstance` tells that something is an object, not of what; every field is looked at before it is used.

from callsheet_clients.pixverse.sources import (
    C1_NOTES,
    COMFYUI,
    ERROR_CODES,
    FUSION,
    I2V_PARAMETERS,
    LIP_SYNC,
    LIP_SYNC_GUIDE,
    MCP,
    MIRROR_TABLES,
    MODEL_SHEETS,
    PRICING,
    T2V,
    TRANSITION,
    UNMODEL,
    WEBHOOK,
    ZH_SUMMARY,
)
from callsheet_runtime.problems import LEAVE_OUT, Cite, Interval, Problem, Rule, undocumented, whole

MODEL_FAMILY = {
    "v3.5": "v3.5",
    "v4": "v4",
    "v4.5": "v4.5",
    "v5": "v5",
    "v5.5": "v5.5",
    "v5.6": "v5.6",
    "v6": "v6",
    "c1": "c1",
}
ASPECT_RATIO_CHOICES = frozenset({"16:9", "4:3", "1:1", "3:4", "9:16", "2:3", "3:2", "21:9"})
STYLE_CHOICES = frozenset({"anime", "3d_animation", "clay", "comic", "cyberpunk", "day", "realistic"})
CAMERA_MOVEMENT_CHOICES = frozenset(
    {
        "horizontal_left",
        "horizontal_right",
        "vertical_up",
        "vertical_down",
        "zoom_in",
        "zoom_out",
        "crane_up",
        "quickly_zoom_in",
        "quickly_zoom_out",
        "smooth_zoom_in",
        "camera_rotation",
        "robo_arm",
        "super_dolly_out",
        "whip_pan",
        "hitchcock",
        "left_follow",
        "right_follow",
        "pan_left",
        "pan_right",
        "fix_bg",
        "default",
    },
)

# The body as a whole.

BODY_TYPE = Rule("body.type", "must be a JSON object, not {value}")
UNDOCUMENTED = Rule(
    "undocumented",
    "is named on no page; the provider may ignore or refuse it",
    level="warning",
    legal=LEAVE_OUT,
)

# aspect_ratio: Width to height of the video.

ASPECT_RATIO_CITES = (Cite(T2V, "aspect_ratio"), Cite(FUSION, "21:9"), Cite(UNMODEL, "21:9"))
ASPECT_RATIO_REQUIRED = Rule(
    "aspect_ratio.required",
    "is required: 16:9, 4:3, 1:1, 3:4, 9:16, 2:3, 3:2 or 21:9",
    cites=ASPECT_RATIO_CITES,
)
ASPECT_RATIO_TYPE = Rule(
    "aspect_ratio.type",
    "must be text, not {value}",
    legal=("16:9", "4:3", "1:1", "3:4", "9:16", "2:3", "3:2", "21:9"),
    cites=ASPECT_RATIO_CITES,
)
ASPECT_RATIO_VALUES = Rule(
    "aspect_ratio.values",
    "must be 16:9, 4:3, 1:1, 3:4, 9:16, 2:3, 3:2 or 21:9, not {value}",
    legal=("16:9", "4:3", "1:1", "3:4", "9:16", "2:3", "3:2", "21:9"),
    cites=ASPECT_RATIO_CITES,
)

# model: Which model renders the video. v6 and c1 are billed by the second, the others by the clip.

MODEL_CITES = (Cite(T2V, "v5.6"), Cite(UNMODEL, "c1"), Cite(MIRROR_TABLES, "c1"))
MODEL_REQUIRED = Rule("model.required", "is required: v3.5, v4, v4.5, v5, v5.5, v5.6, v6 or c1", cites=MODEL_CITES)
MODEL_TYPE = Rule("model.type", "must be text, not {value}", legal=tuple(MODEL_FAMILY), cites=MODEL_CITES)
MODEL_VALUES = Rule(
    "model.values",
    "must be v3.5, v4, v4.5, v5, v5.5, v5.6, v6 or c1, not {value}",
    legal=tuple(MODEL_FAMILY),
    cites=MODEL_CITES,
)

# duration: Length of the video in seconds. Sets the price.

DURATION_CITES = (Cite(T2V, "duration"), Cite(UNMODEL, "15"))
DURATION_REQUIRED = Rule("duration.required", "is required: from 1 to 15", cites=DURATION_CITES)
DURATION_TYPE = Rule(
    "duration.type",
    "must be a whole number, not {value}",
    legal=Interval(1, 15),
    cites=DURATION_CITES,
)
DURATION_RANGE = Rule(
    "duration.range",
    "must be from 1 to 15, not {value}",
    legal=Interval(1, 15),
    cites=DURATION_CITES,
)

# motion_mode: How much the picture moves. The fast one costs double.

MOTION_MODE_CITES = (Cite(T2V, "motion_mode"),)
MOTION_MODE_NULL = Rule(
    "motion_mode.null",
    "is null; leave it out instead",
    level="warning",
    legal=LEAVE_OUT,
    cites=MOTION_MODE_CITES,
)
MOTION_MODE_TYPE = Rule(
    "motion_mode.type",
    "must be text, not {value}",
    legal=("normal", "fast"),
    cites=MOTION_MODE_CITES,
)
MOTION_MODE_VALUES = Rule(
    "motion_mode.values",
    "must be normal or fast, not {value}",
    legal=("normal", "fast"),
    cites=MOTION_MODE_CITES,
)

# style: A look for the whole video.

STYLE_CITES = (Cite(T2V, "3d_animation"), Cite(I2V_PARAMETERS, "day"), Cite(MCP, "realistic"))
STYLE_NULL = Rule("style.null", "is null; leave it out instead", level="warning", legal=LEAVE_OUT, cites=STYLE_CITES)
STYLE_TYPE = Rule(
    "style.type",
    "must be text, not {value}",
    legal=("anime", "3d_animation", "clay", "comic", "cyberpunk", "day", "realistic"),
    cites=STYLE_CITES,
)
STYLE_VALUES = Rule(
    "style.values",
    "must be anime, 3d_animation, clay, comic, cyberpunk, day or realistic, not {value}",
    legal=("anime", "3d_animation", "clay", "comic", "cyberpunk", "day", "realistic"),
    cites=STYLE_CITES,
)

# negative_prompt: What to keep out of the video.

NEGATIVE_PROMPT_CITES = (Cite(T2V, "negative_prompt"),)
NEGATIVE_PROMPT_NULL = Rule(
    "negative_prompt.null",
    "is null; leave it out instead",
    level="warning",
    legal=LEAVE_OUT,
    cites=NEGATIVE_PROMPT_CITES,
)
NEGATIVE_PROMPT_TYPE = Rule("negative_prompt.type", "must be text, not {value}", cites=NEGATIVE_PROMPT_CITES)
NEGATIVE_PROMPT_LENGTH = Rule(
    "negative_prompt.length",
    "must be from 0 to 2048 characters long, this has {length}",
    cites=NEGATIVE_PROMPT_CITES,
)

# sound_effect_switch: Add sound effects to a video of v5 or an earlier model.

SOUND_EFFECT_SWITCH_CITES = (Cite(T2V, "sound_effect_switch"),)
SOUND_EFFECT_SWITCH_NULL = Rule(
    "sound_effect_switch.null",
    "is null; leave it out instead",
    level="warning",
    legal=LEAVE_OUT,
    cites=SOUND_EFFECT_SWITCH_CITES,
)
SOUND_EFFECT_SWITCH_TYPE = Rule(
    "sound_effect_switch.type",
    "must be true or false, not {value}",
    legal=(True, False),
    cites=SOUND_EFFECT_SWITCH_CITES,
)

# sound_effect_content: What is to be heard. Left out, the picture decides. The provider's package stops at 2048
# characters.

SOUND_EFFECT_CONTENT_CITES = (Cite(T2V, "sound_effect_content"), Cite(MCP, "2048"))
SOUND_EFFECT_CONTENT_NULL = Rule(
    "sound_effect_content.null",
    "is null; leave it out instead",
    level="warning",
    legal=LEAVE_OUT,
    cites=SOUND_EFFECT_CONTENT_CITES,
)
SOUND_EFFECT_CONTENT_TYPE = Rule(
    "sound_effect_content.type",
    "must be text, not {value}",
    cites=SOUND_EFFECT_CONTENT_CITES,
)

# lip_sync_tts_switch: Let somebody in a video of v5 or an earlier model speak. Costs 4 credits a second more.

LIP_SYNC_TTS_SWITCH_CITES = (Cite(I2V_PARAMETERS, "lip_sync_tts_switch"), Cite(UNMODEL, "lip_sync_tts_switch"))
LIP_SYNC_TTS_SWITCH_NULL = Rule(
    "lip_sync_tts_switch.null",
    "is null; leave it out instead",
    level="warning",
    legal=LEAVE_OUT,
    cites=LIP_SYNC_TTS_SWITCH_CITES,
)
LIP_SYNC_TTS_SWITCH_TYPE = Rule(
    "lip_sync_tts_switch.type",
    "must be true or false, not {value}",
    legal=(True, False),
    cites=LIP_SYNC_TTS_SWITCH_CITES,
)

# lip_sync_tts_content: What is said, in about 140 characters. Speech that outlasts the video is cut.

LIP_SYNC_TTS_CONTENT_CITES = (Cite(T2V, "lip_sync_tts_content"),)
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
    "must be from 1 to 140 characters long, this has {length}",
    cites=LIP_SYNC_TTS_CONTENT_CITES,
)
LIP_SYNC_TTS_CONTENT_CUT = Rule(
    "lip_sync_tts_content.cut",
    "is cut after 140 characters, this has {length}",
    level="warning",
    cites=LIP_SYNC_TTS_CONTENT_CITES,
)

# lip_sync_tts_speaker_id: Id of the voice, out of the list of speakers.

LIP_SYNC_TTS_SPEAKER_ID_CITES = (Cite(T2V, "lip_sync_tts_speaker_id"),)
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

# generate_audio_switch: Make the video with sound, on v5.5 and later. Costs more.

GENERATE_AUDIO_SWITCH_CITES = (Cite(T2V, "generate_audio_switch"), Cite(UNMODEL, "generate_audio_switch"))
GENERATE_AUDIO_SWITCH_NULL = Rule(
    "generate_audio_switch.null",
    "is null; leave it out instead",
    level="warning",
    legal=LEAVE_OUT,
    cites=GENERATE_AUDIO_SWITCH_CITES,
)
GENERATE_AUDIO_SWITCH_TYPE = Rule(
    "generate_audio_switch.type",
    "must be true or false, not {value}",
    legal=(True, False),
    cites=GENERATE_AUDIO_SWITCH_CITES,
)

# prompt: What the video shows. Above 2048 characters, pages of different age disagree.

PROMPT_CITES = (Cite(T2V, "prompt"), Cite(UNMODEL, "5000"), Cite(MODEL_SHEETS, "5000"))
PROMPT_REQUIRED = Rule("prompt.required", "is required", cites=PROMPT_CITES)
PROMPT_TYPE = Rule("prompt.type", "must be text, not {value}", cites=PROMPT_CITES)
PROMPT_LENGTH = Rule("prompt.length", "must be from 1 to 5000 characters long, this has {length}", cites=PROMPT_CITES)

# quality: Size of the picture; 360p is also called Turbo. Sets the price.

QUALITY_CITES = (Cite(T2V, "360p"),)
QUALITY_REQUIRED = Rule("quality.required", "is required: 360p, 540p, 720p or 1080p", cites=QUALITY_CITES)
QUALITY_TYPE = Rule(
    "quality.type",
    "must be text, not {value}",
    legal=("360p", "540p", "720p", "1080p"),
    cites=QUALITY_CITES,
)
QUALITY_VALUES = Rule(
    "quality.values",
    "must be 360p, 540p, 720p or 1080p, not {value}",
    legal=("360p", "540p", "720p", "1080p"),
    cites=QUALITY_CITES,
)

# seed: Chooses among the videos that a prompt can come to. Left out, the service picks one; nothing promises a repeat.

SEED_CITES = (Cite(T2V, "2147483647"), Cite(COMFYUI, "seed"))
SEED_NULL = Rule("seed.null", "is null; leave it out instead", level="warning", legal=LEAVE_OUT, cites=SEED_CITES)
SEED_TYPE = Rule("seed.type", "must be a whole number, not {value}", legal=Interval(0, 2147483647), cites=SEED_CITES)
SEED_RANGE = Rule(
    "seed.range",
    "must be from 0 to 2147483647, not {value}",
    legal=Interval(0, 2147483647),
    cites=SEED_CITES,
)

# template_id: Id of an effect, which has to be activated in the Effect Center first. Its price stands in the list of
# effects.

TEMPLATE_ID_CITES = (Cite(T2V, "template_id"),)
TEMPLATE_ID_NULL = Rule(
    "template_id.null",
    "is null; leave it out instead",
    level="warning",
    legal=LEAVE_OUT,
    cites=TEMPLATE_ID_CITES,
)
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

# camera_movement: How the camera moves.

CAMERA_MOVEMENT_CITES = (Cite(I2V_PARAMETERS, "super_dolly_out"), Cite(MCP, "default"))
CAMERA_MOVEMENT_NULL = Rule(
    "camera_movement.null",
    "is null; leave it out instead",
    level="warning",
    legal=LEAVE_OUT,
    cites=CAMERA_MOVEMENT_CITES,
)
CAMERA_MOVEMENT_TYPE = Rule(
    "camera_movement.type",
    "must be text, not {value}",
    legal=(
        "horizontal_left",
        "horizontal_right",
        "vertical_up",
        "vertical_down",
        "zoom_in",
        "zoom_out",
        "crane_up",
        "quickly_zoom_in",
        "quickly_zoom_out",
        "smooth_zoom_in",
        "camera_rotation",
        "robo_arm",
        "super_dolly_out",
        "whip_pan",
        "hitchcock",
        "left_follow",
        "right_follow",
        "pan_left",
        "pan_right",
        "fix_bg",
        "default",
    ),
    cites=CAMERA_MOVEMENT_CITES,
)
CAMERA_MOVEMENT_VALUES = Rule(
    "camera_movement.values",
    "is not one of the 21 values that there are: {value}",
    legal=(
        "horizontal_left",
        "horizontal_right",
        "vertical_up",
        "vertical_down",
        "zoom_in",
        "zoom_out",
        "crane_up",
        "quickly_zoom_in",
        "quickly_zoom_out",
        "smooth_zoom_in",
        "camera_rotation",
        "robo_arm",
        "super_dolly_out",
        "whip_pan",
        "hitchcock",
        "left_follow",
        "right_follow",
        "pan_left",
        "pan_right",
        "fix_bg",
        "default",
    ),
    cites=CAMERA_MOVEMENT_CITES,
)

# generate_multi_clip_switch: Cut the video from several clips.

GENERATE_MULTI_CLIP_SWITCH_CITES = (
    Cite(T2V, "generate_multi_clip_switch"),
    Cite(UNMODEL, "generate_multi_clip_switch"),
)
GENERATE_MULTI_CLIP_SWITCH_NULL = Rule(
    "generate_multi_clip_switch.null",
    "is null; leave it out instead",
    level="warning",
    legal=LEAVE_OUT,
    cites=GENERATE_MULTI_CLIP_SWITCH_CITES,
)
GENERATE_MULTI_CLIP_SWITCH_TYPE = Rule(
    "generate_multi_clip_switch.type",
    "must be true or false, not {value}",
    legal=(True, False),
    cites=GENERATE_MULTI_CLIP_SWITCH_CITES,
)

# thinking_type: Whether the prompt is worked over before it is used.

THINKING_TYPE_CITES = (Cite(T2V, "thinking_type"),)
THINKING_TYPE_NULL = Rule(
    "thinking_type.null",
    "is null; leave it out instead",
    level="warning",
    legal=LEAVE_OUT,
    cites=THINKING_TYPE_CITES,
)
THINKING_TYPE_TYPE = Rule(
    "thinking_type.type",
    "must be text, not {value}",
    legal=("enabled", "disabled", "auto"),
    cites=THINKING_TYPE_CITES,
)
THINKING_TYPE_VALUES = Rule(
    "thinking_type.values",
    "must be enabled, disabled or auto, not {value}",
    legal=("enabled", "disabled", "auto"),
    cites=THINKING_TYPE_CITES,
)

# water_mark: Stamp a mark on the video.

WATER_MARK_CITES = (Cite(MIRROR_TABLES, "water_mark"), Cite(ZH_SUMMARY, "water_mark"))
WATER_MARK_NULL = Rule(
    "water_mark.null",
    "is null; leave it out instead",
    level="warning",
    legal=LEAVE_OUT,
    cites=WATER_MARK_CITES,
)
WATER_MARK_TYPE = Rule(
    "water_mark.type",
    "must be true or false, not {value}",
    legal=(True, False),
    cites=WATER_MARK_CITES,
)

# webhook_id: Id of a webhook that was made on the platform's site; it is told when the video is done.

WEBHOOK_ID_CITES = (Cite(WEBHOOK, '"webhook_id":"1234"'),)
WEBHOOK_ID_NULL = Rule(
    "webhook_id.null",
    "is null; leave it out instead",
    level="warning",
    legal=LEAVE_OUT,
    cites=WEBHOOK_ID_CITES,
)
WEBHOOK_ID_TYPE = Rule("webhook_id.type", "must be text, not {value}", cites=WEBHOOK_ID_CITES)

# When model is not v6 or c1: aspect_ratio must be 16:9, 4:3, 1:1, 3:4 or 9:16.

FIVE_RATIOS_RULE = Rule(
    "five-ratios",
    "must be 16:9, 4:3, 1:1, 3:4 or 9:16 when model is not v6 or c1, not {value}",
    legal=("16:9", "4:3", "1:1", "3:4", "9:16"),
    cites=(Cite(T2V, "aspect_ratio"),),
)

# When model is not v4 or v4.5: camera_movement must be left out.

CAMERA_IS_FOR_V4_RULE = Rule(
    "camera-is-for-v4",
    "must be left out when model is not v4 or v4.5",
    legal=LEAVE_OUT,
    cites=(Cite(I2V_PARAMETERS, "camera_movement"), Cite(C1_NOTES, "400017")),
)

# When model is v3.5, v4, v4.5 or v5: duration must be 5 or 8.

FIVE_OR_EIGHT_SECONDS_RULE = Rule(
    "five-or-eight-seconds",
    "must be 5 or 8 when model is v3.5, v4, v4.5 or v5, not {value}",
    legal=(5, 8),
    cites=(Cite(T2V, "duration"),),
)

# When model is v5.5 or v5.6: duration must be 5, 8 or 10.

FIVE_EIGHT_OR_TEN_SECONDS_RULE = Rule(
    "five-eight-or-ten-seconds",
    "must be 5, 8 or 10 when model is v5.5 or v5.6, not {value}",
    legal=(5, 8, 10),
    cites=(Cite(T2V, "v5.6"),),
)

# When model is v3.5 and quality is 1080p: duration must not be 8.

EIGHT_SECONDS_AT_1080P_RULE = Rule(
    "eight-seconds-at-1080p",
    "must not be 8 when model is v3.5 and quality is 1080p",
    legal=(1, 2, 3, 4, 5, 6, 7, 9, 10, 11, 12, 13, 14, 15),
    cites=(Cite(T2V, "1080p"),),
)

# When model is v4 or v4.5 and quality is 1080p: duration must not be 8.

EIGHT_SECONDS_AT_1080P_ON_V4_RULE = Rule(
    "eight-seconds-at-1080p-on-v4",
    "is refused with 1080p by older pages, and has no price",
    level="warning",
    legal=(1, 2, 3, 4, 5, 6, 7, 9, 10, 11, 12, 13, 14, 15),
    cites=(Cite(I2V_PARAMETERS, "1080p"), Cite(MCP, "1080p"), Cite(PRICING, "1080p")),
)

# When model is v5.5 or v5.6 and quality is 1080p: duration must not be 10.

TEN_SECONDS_AT_1080P_RULE = Rule(
    "ten-seconds-at-1080p",
    "must not be 10 when model is v5.5 or v5.6 and quality is 1080p",
    legal=(1, 2, 3, 4, 5, 6, 7, 8, 9, 11, 12, 13, 14, 15),
    cites=(Cite(T2V, "1080p"),),
)

# When motion_mode is fast: duration must be 5.

FAST_TAKES_FIVE_SECONDS_RULE = Rule(
    "fast-takes-five-seconds",
    "must be 5 when motion_mode is fast, not {value}",
    legal=(5,),
    cites=(Cite(T2V, "fast"),),
)

# When motion_mode is fast: quality must not be 1080p.

FAST_IS_NOT_1080P_RULE = Rule(
    "fast-is-not-1080p",
    "must not be 1080p when motion_mode is fast",
    legal=("360p", "540p", "720p"),
    cites=(Cite(T2V, "fast"),),
)

# When model is not v3.5, v4 or v4.5: motion_mode must not be fast.

FAST_IS_FOR_V45_AND_BELOW_RULE = Rule(
    "fast-is-for-v45-and-below",
    "must not be fast when model is not v3.5, v4 or v4.5",
    legal=("normal",),
    cites=(Cite(T2V, "motion_mode"),),
)

# When model is not v3.5, v4 or v4.5: motion_mode must not be normal.

NORMAL_IS_ALL_THERE_IS_RULE = Rule(
    "normal-is-all-there-is",
    "is nothing that models from v5 on know",
    level="warning",
    legal=("fast",),
    cites=(Cite(T2V, "motion_mode"), Cite(TRANSITION, "motion_mode")),
)

# When model is not v3.5: style must be left out.

STYLE_IS_FOR_V35_RULE = Rule(
    "style-is-for-v35",
    "is documented for v3.5 alone",
    level="warning",
    legal=LEAVE_OUT,
    cites=(Cite(T2V, "style"),),
)

# style must not be day or realistic.

DOUBTFUL_STYLE_RULE = Rule(
    "doubtful-style",
    "is no value of the reference",
    level="warning",
    legal=("anime", "3d_animation", "clay", "comic", "cyberpunk"),
    cites=(Cite(T2V, "cyberpunk"), Cite(I2V_PARAMETERS, "day"), Cite(MCP, "realistic")),
)

# lip_sync_tts_content and lip_sync_tts_speaker_id come together, or not at all.

VOICE_AND_WORDS_RULE = Rule(
    "voice-and-words",
    "lip_sync_tts_content and lip_sync_tts_speaker_id come together, or not at all",
    cites=(Cite(LIP_SYNC, "lip_sync_tts_speaker_id"), Cite(LIP_SYNC_GUIDE, "lip_sync_tts_content")),
)

# When lip_sync_tts_switch is true: lip_sync_tts_content is required and lip_sync_tts_speaker_id is required.

LIP_SYNC_NEEDS_WORDS_LIP_SYNC_TTS_CONTENT_RULE = Rule(
    "lip-sync-needs-words",
    "is required when lip_sync_tts_switch is true",
    cites=(Cite(T2V, "lip_sync_tts_content"), Cite(LIP_SYNC_GUIDE, "lip_sync_tts_content")),
)
LIP_SYNC_NEEDS_WORDS_LIP_SYNC_TTS_SPEAKER_ID_RULE = Rule(
    "lip-sync-needs-words",
    "is required when lip_sync_tts_switch is true",
    cites=(Cite(T2V, "lip_sync_tts_content"), Cite(LIP_SYNC_GUIDE, "lip_sync_tts_content")),
)

# When model is v3.5, v4, v4.5 or v5: generate_audio_switch must be left out.

AUDIO_IS_FOR_V55_AND_ABOVE_RULE = Rule(
    "audio-is-for-v55-and-above",
    "must be left out when model is v3.5, v4, v4.5 or v5",
    legal=LEAVE_OUT,
    cites=(Cite(T2V, "generate_audio_switch"),),
)

# prompt must be from 1 to 2048 characters long.

LONG_PROMPT_RULE = Rule(
    "long-prompt",
    "has {length} characters: older pages, and the words of the error for it, allow 2048",
    level="warning",
    cites=(Cite(T2V, "2048"), Cite(ERROR_CODES, "2048")),
)

# When model is not v3.5, v4, v4.5 or v5 and template_id is not given: sound_effect_switch must be left out and
# sound_effect_content must be left out and lip_sync_tts_switch must be left out and lip_sync_tts_content must be left
# out and lip_sync_tts_speaker_id must be left out.

ADDED_SOUND_IS_FOR_V5_AND_BELOW_SOUND_EFFECT_SWITCH_RULE = Rule(
    "added-sound-is-for-v5-and-below",
    "must be left out when model is not v3.5, v4, v4.5 or v5 and template_id is not given",
    legal=LEAVE_OUT,
    cites=(Cite(T2V, "sound_effect_switch"), Cite(UNMODEL, "template_id")),
)
ADDED_SOUND_IS_FOR_V5_AND_BELOW_SOUND_EFFECT_CONTENT_RULE = Rule(
    "added-sound-is-for-v5-and-below",
    "must be left out when model is not v3.5, v4, v4.5 or v5 and template_id is not given",
    legal=LEAVE_OUT,
    cites=(Cite(T2V, "sound_effect_switch"), Cite(UNMODEL, "template_id")),
)
ADDED_SOUND_IS_FOR_V5_AND_BELOW_LIP_SYNC_TTS_SWITCH_RULE = Rule(
    "added-sound-is-for-v5-and-below",
    "must be left out when model is not v3.5, v4, v4.5 or v5 and template_id is not given",
    legal=LEAVE_OUT,
    cites=(Cite(T2V, "sound_effect_switch"), Cite(UNMODEL, "template_id")),
)
ADDED_SOUND_IS_FOR_V5_AND_BELOW_LIP_SYNC_TTS_CONTENT_RULE = Rule(
    "added-sound-is-for-v5-and-below",
    "must be left out when model is not v3.5, v4, v4.5 or v5 and template_id is not given",
    legal=LEAVE_OUT,
    cites=(Cite(T2V, "sound_effect_switch"), Cite(UNMODEL, "template_id")),
)
ADDED_SOUND_IS_FOR_V5_AND_BELOW_LIP_SYNC_TTS_SPEAKER_ID_RULE = Rule(
    "added-sound-is-for-v5-and-below",
    "must be left out when model is not v3.5, v4, v4.5 or v5 and template_id is not given",
    legal=LEAVE_OUT,
    cites=(Cite(T2V, "sound_effect_switch"), Cite(UNMODEL, "template_id")),
)

# template_id and camera_movement exclude each other.

CAMERA_OR_TEMPLATE_RULE = Rule(
    "camera-or-template",
    "template_id and camera_movement exclude each other",
    cites=(Cite(MCP, "camera_movement"),),
)

# camera_movement must not be default.

UNLISTED_CAMERA_MOVEMENT_RULE = Rule(
    "unlisted-camera-movement",
    "is a value of the provider's package, and of no page",
    level="warning",
    legal=(
        "horizontal_left",
        "horizontal_right",
        "vertical_up",
        "vertical_down",
        "zoom_in",
        "zoom_out",
        "crane_up",
        "quickly_zoom_in",
        "quickly_zoom_out",
        "smooth_zoom_in",
        "camera_rotation",
        "robo_arm",
        "super_dolly_out",
        "whip_pan",
        "hitchcock",
        "left_follow",
        "right_follow",
        "pan_left",
        "pan_right",
        "fix_bg",
    ),
    cites=(Cite(MCP, "default"), Cite(I2V_PARAMETERS, "camera_movement")),
)

# When model is v3.5, v4, v4.5 or v5: generate_multi_clip_switch must be left out.

CLIPS_ARE_FOR_V55_AND_ABOVE_RULE = Rule(
    "clips-are-for-v55-and-above",
    "must be left out when model is v3.5, v4, v4.5 or v5",
    legal=LEAVE_OUT,
    cites=(Cite(T2V, "generate_multi_clip_switch"),),
)

# When model is v5.6 or c1: generate_multi_clip_switch must be left out.

DOUBTFUL_CLIPS_RULE = Rule(
    "doubtful-clips",
    "is documented for v5.5 and v6, and may change nothing on other models",
    level="warning",
    legal=LEAVE_OUT,
    cites=(
        Cite(T2V, "generate_multi_clip_switch"),
        Cite(MODEL_SHEETS, "generate_multi_clip_switch"),
        Cite(C1_NOTES, "generate_multi_clip_switch"),
    ),
)

# When model is v3.5, v4, v4.5, v5 or v5.6: thinking_type must be left out.

THINKING_IS_FOR_V55_RULE = Rule(
    "thinking-is-for-v55",
    "must be left out when model is v3.5, v4, v4.5, v5 or v5.6",
    legal=LEAVE_OUT,
    cites=(Cite(T2V, "thinking_type"),),
)

# When model is v6 or c1: thinking_type must be left out.

DOUBTFUL_THINKING_RULE = Rule(
    "doubtful-thinking",
    "is documented for v5.5, by a page that does not know v6 and c1",
    level="warning",
    legal=LEAVE_OUT,
    cites=(Cite(T2V, "thinking_type"),),
)


def validate(body: object) -> list[Problem]:
    """List everything in a request body that the documentation speaks against. Sends nothing."""
    if not isinstance(body, dict):
        return [Problem(("", BODY_TYPE, body))]
    problems: list[Problem] = []
    top: dict[str, object] = body
    # What rules look at; `None` where it is absent, or wrong by itself.
    aspect_ratio: str | None = None
    model: str | None = None
    duration: int | None = None
    motion_mode: str | None = None
    style: str | None = None
    sound_effect_switch: bool | None = None
    sound_effect_content: str | None = None
    lip_sync_tts_switch: bool | None = None
    lip_sync_tts_content: str | None = None
    lip_sync_tts_content_is_wrong = False
    lip_sync_tts_speaker_id: str | None = None
    lip_sync_tts_speaker_id_is_wrong = False
    generate_audio_switch: bool | None = None
    prompt: str | None = None
    quality: str | None = None
    template_id: int | str | None = None
    template_id_is_wrong = False
    camera_movement: str | None = None
    generate_multi_clip_switch: bool | None = None
    thinking_type: str | None = None
    known = 5

    try:
        value = top["aspect_ratio"]
    except KeyError:
        known -= 1
        problems.append(Problem(("/aspect_ratio", ASPECT_RATIO_REQUIRED, None)))
    else:
        if not isinstance(value, str) or value not in ASPECT_RATIO_CHOICES:
            if value is None:
                problems.append(Problem(("/aspect_ratio", ASPECT_RATIO_REQUIRED, value)))
            elif not isinstance(value, str):
                problems.append(Problem(("/aspect_ratio", ASPECT_RATIO_TYPE, value)))
            else:
                problems.append(Problem(("/aspect_ratio", ASPECT_RATIO_VALUES, value)))
        else:
            aspect_ratio = value

    try:
        value = top["model"]
    except KeyError:
        known -= 1
        problems.append(Problem(("/model", MODEL_REQUIRED, None)))
    else:
        if not isinstance(value, str) or value not in MODEL_FAMILY:
            if value is None:
                problems.append(Problem(("/model", MODEL_REQUIRED, value)))
            elif not isinstance(value, str):
                problems.append(Problem(("/model", MODEL_TYPE, value)))
            else:
                problems.append(Problem(("/model", MODEL_VALUES, value)))
        else:
            model = value

    try:
        value = top["duration"]
    except KeyError:
        known -= 1
        problems.append(Problem(("/duration", DURATION_REQUIRED, None)))
    else:
        if type(value) is not int:
            value = whole(value)
        if type(value) is not int or not 1 <= value <= 15:
            if value is None:
                problems.append(Problem(("/duration", DURATION_REQUIRED, value)))
            elif type(value) is not int:
                problems.append(Problem(("/duration", DURATION_TYPE, value)))
            else:
                problems.append(Problem(("/duration", DURATION_RANGE, value)))
        else:
            duration = value

    try:
        value = top["prompt"]
    except KeyError:
        known -= 1
        problems.append(Problem(("/prompt", PROMPT_REQUIRED, None)))
    else:
        if not isinstance(value, str) or not 1 <= len(value) <= 5000:
            if value is None:
                problems.append(Problem(("/prompt", PROMPT_REQUIRED, value)))
            elif not isinstance(value, str):
                problems.append(Problem(("/prompt", PROMPT_TYPE, value)))
            else:
                problems.append(Problem(("/prompt", PROMPT_LENGTH, value)))
        else:
            prompt = value

    try:
        value = top["quality"]
    except KeyError:
        known -= 1
        problems.append(Problem(("/quality", QUALITY_REQUIRED, None)))
    else:
        if not isinstance(value, str) or value not in {"360p", "540p", "720p", "1080p"}:
            if value is None:
                problems.append(Problem(("/quality", QUALITY_REQUIRED, value)))
            elif not isinstance(value, str):
                problems.append(Problem(("/quality", QUALITY_TYPE, value)))
            else:
                problems.append(Problem(("/quality", QUALITY_VALUES, value)))
        else:
            quality = value

    if len(top) != known:
        # There is more than has to be: what may be left out, or what no page names.

        if "motion_mode" in top:
            known += 1
            value = top["motion_mode"]
            if not isinstance(value, str) or value not in {"normal", "fast"}:
                if value is None:
                    problems.append(Problem(("/motion_mode", MOTION_MODE_NULL, value)))
                elif not isinstance(value, str):
                    problems.append(Problem(("/motion_mode", MOTION_MODE_TYPE, value)))
                else:
                    problems.append(Problem(("/motion_mode", MOTION_MODE_VALUES, value)))
            else:
                motion_mode = value

        if "style" in top:
            known += 1
            value = top["style"]
            if not isinstance(value, str) or value not in STYLE_CHOICES:
                if value is None:
                    problems.append(Problem(("/style", STYLE_NULL, value)))
                elif not isinstance(value, str):
                    problems.append(Problem(("/style", STYLE_TYPE, value)))
                else:
                    problems.append(Problem(("/style", STYLE_VALUES, value)))
            else:
                style = value

        if "negative_prompt" in top:
            known += 1
            value = top["negative_prompt"]
            if not isinstance(value, str) or len(value) > 2048:
                if value is None:
                    problems.append(Problem(("/negative_prompt", NEGATIVE_PROMPT_NULL, value)))
                elif not isinstance(value, str):
                    problems.append(Problem(("/negative_prompt", NEGATIVE_PROMPT_TYPE, value)))
                else:
                    problems.append(Problem(("/negative_prompt", NEGATIVE_PROMPT_LENGTH, value)))

        if "sound_effect_switch" in top:
            known += 1
            value = top["sound_effect_switch"]
            if value is not True and value is not False:
                if value is None:
                    problems.append(Problem(("/sound_effect_switch", SOUND_EFFECT_SWITCH_NULL, value)))
                else:
                    problems.append(Problem(("/sound_effect_switch", SOUND_EFFECT_SWITCH_TYPE, value)))
            else:
                sound_effect_switch = value

        if "sound_effect_content" in top:
            known += 1
            value = top["sound_effect_content"]
            if not isinstance(value, str):
                if value is None:
                    problems.append(Problem(("/sound_effect_content", SOUND_EFFECT_CONTENT_NULL, value)))
                else:
                    problems.append(Problem(("/sound_effect_content", SOUND_EFFECT_CONTENT_TYPE, value)))
            else:
                sound_effect_content = value

        if "lip_sync_tts_switch" in top:
            known += 1
            value = top["lip_sync_tts_switch"]
            if value is not True and value is not False:
                if value is None:
                    problems.append(Problem(("/lip_sync_tts_switch", LIP_SYNC_TTS_SWITCH_NULL, value)))
                else:
                    problems.append(Problem(("/lip_sync_tts_switch", LIP_SYNC_TTS_SWITCH_TYPE, value)))
            else:
                lip_sync_tts_switch = value

        if "lip_sync_tts_content" in top:
            known += 1
            value = top["lip_sync_tts_content"]
            if not isinstance(value, str) or len(value) < 1:
                if value is None:
                    problems.append(Problem(("/lip_sync_tts_content", LIP_SYNC_TTS_CONTENT_NULL, value)))
                elif not isinstance(value, str):
                    problems.append(Problem(("/lip_sync_tts_content", LIP_SYNC_TTS_CONTENT_TYPE, value)))
                    lip_sync_tts_content_is_wrong = True
                else:
                    problems.append(Problem(("/lip_sync_tts_content", LIP_SYNC_TTS_CONTENT_LENGTH, value)))
                    lip_sync_tts_content_is_wrong = True
            else:
                if len(value) > 140:
                    problems.append(Problem(("/lip_sync_tts_content", LIP_SYNC_TTS_CONTENT_CUT, value)))
                lip_sync_tts_content = value

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

        if "generate_audio_switch" in top:
            known += 1
            value = top["generate_audio_switch"]
            if value is not True and value is not False:
                if value is None:
                    problems.append(Problem(("/generate_audio_switch", GENERATE_AUDIO_SWITCH_NULL, value)))
                else:
                    problems.append(Problem(("/generate_audio_switch", GENERATE_AUDIO_SWITCH_TYPE, value)))
            else:
                generate_audio_switch = value

        if "seed" in top:
            known += 1
            value = top["seed"]
            if type(value) is not int:
                value = whole(value)
            if type(value) is not int or not 0 <= value <= 2147483647:
                if value is None:
                    problems.append(Problem(("/seed", SEED_NULL, value)))
                elif type(value) is not int:
                    problems.append(Problem(("/seed", SEED_TYPE, value)))
                else:
                    problems.append(Problem(("/seed", SEED_RANGE, value)))

        if "template_id" in top:
            known += 1
            value = top["template_id"]
            if type(value) is not int:
                value = whole(value)
            if (type(value) is not int or not 0 <= value <= 18446744073709551615) and (
                not isinstance(value, str) or not (value.isascii() and value.isdecimal())
            ):
                if value is None:
                    problems.append(Problem(("/template_id", TEMPLATE_ID_NULL, value)))
                elif isinstance(value, str):
                    problems.append(Problem(("/template_id", TEMPLATE_ID_FORM, value)))
                    template_id_is_wrong = True
                elif type(value) is int:
                    problems.append(Problem(("/template_id", TEMPLATE_ID_RANGE, value)))
                    template_id_is_wrong = True
                else:
                    problems.append(Problem(("/template_id", TEMPLATE_ID_TYPE, value)))
                    template_id_is_wrong = True
            else:
                template_id = value

        if "camera_movement" in top:
            known += 1
            value = top["camera_movement"]
            if not isinstance(value, str) or value not in CAMERA_MOVEMENT_CHOICES:
                if value is None:
                    problems.append(Problem(("/camera_movement", CAMERA_MOVEMENT_NULL, value)))
                elif not isinstance(value, str):
                    problems.append(Problem(("/camera_movement", CAMERA_MOVEMENT_TYPE, value)))
                else:
                    problems.append(Problem(("/camera_movement", CAMERA_MOVEMENT_VALUES, value)))
            else:
                camera_movement = value

        if "generate_multi_clip_switch" in top:
            known += 1
            value = top["generate_multi_clip_switch"]
            if value is not True and value is not False:
                if value is None:
                    problems.append(Problem(("/generate_multi_clip_switch", GENERATE_MULTI_CLIP_SWITCH_NULL, value)))
                else:
                    problems.append(Problem(("/generate_multi_clip_switch", GENERATE_MULTI_CLIP_SWITCH_TYPE, value)))
            else:
                generate_multi_clip_switch = value

        if "thinking_type" in top:
            known += 1
            value = top["thinking_type"]
            if not isinstance(value, str) or value not in {"enabled", "disabled", "auto"}:
                if value is None:
                    problems.append(Problem(("/thinking_type", THINKING_TYPE_NULL, value)))
                elif not isinstance(value, str):
                    problems.append(Problem(("/thinking_type", THINKING_TYPE_TYPE, value)))
                else:
                    problems.append(Problem(("/thinking_type", THINKING_TYPE_VALUES, value)))
            else:
                thinking_type = value

        if "water_mark" in top:
            known += 1
            value = top["water_mark"]
            if value is not True and value is not False:
                if value is None:
                    problems.append(Problem(("/water_mark", WATER_MARK_NULL, value)))
                else:
                    problems.append(Problem(("/water_mark", WATER_MARK_TYPE, value)))

        if "webhook_id" in top:
            known += 1
            value = top["webhook_id"]
            if not isinstance(value, str):
                if value is None:
                    problems.append(Problem(("/webhook_id", WEBHOOK_ID_NULL, value)))
                else:
                    problems.append(Problem(("/webhook_id", WEBHOOK_ID_TYPE, value)))
        if len(top) != known:
            undocumented(
                problems,
                UNDOCUMENTED,
                "",
                top,
                (
                    "aspect_ratio",
                    "model",
                    "duration",
                    "motion_mode",
                    "style",
                    "negative_prompt",
                    "sound_effect_switch",
                    "sound_effect_content",
                    "lip_sync_tts_switch",
                    "lip_sync_tts_content",
                    "lip_sync_tts_speaker_id",
                    "generate_audio_switch",
                    "prompt",
                    "quality",
                    "seed",
                    "template_id",
                    "camera_movement",
                    "generate_multi_clip_switch",
                    "thinking_type",
                    "water_mark",
                    "webhook_id",
                ),
            )

    if model is not None and model not in {"v6", "c1"}:
        if aspect_ratio is not None and aspect_ratio not in {"16:9", "4:3", "1:1", "3:4", "9:16"}:
            problems.append(Problem(("/aspect_ratio", FIVE_RATIOS_RULE, aspect_ratio)))
    if camera_movement is not None:
        if model is not None and model not in {"v4", "v4.5"}:
            problems.append(Problem(("/camera_movement", CAMERA_IS_FOR_V4_RULE, camera_movement)))
        if template_id is not None:
            problems.append(Problem(("/template_id", CAMERA_OR_TEMPLATE_RULE, template_id)))
    if model in {"v3.5", "v4", "v4.5", "v5"} and duration is not None and duration not in {5, 8}:
        problems.append(Problem(("/duration", FIVE_OR_EIGHT_SECONDS_RULE, duration)))
    if model in {"v5.5", "v5.6"}:
        if duration is not None and duration not in {5, 8, 10}:
            problems.append(Problem(("/duration", FIVE_EIGHT_OR_TEN_SECONDS_RULE, duration)))
        if quality == "1080p" and duration == 10:
            problems.append(Problem(("/duration", TEN_SECONDS_AT_1080P_RULE, duration)))
    if model == "v3.5" and quality == "1080p" and duration == 8:
        problems.append(Problem(("/duration", EIGHT_SECONDS_AT_1080P_RULE, duration)))
    if model in {"v4", "v4.5"} and quality == "1080p" and duration == 8:
        problems.append(Problem(("/duration", EIGHT_SECONDS_AT_1080P_ON_V4_RULE, duration)))
    if motion_mode == "fast":
        if duration is not None and duration != 5:
            problems.append(Problem(("/duration", FAST_TAKES_FIVE_SECONDS_RULE, duration)))
        if quality == "1080p":
            problems.append(Problem(("/quality", FAST_IS_NOT_1080P_RULE, quality)))
        if model is not None and model not in {"v3.5", "v4", "v4.5"}:
            problems.append(Problem(("/motion_mode", FAST_IS_FOR_V45_AND_BELOW_RULE, motion_mode)))
    if motion_mode == "normal" and model is not None and model not in {"v3.5", "v4", "v4.5"}:
        problems.append(Problem(("/motion_mode", NORMAL_IS_ALL_THERE_IS_RULE, motion_mode)))
    if style is not None and model is not None and model != "v3.5":
        problems.append(Problem(("/style", STYLE_IS_FOR_V35_RULE, style)))
    if style in {"day", "realistic"}:
        problems.append(Problem(("/style", DOUBTFUL_STYLE_RULE, style)))
    if not lip_sync_tts_content_is_wrong and not lip_sync_tts_speaker_id_is_wrong:
        if lip_sync_tts_content is None or lip_sync_tts_speaker_id is None:
            if lip_sync_tts_content is not None or lip_sync_tts_speaker_id is not None:
                problems.append(Problem(("/lip_sync_tts_content", VOICE_AND_WORDS_RULE, lip_sync_tts_content)))
    if lip_sync_tts_switch is True:
        if not lip_sync_tts_content_is_wrong and lip_sync_tts_content is None:
            problems.append(
                Problem(
                    ("/lip_sync_tts_content", LIP_SYNC_NEEDS_WORDS_LIP_SYNC_TTS_CONTENT_RULE, lip_sync_tts_content),
                ),
            )
        if not lip_sync_tts_speaker_id_is_wrong and lip_sync_tts_speaker_id is None:
            problems.append(
                Problem(
                    (
                        "/lip_sync_tts_speaker_id",
                        LIP_SYNC_NEEDS_WORDS_LIP_SYNC_TTS_SPEAKER_ID_RULE,
                        lip_sync_tts_speaker_id,
                    ),
                ),
            )
    if generate_audio_switch is not None and model in {"v3.5", "v4", "v4.5", "v5"}:
        problems.append(Problem(("/generate_audio_switch", AUDIO_IS_FOR_V55_AND_ABOVE_RULE, generate_audio_switch)))
    if prompt is not None and len(prompt) > 2048:
        problems.append(Problem(("/prompt", LONG_PROMPT_RULE, prompt)))
    if sound_effect_switch is not None and not template_id_is_wrong:
        if model is not None and model not in {"v3.5", "v4", "v4.5", "v5"} and template_id is None:
            problems.append(
                Problem(
                    (
                        "/sound_effect_switch",
                        ADDED_SOUND_IS_FOR_V5_AND_BELOW_SOUND_EFFECT_SWITCH_RULE,
                        sound_effect_switch,
                    ),
                ),
            )
    if sound_effect_content is not None and not template_id_is_wrong:
        if model is not None and model not in {"v3.5", "v4", "v4.5", "v5"} and template_id is None:
            problems.append(
                Problem(
                    (
                        "/sound_effect_content",
                        ADDED_SOUND_IS_FOR_V5_AND_BELOW_SOUND_EFFECT_CONTENT_RULE,
                        sound_effect_content,
                    ),
                ),
            )
    if lip_sync_tts_switch is not None and not template_id_is_wrong:
        if model is not None and model not in {"v3.5", "v4", "v4.5", "v5"} and template_id is None:
            problems.append(
                Problem(
                    (
                        "/lip_sync_tts_switch",
                        ADDED_SOUND_IS_FOR_V5_AND_BELOW_LIP_SYNC_TTS_SWITCH_RULE,
                        lip_sync_tts_switch,
                    ),
                ),
            )
    if lip_sync_tts_content is not None and not template_id_is_wrong:
        if model is not None and model not in {"v3.5", "v4", "v4.5", "v5"} and template_id is None:
            problems.append(
                Problem(
                    (
                        "/lip_sync_tts_content",
                        ADDED_SOUND_IS_FOR_V5_AND_BELOW_LIP_SYNC_TTS_CONTENT_RULE,
                        lip_sync_tts_content,
                    ),
                ),
            )
    if lip_sync_tts_speaker_id is not None and not template_id_is_wrong:
        if model is not None and model not in {"v3.5", "v4", "v4.5", "v5"} and template_id is None:
            problems.append(
                Problem(
                    (
                        "/lip_sync_tts_speaker_id",
                        ADDED_SOUND_IS_FOR_V5_AND_BELOW_LIP_SYNC_TTS_SPEAKER_ID_RULE,
                        lip_sync_tts_speaker_id,
                    ),
                ),
            )
    if camera_movement == "default":
        problems.append(Problem(("/camera_movement", UNLISTED_CAMERA_MOVEMENT_RULE, camera_movement)))
    if generate_multi_clip_switch is not None:
        if model in {"v3.5", "v4", "v4.5", "v5"}:
            problems.append(
                Problem(("/generate_multi_clip_switch", CLIPS_ARE_FOR_V55_AND_ABOVE_RULE, generate_multi_clip_switch)),
            )
        if model in {"v5.6", "c1"}:
            problems.append(Problem(("/generate_multi_clip_switch", DOUBTFUL_CLIPS_RULE, generate_multi_clip_switch)))
    if thinking_type is not None:
        if model in {"v3.5", "v4", "v4.5", "v5", "v5.6"}:
            problems.append(Problem(("/thinking_type", THINKING_IS_FOR_V55_RULE, thinking_type)))
        if model in {"v6", "c1"}:
            problems.append(Problem(("/thinking_type", DOUBTFUL_THINKING_RULE, thinking_type)))
    return problems
