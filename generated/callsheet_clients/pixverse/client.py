# Written by callsheet from specs/pixverse/. Change the specs, then `make generate`.
"""The clients of PixVerse, blocking and awaitable."""

from callsheet_clients.pixverse.protocol import PROTOCOL
from callsheet_runtime.calls import AsyncCalls, Calls
from callsheet_runtime.clients import AsyncClient, Client
from callsheet_runtime.tasks import AsyncTasks, Tasks

TYPE_CHECKING = False
if TYPE_CHECKING:
    from callsheet_clients.pixverse import balance as _balance
    from callsheet_clients.pixverse import extend as _extend
    from callsheet_clients.pixverse import fusion as _fusion
    from callsheet_clients.pixverse import image_status as _image_status
    from callsheet_clients.pixverse import image_template as _image_template
    from callsheet_clients.pixverse import image_to_video as _image_to_video
    from callsheet_clients.pixverse import lip_sync as _lip_sync
    from callsheet_clients.pixverse import mimic as _mimic
    from callsheet_clients.pixverse import modify as _modify
    from callsheet_clients.pixverse import multi_transition as _multi_transition
    from callsheet_clients.pixverse import restyle as _restyle
    from callsheet_clients.pixverse import restyle_effects as _restyle_effects
    from callsheet_clients.pixverse import sound_effect as _sound_effect
    from callsheet_clients.pixverse import swap as _swap
    from callsheet_clients.pixverse import swap_mask as _swap_mask
    from callsheet_clients.pixverse import template_video as _template_video
    from callsheet_clients.pixverse import text_to_video as _text_to_video
    from callsheet_clients.pixverse import transition as _transition
    from callsheet_clients.pixverse import tts_speakers as _tts_speakers
    from callsheet_clients.pixverse import upload_image as _upload_image
    from callsheet_clients.pixverse import upload_media as _upload_media
    from callsheet_clients.pixverse import video_status as _video_status

TASKS = {
    "pixverse/extend": "extend",
    "pixverse/fusion": "fusion",
    "pixverse/image-template": "image_template",
    "pixverse/image-to-video": "image_to_video",
    "pixverse/lip-sync": "lip_sync",
    "pixverse/mimic": "mimic",
    "pixverse/modify": "modify",
    "pixverse/multi-transition": "multi_transition",
    "pixverse/restyle": "restyle",
    "pixverse/sound-effect": "sound_effect",
    "pixverse/swap": "swap",
    "pixverse/template-video": "template_video",
    "pixverse/text-to-video": "text_to_video",
    "pixverse/transition": "transition",
}


class PixVerse(Client):
    """PixVerse."""

    protocol = PROTOCOL
    tasks = TASKS

    @property
    def balance(self) -> "Calls[_balance.Request, _balance.Result]":
        """Tell how many credits are left."""
        from callsheet_clients.pixverse import balance

        return Calls(self, balance.ENDPOINT)

    @property
    def extend(self) -> "Tasks[_extend.Request, _extend.Result]":
        """Generate what comes after a video. The frame keeps the size it has."""
        from callsheet_clients.pixverse import extend

        return Tasks(self, extend.ENDPOINT)

    @property
    def fusion(self) -> "Tasks[_fusion.Request, _fusion.Result]":
        """Generate a video from a text prompt that names images of subjects and backgrounds."""
        from callsheet_clients.pixverse import fusion

        return Tasks(self, fusion.ENDPOINT)

    @property
    def image_status(self) -> "Calls[_image_status.Request, _image_status.Result]":
        """Tell how an image is, by its id."""
        from callsheet_clients.pixverse import image_status

        return Calls(self, image_status.ENDPOINT)

    @property
    def image_template(self) -> "Tasks[_image_template.Request, _image_template.Result]":
        """Make an image from images, by a template."""
        from callsheet_clients.pixverse import image_template

        return Tasks(self, image_template.ENDPOINT)

    @property
    def image_to_video(self) -> "Tasks[_image_to_video.Request, _image_to_video.Result]":
        """Generate a video from an image and a text prompt; the video keeps the shape of the image."""
        from callsheet_clients.pixverse import image_to_video

        return Tasks(self, image_to_video.ENDPOINT)

    @property
    def lip_sync(self) -> "Tasks[_lip_sync.Request, _lip_sync.Result]":
        """Make the people of a video speak, with a sound that was uploaded or a text that is read aloud."""
        from callsheet_clients.pixverse import lip_sync

        return Tasks(self, lip_sync.ENDPOINT)

    @property
    def mimic(self) -> "Tasks[_mimic.Request, _mimic.Result]":
        """Let what an image shows move like the person in a video."""
        from callsheet_clients.pixverse import mimic

        return Tasks(self, mimic.ENDPOINT)

    @property
    def modify(self) -> "Tasks[_modify.Request, _modify.Result]":
        """Change, add or remove something in a video, or all of its look, by a prompt."""
        from callsheet_clients.pixverse import modify

        return Tasks(self, modify.ENDPOINT)

    @property
    def multi_transition(self) -> "Tasks[_multi_transition.Request, _multi_transition.Result]":
        """Generate a video that leads through two to seven images."""
        from callsheet_clients.pixverse import multi_transition

        return Tasks(self, multi_transition.ENDPOINT)

    @property
    def restyle(self) -> "Tasks[_restyle.Request, _restyle.Result]":
        """Give a video another look, by an effect or by a prompt."""
        from callsheet_clients.pixverse import restyle

        return Tasks(self, restyle.ENDPOINT)

    @property
    def restyle_effects(self) -> "Calls[_restyle_effects.Request, _restyle_effects.Result]":
        """List the looks that restyle can give a video."""
        from callsheet_clients.pixverse import restyle_effects

        return Calls(self, restyle_effects.ENDPOINT)

    @property
    def sound_effect(self) -> "Tasks[_sound_effect.Request, _sound_effect.Result]":
        """Add sound to a video, from words or from what it shows."""
        from callsheet_clients.pixverse import sound_effect

        return Tasks(self, sound_effect.ENDPOINT)

    @property
    def swap(self) -> "Tasks[_swap.Request, _swap.Result]":
        """Put what an image shows in the place of something in a video, which swap-mask has found."""
        from callsheet_clients.pixverse import swap

        return Tasks(self, swap.ENDPOINT)

    @property
    def swap_mask(self) -> "Calls[_swap_mask.Request, _swap_mask.Result]":
        """Find what can be swapped in one frame of a video, which is H.264 or H.265. Charged, and answered at once."""
        from callsheet_clients.pixverse import swap_mask

        return Calls(self, swap_mask.ENDPOINT)

    @property
    def template_video(self) -> "Tasks[_template_video.Request, _template_video.Result]":
        """Generate a video from one image or several with an effect out of the Effect Center."""
        from callsheet_clients.pixverse import template_video

        return Tasks(self, template_video.ENDPOINT)

    @property
    def text_to_video(self) -> "Tasks[_text_to_video.Request, _text_to_video.Result]":
        """Generate a video from a text prompt."""
        from callsheet_clients.pixverse import text_to_video

        return Tasks(self, text_to_video.ENDPOINT)

    @property
    def transition(self) -> "Tasks[_transition.Request, _transition.Result]":
        """Generate a video that leads from a first image to a last one; it keeps the shape of the first."""
        from callsheet_clients.pixverse import transition

        return Tasks(self, transition.ENDPOINT)

    @property
    def tts_speakers(self) -> "Calls[_tts_speakers.Request, _tts_speakers.Result]":
        """List the voices that can read a text aloud."""
        from callsheet_clients.pixverse import tts_speakers

        return Calls(self, tts_speakers.ENDPOINT)

    @property
    def upload_image(self) -> "Calls[_upload_image.Request, _upload_image.Result]":
        """Upload an image, as a file or by its address, and get the id that other calls take."""
        from callsheet_clients.pixverse import upload_image

        return Calls(self, upload_image.ENDPOINT)

    @property
    def upload_media(self) -> "Calls[_upload_media.Request, _upload_media.Result]":
        """Upload a video or a sound, as a file or by its address, and get the id that other calls take."""
        from callsheet_clients.pixverse import upload_media

        return Calls(self, upload_media.ENDPOINT)

    @property
    def video_status(self) -> "Calls[_video_status.Request, _video_status.Result]":
        """Tell how a video is, by its id."""
        from callsheet_clients.pixverse import video_status

        return Calls(self, video_status.ENDPOINT)


class AsyncPixVerse(AsyncClient):
    """PixVerse."""

    protocol = PROTOCOL
    tasks = TASKS

    @property
    def balance(self) -> "AsyncCalls[_balance.Request, _balance.Result]":
        """Tell how many credits are left."""
        from callsheet_clients.pixverse import balance

        return AsyncCalls(self, balance.ENDPOINT)

    @property
    def extend(self) -> "AsyncTasks[_extend.Request, _extend.Result]":
        """Generate what comes after a video. The frame keeps the size it has."""
        from callsheet_clients.pixverse import extend

        return AsyncTasks(self, extend.ENDPOINT)

    @property
    def fusion(self) -> "AsyncTasks[_fusion.Request, _fusion.Result]":
        """Generate a video from a text prompt that names images of subjects and backgrounds."""
        from callsheet_clients.pixverse import fusion

        return AsyncTasks(self, fusion.ENDPOINT)

    @property
    def image_status(self) -> "AsyncCalls[_image_status.Request, _image_status.Result]":
        """Tell how an image is, by its id."""
        from callsheet_clients.pixverse import image_status

        return AsyncCalls(self, image_status.ENDPOINT)

    @property
    def image_template(self) -> "AsyncTasks[_image_template.Request, _image_template.Result]":
        """Make an image from images, by a template."""
        from callsheet_clients.pixverse import image_template

        return AsyncTasks(self, image_template.ENDPOINT)

    @property
    def image_to_video(self) -> "AsyncTasks[_image_to_video.Request, _image_to_video.Result]":
        """Generate a video from an image and a text prompt; the video keeps the shape of the image."""
        from callsheet_clients.pixverse import image_to_video

        return AsyncTasks(self, image_to_video.ENDPOINT)

    @property
    def lip_sync(self) -> "AsyncTasks[_lip_sync.Request, _lip_sync.Result]":
        """Make the people of a video speak, with a sound that was uploaded or a text that is read aloud."""
        from callsheet_clients.pixverse import lip_sync

        return AsyncTasks(self, lip_sync.ENDPOINT)

    @property
    def mimic(self) -> "AsyncTasks[_mimic.Request, _mimic.Result]":
        """Let what an image shows move like the person in a video."""
        from callsheet_clients.pixverse import mimic

        return AsyncTasks(self, mimic.ENDPOINT)

    @property
    def modify(self) -> "AsyncTasks[_modify.Request, _modify.Result]":
        """Change, add or remove something in a video, or all of its look, by a prompt."""
        from callsheet_clients.pixverse import modify

        return AsyncTasks(self, modify.ENDPOINT)

    @property
    def multi_transition(self) -> "AsyncTasks[_multi_transition.Request, _multi_transition.Result]":
        """Generate a video that leads through two to seven images."""
        from callsheet_clients.pixverse import multi_transition

        return AsyncTasks(self, multi_transition.ENDPOINT)

    @property
    def restyle(self) -> "AsyncTasks[_restyle.Request, _restyle.Result]":
        """Give a video another look, by an effect or by a prompt."""
        from callsheet_clients.pixverse import restyle

        return AsyncTasks(self, restyle.ENDPOINT)

    @property
    def restyle_effects(self) -> "AsyncCalls[_restyle_effects.Request, _restyle_effects.Result]":
        """List the looks that restyle can give a video."""
        from callsheet_clients.pixverse import restyle_effects

        return AsyncCalls(self, restyle_effects.ENDPOINT)

    @property
    def sound_effect(self) -> "AsyncTasks[_sound_effect.Request, _sound_effect.Result]":
        """Add sound to a video, from words or from what it shows."""
        from callsheet_clients.pixverse import sound_effect

        return AsyncTasks(self, sound_effect.ENDPOINT)

    @property
    def swap(self) -> "AsyncTasks[_swap.Request, _swap.Result]":
        """Put what an image shows in the place of something in a video, which swap-mask has found."""
        from callsheet_clients.pixverse import swap

        return AsyncTasks(self, swap.ENDPOINT)

    @property
    def swap_mask(self) -> "AsyncCalls[_swap_mask.Request, _swap_mask.Result]":
        """Find what can be swapped in one frame of a video, which is H.264 or H.265. Charged, and answered at once."""
        from callsheet_clients.pixverse import swap_mask

        return AsyncCalls(self, swap_mask.ENDPOINT)

    @property
    def template_video(self) -> "AsyncTasks[_template_video.Request, _template_video.Result]":
        """Generate a video from one image or several with an effect out of the Effect Center."""
        from callsheet_clients.pixverse import template_video

        return AsyncTasks(self, template_video.ENDPOINT)

    @property
    def text_to_video(self) -> "AsyncTasks[_text_to_video.Request, _text_to_video.Result]":
        """Generate a video from a text prompt."""
        from callsheet_clients.pixverse import text_to_video

        return AsyncTasks(self, text_to_video.ENDPOINT)

    @property
    def transition(self) -> "AsyncTasks[_transition.Request, _transition.Result]":
        """Generate a video that leads from a first image to a last one; it keeps the shape of the first."""
        from callsheet_clients.pixverse import transition

        return AsyncTasks(self, transition.ENDPOINT)

    @property
    def tts_speakers(self) -> "AsyncCalls[_tts_speakers.Request, _tts_speakers.Result]":
        """List the voices that can read a text aloud."""
        from callsheet_clients.pixverse import tts_speakers

        return AsyncCalls(self, tts_speakers.ENDPOINT)

    @property
    def upload_image(self) -> "AsyncCalls[_upload_image.Request, _upload_image.Result]":
        """Upload an image, as a file or by its address, and get the id that other calls take."""
        from callsheet_clients.pixverse import upload_image

        return AsyncCalls(self, upload_image.ENDPOINT)

    @property
    def upload_media(self) -> "AsyncCalls[_upload_media.Request, _upload_media.Result]":
        """Upload a video or a sound, as a file or by its address, and get the id that other calls take."""
        from callsheet_clients.pixverse import upload_media

        return AsyncCalls(self, upload_media.ENDPOINT)

    @property
    def video_status(self) -> "AsyncCalls[_video_status.Request, _video_status.Result]":
        """Tell how a video is, by its id."""
        from callsheet_clients.pixverse import video_status

        return AsyncCalls(self, video_status.ENDPOINT)
