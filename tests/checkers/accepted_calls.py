"""What each model takes, asked for once.

Written by `tests/checkers/rewrite_calls.py` from the specs. mypy and pyright read it with everything else.
"""

# ruff: noqa: E501 -- what an example says is not broken

from collections.abc import Callable

from callsheet_clients.dashscope import happyhorse_i2v as dashscope_happyhorse_i2v
from callsheet_clients.dashscope import happyhorse_r2v as dashscope_happyhorse_r2v
from callsheet_clients.dashscope import happyhorse_t2v as dashscope_happyhorse_t2v
from callsheet_clients.dashscope import happyhorse_video_edit as dashscope_happyhorse_video_edit
from callsheet_clients.dashscope import pixverse_it2v as dashscope_pixverse_it2v
from callsheet_clients.dashscope import pixverse_kf2v as dashscope_pixverse_kf2v
from callsheet_clients.dashscope import pixverse_lipsync as dashscope_pixverse_lipsync
from callsheet_clients.dashscope import pixverse_omni as dashscope_pixverse_omni
from callsheet_clients.dashscope import pixverse_r2v as dashscope_pixverse_r2v
from callsheet_clients.dashscope import pixverse_t2v as dashscope_pixverse_t2v
from callsheet_clients.pixazo import c1_i2v as pixazo_c1_i2v
from callsheet_clients.pixazo import c1_t2v as pixazo_c1_t2v
from callsheet_clients.pixazo import v5_6_i2v as pixazo_v5_6_i2v
from callsheet_clients.pixazo import v5_6_t2v as pixazo_v5_6_t2v
from callsheet_clients.pixazo import v6_i2v as pixazo_v6_i2v
from callsheet_clients.pixazo import v6_t2v as pixazo_v6_t2v
from callsheet_clients.pixverse import extend as pixverse_extend
from callsheet_clients.pixverse import fusion as pixverse_fusion
from callsheet_clients.pixverse import image_template as pixverse_image_template
from callsheet_clients.pixverse import image_to_video as pixverse_image_to_video
from callsheet_clients.pixverse import lip_sync as pixverse_lip_sync
from callsheet_clients.pixverse import mimic as pixverse_mimic
from callsheet_clients.pixverse import modify as pixverse_modify
from callsheet_clients.pixverse import multi_transition as pixverse_multi_transition
from callsheet_clients.pixverse import restyle as pixverse_restyle
from callsheet_clients.pixverse import sound_effect as pixverse_sound_effect
from callsheet_clients.pixverse import swap as pixverse_swap
from callsheet_clients.pixverse import template_video as pixverse_template_video
from callsheet_clients.pixverse import text_to_video as pixverse_text_to_video
from callsheet_clients.pixverse import transition as pixverse_transition
from callsheet_runtime.protocol import Bodied

CALLS: tuple[tuple[str, Callable[[], Bodied]], ...] = (
    (
        "dashscope/happyhorse-i2v",
        lambda: dashscope_happyhorse_i2v.happyhorse_1_1_i2v(
            media=[
                dashscope_happyhorse_i2v.MediaItem(
                    kind="first_frame",
                    url="https://cdn.translate.alibaba.com/r/wanx-demo-1.png",
                ),
            ],
            prompt="一只猫在草地上奔跑",
            resolution="720P",
            duration=5,
        ),
    ),
    (
        "dashscope/happyhorse-i2v",
        lambda: dashscope_happyhorse_i2v.happyhorse_1_0_i2v(
            media=[dashscope_happyhorse_i2v.MediaItem(kind="first_frame", url="https://acme.test/cat.png")],
            prompt="A cat runs.",
            resolution="1080P",
            duration=15,
            watermark=False,
            seed=7,
        ),
    ),
    (
        "dashscope/happyhorse-r2v",
        lambda: dashscope_happyhorse_r2v.happyhorse_1_1_r2v(
            media=[
                dashscope_happyhorse_r2v.MediaItem(
                    kind="reference_image",
                    url="https://help-static-aliyun-doc.aliyuncs.com/file-manage-files/zh-CN/20260424/mvzfud/hh-v2v-girl.jpg",
                ),
                dashscope_happyhorse_r2v.MediaItem(
                    kind="reference_image",
                    url="https://help-static-aliyun-doc.aliyuncs.com/file-manage-files/zh-CN/20260424/fvuihk/hh-v2v2-folding-fan.jpg",
                ),
                dashscope_happyhorse_r2v.MediaItem(
                    kind="reference_image",
                    url="https://help-static-aliyun-doc.aliyuncs.com/file-manage-files/zh-CN/20260424/imerii/hh-v2v-earrings.jpg",
                ),
            ],
            prompt="[Image 1]中身着红色旗袍的女性，镜头先以侧面中景勾勒旗袍修身剪裁与S型曲线，随即切换至低角度仰拍，捕捉她轻抬玉手展开[Image 2]中的折扇的同时，[Image 3]中的流苏耳坠随头部转动轻盈摆动的细节",
            resolution="720P",
            duration=5,
            ratio="16:9",
        ),
    ),
    (
        "dashscope/happyhorse-r2v",
        lambda: dashscope_happyhorse_r2v.happyhorse_1_0_r2v(
            media=[
                dashscope_happyhorse_r2v.MediaItem(kind="reference_image", url="https://acme.test/woman.png"),
                dashscope_happyhorse_r2v.MediaItem(
                    kind="reference_image",
                    url="data:image/jpeg;base64,/9j/4AAQSkZJRg==",
                ),
            ],
            prompt="[Image 1] opens [Image 2].",
            resolution="1080P",
            duration=3,
            ratio="3:4",
            watermark=False,
            seed=7,
        ),
    ),
    (
        "dashscope/happyhorse-t2v",
        lambda: dashscope_happyhorse_t2v.happyhorse_1_1_t2v(
            prompt="一座由硬纸板和瓶盖搭建的微型城市，在夜晚焕发出生机。一列硬纸板火车缓缓驶过，小灯点缀其间，照亮前路。",
            resolution="720P",
            duration=5,
            ratio="16:9",
        ),
    ),
    (
        "dashscope/happyhorse-t2v",
        lambda: dashscope_happyhorse_t2v.happyhorse_1_0_t2v(
            prompt="A cardboard city at night.",
            resolution="1080P",
            duration=15,
            ratio="9:16",
            watermark=False,
            seed=7,
        ),
    ),
    (
        "dashscope/happyhorse-video-edit",
        lambda: dashscope_happyhorse_video_edit.happyhorse_1_0_video_edit(
            media=[
                dashscope_happyhorse_video_edit.MediaItem(
                    kind="video",
                    url="https://help-static-aliyun-doc.aliyuncs.com/file-manage-files/zh-CN/20260409/dozxak/Wan_Video_Edit_33_1.mp4",
                ),
                dashscope_happyhorse_video_edit.MediaItem(
                    kind="reference_image",
                    url="https://help-static-aliyun-doc.aliyuncs.com/file-manage-files/zh-CN/20260415/hynnff/wan-video-edit-clothes.webp",
                ),
            ],
            prompt="让视频中的马头人身角色穿上图片中的条纹毛衣",
            resolution="720P",
        ),
    ),
    (
        "dashscope/pixverse-it2v",
        lambda: dashscope_pixverse_it2v.c1(
            media=[
                dashscope_pixverse_it2v.MediaItem(
                    kind="image_url",
                    url="https://help-static-aliyun-doc.aliyuncs.com/file-manage-files/zh-CN/20260121/zlpocv/wan-i2v-haigui.webp",
                ),
            ],
            prompt="镜头从海龟下方缓缓上移，海龟悠然游动，腹部细节清晰可见。",
            resolution="720P",
            duration=5,
            audio=False,
            watermark=True,
        ),
    ),
    (
        "dashscope/pixverse-it2v",
        lambda: dashscope_pixverse_it2v.v6(
            media=[
                dashscope_pixverse_it2v.MediaItem(
                    kind="image_url",
                    url="https://help-static-aliyun-doc.aliyuncs.com/file-manage-files/zh-CN/20260121/zlpocv/wan-i2v-haigui.webp",
                ),
            ],
            prompt="镜头1：从海龟下方缓缓上移，海龟悠然游动，腹部细节清晰可见。镜头2：远景，海龟旁边围绕着海草，海草也在左右摇摆",
            resolution="720P",
            duration=8,
            audio=False,
            watermark=True,
            shot_type="multi",
        ),
    ),
    (
        "dashscope/pixverse-it2v",
        lambda: dashscope_pixverse_it2v.v5_6(
            media=[dashscope_pixverse_it2v.MediaItem(kind="image_url", url="https://acme.test/turtle.png")],
            resolution="360P",
            duration=8,
            seed=7,
        ),
    ),
    (
        "dashscope/pixverse-it2v",
        lambda: dashscope_pixverse_it2v.v5_6_1080p(
            media=[dashscope_pixverse_it2v.MediaItem(kind="image_url", url="https://acme.test/turtle.png")],
            resolution="1080P",
            duration=8,
            seed=7,
        ),
    ),
    (
        "dashscope/pixverse-kf2v",
        lambda: dashscope_pixverse_kf2v.c1(
            media=[
                dashscope_pixverse_kf2v.MediaItem(
                    kind="first_frame",
                    url="https://wanx.alicdn.com/material/20250318/first_frame.png",
                ),
                dashscope_pixverse_kf2v.MediaItem(
                    kind="last_frame",
                    url="https://wanx.alicdn.com/material/20250318/last_frame.png",
                ),
            ],
            prompt="一只小猫从窗台向下跳跃，轻盈地落在沙发上，然后好奇地环顾四周。",
            resolution="720P",
            duration=5,
            watermark=True,
        ),
    ),
    (
        "dashscope/pixverse-kf2v",
        lambda: dashscope_pixverse_kf2v.v6(
            media=[
                dashscope_pixverse_kf2v.MediaItem(kind="last_frame", url="https://acme.test/sofa.png"),
                dashscope_pixverse_kf2v.MediaItem(kind="first_frame", url="https://acme.test/sill.png"),
            ],
            prompt="A kitten jumps.",
            resolution="1080P",
            duration=15,
            audio=True,
            seed=7,
        ),
    ),
    (
        "dashscope/pixverse-kf2v",
        lambda: dashscope_pixverse_kf2v.v5_6(
            media=[
                dashscope_pixverse_kf2v.MediaItem(kind="first_frame", url="https://acme.test/sill.png"),
                dashscope_pixverse_kf2v.MediaItem(kind="last_frame", url="https://acme.test/sofa.png"),
            ],
            prompt="A kitten jumps.",
            resolution="540P",
            duration=10,
        ),
    ),
    (
        "dashscope/pixverse-kf2v",
        lambda: dashscope_pixverse_kf2v.v5_6_1080p(
            media=[
                dashscope_pixverse_kf2v.MediaItem(kind="first_frame", url="https://acme.test/sill.png"),
                dashscope_pixverse_kf2v.MediaItem(kind="last_frame", url="https://acme.test/sofa.png"),
            ],
            prompt="A kitten jumps.",
            resolution="1080P",
            duration=5,
        ),
    ),
    (
        "dashscope/pixverse-lipsync",
        lambda: dashscope_pixverse_lipsync.pixverse_lipsync(
            media=[
                dashscope_pixverse_lipsync.MediaItem(kind="video_url", url="https://acme.test/face.mp4"),
                dashscope_pixverse_lipsync.MediaItem(kind="audio_url", url="https://acme.test/voice.mp3"),
            ],
        ),
    ),
    (
        "dashscope/pixverse-omni",
        lambda: dashscope_pixverse_omni.pixverse_v6_r2v_omni(
            media=[
                dashscope_pixverse_omni.MediaItem(
                    kind="video_url",
                    url="https://help-static-aliyun-doc.aliyuncs.com/file-manage-files/zh-CN/20260129/qigswt/wan-r2v-role2.mp4",
                    ref_name="参考视频",
                ),
                dashscope_pixverse_omni.MediaItem(
                    kind="image_url",
                    url="https://help-static-aliyun-doc.aliyuncs.com/file-manage-files/zh-CN/20260320/knsple/wan-r2v-role-frame.jpg",
                    ref_name="男人",
                ),
                dashscope_pixverse_omni.MediaItem(
                    kind="image_url",
                    url="https://help-static-aliyun-doc.aliyuncs.com/file-manage-files/zh-CN/20260129/wfjikw/wan-r2v-backgroud5.png",
                    ref_name="咖啡厅",
                ),
            ],
            prompt="@男人 在@咖啡厅 中弹吉他 参考@参考视频",
            aspect_ratio="16:9",
            duration=0,
            resolution="720P",
            audio=True,
            watermark=False,
        ),
    ),
    (
        "dashscope/pixverse-r2v",
        lambda: dashscope_pixverse_r2v.c1(
            media=[
                dashscope_pixverse_r2v.MediaItem(
                    kind="image_url",
                    url="https://help-static-aliyun-doc.aliyuncs.com/file-manage-files/zh-CN/20260320/knsple/wan-r2v-role-frame.jpg",
                    ref_name="男人",
                ),
                dashscope_pixverse_r2v.MediaItem(
                    kind="image_url",
                    url="https://help-static-aliyun-doc.aliyuncs.com/file-manage-files/zh-CN/20260129/qpzxps/wan-r2v-object4.png",
                    ref_name="吉他",
                ),
                dashscope_pixverse_r2v.MediaItem(
                    kind="image_url",
                    url="https://help-static-aliyun-doc.aliyuncs.com/file-manage-files/zh-CN/20260129/wfjikw/wan-r2v-backgroud5.png",
                    ref_name="咖啡厅",
                ),
            ],
            prompt="@男人 坐在靠窗的椅子上，手持@吉他 ，在@咖啡厅 旁演奏一首舒缓的美国乡村民谣",
            size="1280*720",
            duration=5,
            audio=False,
            watermark=True,
        ),
    ),
    (
        "dashscope/pixverse-r2v",
        lambda: dashscope_pixverse_r2v.v6(
            media=[dashscope_pixverse_r2v.MediaItem(kind="image_url", url="https://acme.test/cat.png", ref_name="cat")],
            prompt="See how the guitar is played by @cat",
            size="1920*832",
            duration=15,
            audio=True,
        ),
    ),
    (
        "dashscope/pixverse-r2v",
        lambda: dashscope_pixverse_r2v.v5_6(
            media=[dashscope_pixverse_r2v.MediaItem(kind="image_url", url="https://acme.test/cat.png")],
            prompt="A cat plays the guitar.",
            size="640*360",
            duration=8,
            seed=7,
        ),
    ),
    (
        "dashscope/pixverse-r2v",
        lambda: dashscope_pixverse_r2v.v5_6_1080p(
            media=[dashscope_pixverse_r2v.MediaItem(kind="image_url", url="https://acme.test/cat.png")],
            prompt="A cat plays the guitar.",
            size="1662*1246",
            duration=8,
            seed=7,
        ),
    ),
    (
        "dashscope/pixverse-t2v",
        lambda: dashscope_pixverse_t2v.c1(
            prompt="下着雨，赛博城市里，一只浣熊在栏杆上行走。突然他眼睛发出蓝光，变身成一架高科技无人机，快速飞离画面。",
            size="1280*720",
            duration=5,
            watermark=True,
        ),
    ),
    (
        "dashscope/pixverse-t2v",
        lambda: dashscope_pixverse_t2v.v6(
            prompt="镜头1：模特面向镜头平稳向前漫步；镜头2： 快速切换至中景，展示腰线裁剪与蓝白格纹棉质面料的清爽质感；镜头3： 远景捕捉微风吹拂裙摆的自然动态，画面干净明亮。",
            size="1280*720",
            duration=5,
            audio=True,
            watermark=True,
            shot_type="multi",
        ),
    ),
    (
        "dashscope/pixverse-t2v",
        lambda: dashscope_pixverse_t2v.v5_6(prompt="A raccoon on a railing.", size="640*360", duration=8),
    ),
    (
        "dashscope/pixverse-t2v",
        lambda: dashscope_pixverse_t2v.v5_6_1080p(prompt="A raccoon on a railing.", size="1920*1080", duration=8),
    ),
    (
        "pixazo/c1-i2v",
        lambda: pixazo_c1_i2v.request(
            prompt="A woman warrior with her hammer walking with her glacier wolf, cinematic camera move",
            image_url="https://pub-582b7213209642b9b995c96c95a30381.r2.dev/Image.jpeg",
            resolution="720p",
            duration=5,
            generate_audio_switch=True,
        ),
    ),
    (
        "pixazo/c1-t2v",
        lambda: pixazo_c1_t2v.request(
            prompt="A cat sitting by a window watching birds outside, warm afternoon sunlight, cinematic",
            negative_prompt="blurry, low quality, pixelated",
            aspect_ratio="16:9",
            resolution="720p",
            duration=5,
            style="cyberpunk",
            generate_audio_switch=True,
        ),
    ),
    (
        "pixazo/v5.6-i2v",
        lambda: pixazo_v5_6_i2v.request(
            prompt="A fierce dragon breathing fire across a stormy night sky, lightning flashing in the background, cinematic dark fantasy",
            image_url="https://imagesai.appypie.com/7686410/ZU2sxXLmgRF6dgSktn9o_017731475651251.png",
            resolution="720p",
            duration="5",
        ),
    ),
    (
        "pixazo/v5.6-t2v",
        lambda: pixazo_v5_6_t2v.request(
            prompt="A golden sunset timelapse over a coastal city, waves crashing against the pier, seagulls flying, warm cinematic lighting, aerial drone perspective",
            aspect_ratio="16:9",
            resolution="720p",
            duration=5,
        ),
    ),
    (
        "pixazo/v6-i2v",
        lambda: pixazo_v6_i2v.request(
            prompt="A gentle snowfall begins around the snow-covered tree, with soft flakes drifting down while the branches sway slightly in the winter breeze. The camera slowly orbits the tree, cinematic, peaceful winter atmosphere.",
            image_url="https://pub-582b7213209642b9b995c96c95a30381.r2.dev/f1.png",
            resolution="720p",
            duration=5,
        ),
    ),
    (
        "pixazo/v6-t2v",
        lambda: pixazo_v6_t2v.request(
            prompt="A cat sitting by a window watching birds outside, warm afternoon sunlight, cinematic",
            negative_prompt="blurry, low quality, pixelated",
            aspect_ratio="16:9",
            resolution="720p",
            duration=5,
            style="cyberpunk",
            generate_audio_switch=True,
        ),
    ),
    (
        "pixverse/extend",
        lambda: pixverse_extend.v3_5(
            duration=5,
            style="comic",
            prompt="across the universe",
            quality="720p",
            seed=7,
            source_video_id=343252978602905,
        ),
    ),
    (
        "pixverse/extend",
        lambda: pixverse_extend.v3_5_fast(
            duration=5,
            motion_mode="fast",
            style="comic",
            prompt="across the universe",
            quality="720p",
            seed=7,
            source_video_id=343252978602905,
        ),
    ),
    (
        "pixverse/extend",
        lambda: pixverse_extend.v3_5_1080p(
            duration=5,
            style="comic",
            prompt="across the universe",
            quality="1080p",
            seed=7,
            source_video_id=343252978602905,
        ),
    ),
    (
        "pixverse/extend",
        lambda: pixverse_extend.v4(
            duration=5,
            motion_mode="normal",
            prompt="across the universe",
            quality="540p",
            seed=123123,
            source_video_id=0,
        ),
    ),
    (
        "pixverse/extend",
        lambda: pixverse_extend.v4_fast(
            duration=5,
            motion_mode="fast",
            prompt="across the universe",
            quality="540p",
            seed=123123,
            source_video_id=0,
        ),
    ),
    (
        "pixverse/extend",
        lambda: pixverse_extend.v4_5(
            duration=5,
            motion_mode="normal",
            prompt="across the universe",
            quality="540p",
            seed=123123,
            source_video_id=0,
        ),
    ),
    (
        "pixverse/extend",
        lambda: pixverse_extend.v4_5_fast(
            duration=5,
            motion_mode="fast",
            prompt="across the universe",
            quality="540p",
            seed=123123,
            source_video_id=0,
        ),
    ),
    (
        "pixverse/extend",
        lambda: pixverse_extend.v5(
            duration=8,
            negative_prompt="rain",
            template_id=302325299692608,
            prompt="across the universe",
            quality="540p",
            seed=7,
            source_video_id=343252978602905,
        ),
    ),
    (
        "pixverse/extend",
        lambda: pixverse_extend.v5_5(
            duration=5,
            motion_mode="normal",
            prompt="across the universe",
            quality="540p",
            seed=123123,
            source_video_id=0,
        ),
    ),
    (
        "pixverse/extend",
        lambda: pixverse_extend.v5_5_1080p(
            duration=5,
            motion_mode="normal",
            prompt="across the universe",
            quality="1080p",
            seed=123123,
            source_video_id=0,
        ),
    ),
    (
        "pixverse/extend",
        lambda: pixverse_extend.v6(
            duration=15,
            generate_audio_switch=True,
            prompt="across the universe",
            quality="1080p",
            seed=7,
            video_media_id=343252978602905,
        ),
    ),
    (
        "pixverse/fusion",
        lambda: pixverse_fusion.v4_5(
            image_references=[
                pixverse_fusion.ImageReferencesItem(kind="subject", img_id=0, ref_name="dog"),
                pixverse_fusion.ImageReferencesItem(kind="background", img_id=0, ref_name="room"),
            ],
            duration=5,
            aspect_ratio="16:9",
            prompt="@dog plays at @room",
            quality="540p",
            seed=123456789,
        ),
    ),
    (
        "pixverse/fusion",
        lambda: pixverse_fusion.v5(
            image_references=[
                pixverse_fusion.ImageReferencesItem(kind="subject", img_id=0, ref_name="dog"),
                pixverse_fusion.ImageReferencesItem(kind="background", img_id=0, ref_name="room"),
            ],
            duration=5,
            aspect_ratio="16:9",
            prompt="@dog plays at @room",
            quality="540p",
            seed=123456789,
        ),
    ),
    (
        "pixverse/fusion",
        lambda: pixverse_fusion.v5_5(
            image_references=[
                pixverse_fusion.ImageReferencesItem(kind="subject", img_id=0, ref_name="dog"),
                pixverse_fusion.ImageReferencesItem(kind="background", img_id=0, ref_name="room"),
            ],
            duration=5,
            aspect_ratio="16:9",
            prompt="@dog plays at @room",
            quality="540p",
            seed=123456789,
        ),
    ),
    (
        "pixverse/fusion",
        lambda: pixverse_fusion.v5_5_1080p(
            image_references=[
                pixverse_fusion.ImageReferencesItem(kind="subject", img_id=0, ref_name="dog"),
                pixverse_fusion.ImageReferencesItem(kind="background", img_id=0, ref_name="room"),
            ],
            duration=5,
            aspect_ratio="16:9",
            prompt="@dog plays at @room",
            quality="1080p",
            seed=123456789,
        ),
    ),
    (
        "pixverse/fusion",
        lambda: pixverse_fusion.v5_6(
            image_references=[pixverse_fusion.ImageReferencesItem(kind="subject", img_id=1, ref_name="dog")],
            duration=10,
            aspect_ratio="1:1",
            generate_audio_switch=True,
            prompt="@dog plays",
            quality="720p",
        ),
    ),
    (
        "pixverse/fusion",
        lambda: pixverse_fusion.v5_6_1080p(
            image_references=[pixverse_fusion.ImageReferencesItem(kind="subject", img_id=1, ref_name="dog")],
            duration=5,
            aspect_ratio="1:1",
            generate_audio_switch=True,
            prompt="@dog plays",
            quality="1080p",
        ),
    ),
    (
        "pixverse/fusion",
        lambda: pixverse_fusion.v6(
            image_references=[pixverse_fusion.ImageReferencesItem(kind="subject", img_id=1, ref_name="dog")],
            duration=1,
            aspect_ratio="16:9",
            prompt="@dog moves as in @dance and ends as in @jump",
            quality="720p",
        ),
    ),
    (
        "pixverse/fusion",
        lambda: pixverse_fusion.v6_omni(
            image_references=[
                pixverse_fusion.ImageReferencesItem(kind="subject", img_id=1, ref_name="a"),
                pixverse_fusion.ImageReferencesItem(kind="subject", img_id=2, ref_name="b"),
                pixverse_fusion.ImageReferencesItem(kind="subject", img_id=3, ref_name="c"),
                pixverse_fusion.ImageReferencesItem(kind="subject", img_id=4, ref_name="d"),
                pixverse_fusion.ImageReferencesItem(kind="subject", img_id=5, ref_name="e"),
                pixverse_fusion.ImageReferencesItem(kind="subject", img_id=6, ref_name="f"),
                pixverse_fusion.ImageReferencesItem(kind="subject", img_id=7, ref_name="g"),
                pixverse_fusion.ImageReferencesItem(kind="subject", img_id=8, ref_name="h"),
                pixverse_fusion.ImageReferencesItem(kind="subject", img_id=9, ref_name="i"),
                pixverse_fusion.ImageReferencesItem(kind="background", img_id=10, ref_name="room"),
            ],
            duration=1,
            aspect_ratio="auto",
            reference_mode="omni",
            prompt="@a @b @c @d @e @f @g @h @i meet at @room",
            quality="360p",
        ),
    ),
    (
        "pixverse/fusion",
        lambda: pixverse_fusion.c1(
            image_references=[
                pixverse_fusion.ImageReferencesItem(kind="subject", img_id=1, ref_name="a"),
                pixverse_fusion.ImageReferencesItem(kind="subject", img_id=2, ref_name="b"),
                pixverse_fusion.ImageReferencesItem(kind="subject", img_id=3, ref_name="c"),
                pixverse_fusion.ImageReferencesItem(kind="subject", img_id=4, ref_name="d"),
                pixverse_fusion.ImageReferencesItem(kind="subject", img_id=5, ref_name="e"),
                pixverse_fusion.ImageReferencesItem(kind="subject", img_id=6, ref_name="f"),
                pixverse_fusion.ImageReferencesItem(kind="background", img_id=7, ref_name="room"),
            ],
            duration=15,
            aspect_ratio="21:9",
            generate_audio_switch=True,
            prompt="@a @b @c @d @e @f meet at @room",
            quality="1080p",
        ),
    ),
    ("pixverse/image-template", lambda: pixverse_image_template.request(template_id=377378608924544, img_ids=[])),
    (
        "pixverse/image-to-video",
        lambda: pixverse_image_to_video.v3_5(
            img_id=343252978602905,
            duration=8,
            style="clay",
            prompt="The raccoon turns its head.",
            quality="720p",
        ),
    ),
    (
        "pixverse/image-to-video",
        lambda: pixverse_image_to_video.v3_5_fast(
            img_id=343252978602905,
            duration=5,
            motion_mode="fast",
            style="clay",
            prompt="The raccoon turns its head.",
            quality="720p",
        ),
    ),
    (
        "pixverse/image-to-video",
        lambda: pixverse_image_to_video.v3_5_1080p(
            img_id=343252978602905,
            duration=5,
            style="clay",
            prompt="The raccoon turns its head.",
            quality="1080p",
        ),
    ),
    (
        "pixverse/image-to-video",
        lambda: pixverse_image_to_video.v4(
            img_id=0,
            duration=5,
            motion_mode="normal",
            negative_prompt="string",
            prompt="string",
            quality="540p",
            seed=0,
        ),
    ),
    (
        "pixverse/image-to-video",
        lambda: pixverse_image_to_video.v4_fast(
            img_id=0,
            duration=5,
            motion_mode="fast",
            negative_prompt="string",
            prompt="string",
            quality="540p",
            seed=0,
        ),
    ),
    (
        "pixverse/image-to-video",
        lambda: pixverse_image_to_video.v4_5(
            img_id=0,
            duration=5,
            motion_mode="normal",
            negative_prompt="string",
            prompt="string",
            quality="540p",
            seed=0,
        ),
    ),
    (
        "pixverse/image-to-video",
        lambda: pixverse_image_to_video.v4_5_fast(
            img_id=0,
            duration=5,
            motion_mode="fast",
            negative_prompt="string",
            prompt="string",
            quality="540p",
            seed=0,
        ),
    ),
    (
        "pixverse/image-to-video",
        lambda: pixverse_image_to_video.v5(
            img_id=0,
            duration=5,
            motion_mode="normal",
            negative_prompt="string",
            prompt="string",
            quality="540p",
            seed=0,
        ),
    ),
    (
        "pixverse/image-to-video",
        lambda: pixverse_image_to_video.v5_5(
            img_id=343252978602905,
            duration=8,
            generate_audio_switch=True,
            prompt="The raccoon turns its head.",
            quality="360p",
            generate_multi_clip_switch=True,
            thinking_type="disabled",
        ),
    ),
    (
        "pixverse/image-to-video",
        lambda: pixverse_image_to_video.v5_5_1080p(
            img_id=343252978602905,
            duration=8,
            generate_audio_switch=True,
            prompt="The raccoon turns its head.",
            quality="1080p",
            generate_multi_clip_switch=True,
            thinking_type="disabled",
        ),
    ),
    (
        "pixverse/image-to-video",
        lambda: pixverse_image_to_video.v5_6(
            img_id=0,
            duration=5,
            motion_mode="normal",
            negative_prompt="string",
            prompt="string",
            quality="540p",
            seed=0,
        ),
    ),
    (
        "pixverse/image-to-video",
        lambda: pixverse_image_to_video.v5_6_1080p(
            img_id=0,
            duration=5,
            motion_mode="normal",
            negative_prompt="string",
            prompt="string",
            quality="1080p",
            seed=0,
        ),
    ),
    (
        "pixverse/image-to-video",
        lambda: pixverse_image_to_video.v6(
            img_ids=[343252978602905, 343252978602906],
            duration=5,
            prompt="A raccoon on a railing.",
            quality="720p",
            template_id=302325299692608,
        ),
    ),
    (
        "pixverse/image-to-video",
        lambda: pixverse_image_to_video.c1(
            img_id=343252978602905,
            duration=15,
            generate_audio_switch=True,
            prompt="The raccoon turns its head.",
            quality="1080p",
        ),
    ),
    ("pixverse/lip-sync", lambda: pixverse_lip_sync.request(audio_media_id=0, source_video_id=0)),
    ("pixverse/mimic", lambda: pixverse_mimic.request(img_id=0, quality="360p", video_media_id=0)),
    (
        "pixverse/modify",
        lambda: pixverse_modify.request(
            prompt="@selection0 subject is swapped with @img0",
            quality="540p",
            img_ids=[123],
            mask_ids=["3847593904"],
            keyframe_ids=1,
            video_media_id=1234,
        ),
    ),
    (
        "pixverse/multi-transition",
        lambda: pixverse_multi_transition.v3_5(
            quality="360p",
            frames=[
                pixverse_multi_transition.FramesItem(img_id=0, duration=3, prompt=""),
                pixverse_multi_transition.FramesItem(img_id=0, duration=3, prompt=""),
                pixverse_multi_transition.FramesItem(img_id=0, duration=3, prompt=""),
                pixverse_multi_transition.FramesItem(img_id=0, duration=3, prompt=""),
                pixverse_multi_transition.FramesItem(img_id=0, duration=0, prompt=""),
            ],
        ),
    ),
    (
        "pixverse/multi-transition",
        lambda: pixverse_multi_transition.v4(
            quality="540p",
            frames=[
                pixverse_multi_transition.FramesItem(img_id=1, duration=5),
                pixverse_multi_transition.FramesItem(img_id=2),
            ],
            motion_mode="fast",
        ),
    ),
    (
        "pixverse/multi-transition",
        lambda: pixverse_multi_transition.v4_5(
            quality="1080p",
            frames=[
                pixverse_multi_transition.FramesItem(img_id=343252978602905, duration=15, prompt="Day turns to night."),
                pixverse_multi_transition.FramesItem(img_id=343252978602906, duration=15),
                pixverse_multi_transition.FramesItem(img_id=343252978602907),
            ],
        ),
    ),
    (
        "pixverse/multi-transition",
        lambda: pixverse_multi_transition.v5(
            quality="360p",
            frames=[
                pixverse_multi_transition.FramesItem(img_id=0, duration=3, prompt=""),
                pixverse_multi_transition.FramesItem(img_id=0, duration=3, prompt=""),
                pixverse_multi_transition.FramesItem(img_id=0, duration=3, prompt=""),
                pixverse_multi_transition.FramesItem(img_id=0, duration=3, prompt=""),
                pixverse_multi_transition.FramesItem(img_id=0, duration=0, prompt=""),
            ],
        ),
    ),
    ("pixverse/restyle", lambda: pixverse_restyle.request(restyle_id=0, seed=937433858, source_video_id=0)),
    (
        "pixverse/sound-effect",
        lambda: pixverse_sound_effect.request(
            original_sound_switch=True,
            sound_effect_content="",
            source_video_id=123123,
        ),
    ),
    (
        "pixverse/swap",
        lambda: pixverse_swap.request(keyframe_id=1, mask_id="0", img_id=0, quality="360p", video_media_id=0),
    ),
    (
        "pixverse/template-video",
        lambda: pixverse_template_video.v3_5(template_id=0, img_id=1, prompt="string", duration=5, quality="720p"),
    ),
    (
        "pixverse/template-video",
        lambda: pixverse_template_video.v4(template_id=0, img_id=1, prompt="string", duration=5, quality="720p"),
    ),
    (
        "pixverse/template-video",
        lambda: pixverse_template_video.v4_5(
            template_id=302325299692608,
            img_ids=[343252978602905, 343252978602906],
            prompt="Two friends.",
            duration=5,
            quality="540p",
            sound_effect_switch=True,
        ),
    ),
    (
        "pixverse/template-video",
        lambda: pixverse_template_video.v5(template_id=0, img_id=1, prompt="string", duration=5, quality="720p"),
    ),
    (
        "pixverse/template-video",
        lambda: pixverse_template_video.v5_5(template_id=0, img_id=1, prompt="string", duration=5, quality="720p"),
    ),
    (
        "pixverse/template-video",
        lambda: pixverse_template_video.v5_6(template_id=0, img_id=1, prompt="string", duration=5, quality="720p"),
    ),
    (
        "pixverse/template-video",
        lambda: pixverse_template_video.v6(template_id=0, img_id=1, prompt="string", duration=5, quality="720p"),
    ),
    (
        "pixverse/template-video",
        lambda: pixverse_template_video.c1(template_id=0, img_id=1, prompt="string", duration=5, quality="720p"),
    ),
    (
        "pixverse/text-to-video",
        lambda: pixverse_text_to_video.v3_5(
            aspect_ratio="4:3",
            duration=8,
            style="clay",
            prompt="A raccoon on a railing.",
            quality="720p",
        ),
    ),
    (
        "pixverse/text-to-video",
        lambda: pixverse_text_to_video.v3_5_fast(
            aspect_ratio="4:3",
            duration=5,
            motion_mode="fast",
            style="clay",
            prompt="A raccoon on a railing.",
            quality="720p",
        ),
    ),
    (
        "pixverse/text-to-video",
        lambda: pixverse_text_to_video.v3_5_1080p(
            aspect_ratio="4:3",
            duration=5,
            style="clay",
            prompt="A raccoon on a railing.",
            quality="1080p",
        ),
    ),
    (
        "pixverse/text-to-video",
        lambda: pixverse_text_to_video.v4(
            aspect_ratio="16:9",
            duration=5,
            negative_prompt="string",
            prompt="string",
            quality="540p",
            seed=0,
        ),
    ),
    (
        "pixverse/text-to-video",
        lambda: pixverse_text_to_video.v4_fast(
            aspect_ratio="16:9",
            duration=5,
            motion_mode="fast",
            negative_prompt="string",
            prompt="string",
            quality="540p",
            seed=0,
        ),
    ),
    (
        "pixverse/text-to-video",
        lambda: pixverse_text_to_video.v4_5(
            aspect_ratio="9:16",
            duration=5,
            sound_effect_switch=True,
            sound_effect_content="rain",
            lip_sync_tts_switch=True,
            lip_sync_tts_content="I am no drone.",
            lip_sync_tts_speaker_id="7",
            prompt="A raccoon on a railing.",
            quality="720p",
            camera_movement="crane_up",
            water_mark=True,
        ),
    ),
    (
        "pixverse/text-to-video",
        lambda: pixverse_text_to_video.v4_5_fast(
            aspect_ratio="9:16",
            duration=5,
            motion_mode="fast",
            sound_effect_switch=True,
            sound_effect_content="rain",
            lip_sync_tts_switch=True,
            lip_sync_tts_content="I am no drone.",
            lip_sync_tts_speaker_id="7",
            prompt="A raccoon on a railing.",
            quality="720p",
            camera_movement="crane_up",
            water_mark=True,
        ),
    ),
    (
        "pixverse/text-to-video",
        lambda: pixverse_text_to_video.v5(
            aspect_ratio="16:9",
            duration=5,
            negative_prompt="string",
            prompt="string",
            quality="540p",
            seed=0,
        ),
    ),
    (
        "pixverse/text-to-video",
        lambda: pixverse_text_to_video.v5_5(
            aspect_ratio="16:9",
            duration=5,
            prompt="string",
            quality="720p",
            webhook_id="1234",
        ),
    ),
    (
        "pixverse/text-to-video",
        lambda: pixverse_text_to_video.v5_5_1080p(
            aspect_ratio="16:9",
            duration=5,
            prompt="string",
            quality="1080p",
            webhook_id="1234",
        ),
    ),
    (
        "pixverse/text-to-video",
        lambda: pixverse_text_to_video.v5_6(
            aspect_ratio="16:9",
            duration=5,
            negative_prompt="string",
            prompt="string",
            quality="540p",
            seed=0,
        ),
    ),
    (
        "pixverse/text-to-video",
        lambda: pixverse_text_to_video.v5_6_1080p(
            aspect_ratio="16:9",
            duration=5,
            negative_prompt="string",
            prompt="string",
            quality="1080p",
            seed=0,
        ),
    ),
    (
        "pixverse/text-to-video",
        lambda: pixverse_text_to_video.v6(
            aspect_ratio="21:9",
            duration=15,
            generate_audio_switch=True,
            prompt="A raccoon on a railing.",
            quality="1080p",
            generate_multi_clip_switch=False,
        ),
    ),
    (
        "pixverse/text-to-video",
        lambda: pixverse_text_to_video.c1(
            aspect_ratio="2:3",
            duration=1,
            prompt="A raccoon on a railing.",
            quality="360p",
        ),
    ),
    (
        "pixverse/transition",
        lambda: pixverse_transition.v3_5(
            first_frame_img=0,
            last_frame_img=0,
            duration=5,
            prompt="transform into a puppy",
            quality="540p",
            seed=0,
        ),
    ),
    (
        "pixverse/transition",
        lambda: pixverse_transition.v3_5_fast(
            first_frame_img=0,
            last_frame_img=0,
            duration=5,
            motion_mode="fast",
            prompt="transform into a puppy",
            quality="540p",
            seed=0,
        ),
    ),
    (
        "pixverse/transition",
        lambda: pixverse_transition.v3_5_1080p(
            first_frame_img=0,
            last_frame_img=0,
            duration=5,
            prompt="transform into a puppy",
            quality="1080p",
            seed=0,
        ),
    ),
    (
        "pixverse/transition",
        lambda: pixverse_transition.v4(
            first_frame_img=0,
            last_frame_img=0,
            duration=5,
            prompt="transform into a puppy",
            quality="540p",
            seed=0,
        ),
    ),
    (
        "pixverse/transition",
        lambda: pixverse_transition.v4_fast(
            first_frame_img=0,
            last_frame_img=0,
            duration=5,
            motion_mode="fast",
            prompt="transform into a puppy",
            quality="540p",
            seed=0,
        ),
    ),
    (
        "pixverse/transition",
        lambda: pixverse_transition.v4_5(
            first_frame_img=1,
            last_frame_img=2,
            duration=5,
            negative_prompt="rain",
            prompt="Day turns to night.",
            quality="720p",
        ),
    ),
    (
        "pixverse/transition",
        lambda: pixverse_transition.v4_5_fast(
            first_frame_img=1,
            last_frame_img=2,
            duration=5,
            motion_mode="fast",
            negative_prompt="rain",
            prompt="Day turns to night.",
            quality="720p",
        ),
    ),
    (
        "pixverse/transition",
        lambda: pixverse_transition.v5(
            first_frame_img=0,
            last_frame_img=0,
            duration=5,
            prompt="transform into a puppy",
            quality="540p",
            seed=0,
        ),
    ),
    (
        "pixverse/transition",
        lambda: pixverse_transition.v5_5(
            first_frame_img=0,
            last_frame_img=0,
            duration=5,
            prompt="transform into a puppy",
            quality="540p",
            seed=0,
        ),
    ),
    (
        "pixverse/transition",
        lambda: pixverse_transition.v5_5_1080p(
            first_frame_img=0,
            last_frame_img=0,
            duration=5,
            prompt="transform into a puppy",
            quality="1080p",
            seed=0,
        ),
    ),
    (
        "pixverse/transition",
        lambda: pixverse_transition.v5_6(
            first_frame_img=0,
            last_frame_img=0,
            duration=5,
            prompt="transform into a puppy",
            quality="540p",
            seed=0,
        ),
    ),
    (
        "pixverse/transition",
        lambda: pixverse_transition.v5_6_1080p(
            first_frame_img=0,
            last_frame_img=0,
            duration=5,
            prompt="transform into a puppy",
            quality="1080p",
            seed=0,
        ),
    ),
    (
        "pixverse/transition",
        lambda: pixverse_transition.v6(
            first_frame_img=1,
            last_frame_img=2,
            duration=12,
            generate_audio_switch=True,
            prompt="Day turns to night.",
            quality="1080p",
        ),
    ),
    (
        "pixverse/transition",
        lambda: pixverse_transition.c1(
            first_frame_img=0,
            last_frame_img=0,
            duration=5,
            prompt="transform into a puppy",
            quality="540p",
            seed=0,
        ),
    ),
)
