# Written by callsheet. Change the specs, then `make generate`.
"""What there is: the module of every endpoint, and what it does. Imports none of them."""

ENDPOINTS: dict[str, tuple[str, str, str, str]] = {
    "dashscope/happyhorse-i2v": (
        "dashscope",
        "happyhorse_i2v",
        "Generate a video with sound that begins with an image.",
        "task",
    ),
    "dashscope/happyhorse-r2v": (
        "dashscope",
        "happyhorse_r2v",
        "Generate a video with sound in which people and things of reference images appear.",
        "task",
    ),
    "dashscope/happyhorse-t2v": (
        "dashscope",
        "happyhorse_t2v",
        "Generate a video with sound from a text prompt.",
        "task",
    ),
    "dashscope/happyhorse-video-edit": (
        "dashscope",
        "happyhorse_video_edit",
        "Change a video as a prompt says, with reference images where they help.",
        "task",
    ),
    "dashscope/pixverse-it2v": ("dashscope", "pixverse_it2v", "Generate a video that begins with an image.", "task"),
    "dashscope/pixverse-kf2v": (
        "dashscope",
        "pixverse_kf2v",
        "Generate a video that leads from a first frame to a last one.",
        "task",
    ),
    "dashscope/pixverse-lipsync": (
        "dashscope",
        "pixverse_lipsync",
        "Make the mouth in a video move to a recording, or to a text that is read aloud.",
        "task",
    ),
    "dashscope/pixverse-omni": (
        "dashscope",
        "pixverse_omni",
        "Generate a video from reference images and reference videos.",
        "task",
    ),
    "dashscope/pixverse-r2v": (
        "dashscope",
        "pixverse_r2v",
        "Generate a video in which people and things of reference images appear.",
        "task",
    ),
    "dashscope/pixverse-t2v": ("dashscope", "pixverse_t2v", "Generate a video from a text prompt.", "task"),
    "dashscope/task-events": (
        "dashscope",
        "task_events",
        "Tell that a task has ended, well or not; one poll then fetches what it made.",
        "webhook",
    ),
    "pixazo/c1-i2v": ("pixazo", "c1_i2v", "Generate a video from an image and a text prompt with PixVerse C1.", "task"),
    "pixazo/c1-t2v": ("pixazo", "c1_t2v", "Generate a video from a text prompt with PixVerse C1.", "task"),
    "pixazo/v5.6-i2v": (
        "pixazo",
        "v5_6_i2v",
        "Generate a video from an image and a text prompt with PixVerse v5.6.",
        "task",
    ),
    "pixazo/v5.6-t2v": ("pixazo", "v5_6_t2v", "Generate a video from a text prompt with PixVerse v5.6.", "task"),
    "pixazo/v6-i2v": ("pixazo", "v6_i2v", "Generate a video from an image and a text prompt with PixVerse v6.", "task"),
    "pixazo/v6-t2v": ("pixazo", "v6_t2v", "Generate a video from a text prompt with PixVerse v6.", "task"),
    "pixazo/webhook": ("pixazo", "webhook", "Tell how a task is, in the words of a poll.", "webhook"),
    "pixverse/balance": ("pixverse", "balance", "Tell how many credits are left.", "call"),
    "pixverse/extend": (
        "pixverse",
        "extend",
        "Generate what comes after a video. The frame keeps the size it has.",
        "task",
    ),
    "pixverse/fusion": (
        "pixverse",
        "fusion",
        "Generate a video from a text prompt that names images of subjects and backgrounds.",
        "task",
    ),
    "pixverse/image-status": ("pixverse", "image_status", "Tell how an image is, by its id.", "call"),
    "pixverse/image-template": ("pixverse", "image_template", "Make an image from images, by a template.", "task"),
    "pixverse/image-to-video": (
        "pixverse",
        "image_to_video",
        "Generate a video from an image and a text prompt; the video keeps the shape of the image.",
        "task",
    ),
    "pixverse/lip-sync": (
        "pixverse",
        "lip_sync",
        "Make the people of a video speak, with a sound that was uploaded or a text that is read aloud.",
        "task",
    ),
    "pixverse/mimic": ("pixverse", "mimic", "Let what an image shows move like the person in a video.", "task"),
    "pixverse/modify": (
        "pixverse",
        "modify",
        "Change, add or remove something in a video, or all of its look, by a prompt.",
        "task",
    ),
    "pixverse/multi-transition": (
        "pixverse",
        "multi_transition",
        "Generate a video that leads through two to seven images.",
        "task",
    ),
    "pixverse/restyle-effects": (
        "pixverse",
        "restyle_effects",
        "List the looks that restyle can give a video.",
        "call",
    ),
    "pixverse/restyle": ("pixverse", "restyle", "Give a video another look, by an effect or by a prompt.", "task"),
    "pixverse/sound-effect": (
        "pixverse",
        "sound_effect",
        "Add sound to a video, from words or from what it shows.",
        "task",
    ),
    "pixverse/swap-mask": (
        "pixverse",
        "swap_mask",
        "Find what can be swapped in one frame of a video, which is H.264 or H.265. Charged, and answered at once.",
        "call",
    ),
    "pixverse/swap": (
        "pixverse",
        "swap",
        "Put what an image shows in the place of something in a video, which swap-mask has found.",
        "task",
    ),
    "pixverse/template-video": (
        "pixverse",
        "template_video",
        "Generate a video from one image or several with an effect out of the Effect Center.",
        "task",
    ),
    "pixverse/text-to-video": ("pixverse", "text_to_video", "Generate a video from a text prompt.", "task"),
    "pixverse/transition": (
        "pixverse",
        "transition",
        "Generate a video that leads from a first image to a last one; it keeps the shape of the first.",
        "task",
    ),
    "pixverse/tts-speakers": ("pixverse", "tts_speakers", "List the voices that can read a text aloud.", "call"),
    "pixverse/upload-image": (
        "pixverse",
        "upload_image",
        "Upload an image, as a file or by its address, and get the id that other calls take.",
        "call",
    ),
    "pixverse/upload-media": (
        "pixverse",
        "upload_media",
        "Upload a video or a sound, as a file or by its address, and get the id that other calls take.",
        "call",
    ),
    "pixverse/video-status": ("pixverse", "video_status", "Tell how a video is, by its id.", "call"),
    "pixverse/webhook": ("pixverse", "webhook", "Tell that a video is done, or will never be.", "webhook"),
}
"""Package, module, purpose and kind of every endpoint, by `provider/endpoint`."""

PROVIDERS: dict[str, str] = {
    "dashscope": "Alibaba Cloud Model Studio (DashScope)",
    "pixazo": "Pixazo",
    "pixverse": "PixVerse",
}
"""What people call each provider."""
