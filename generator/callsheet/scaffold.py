"""The first draft of a provider's specs: it compiles as it is, and every fact in it is to be read from a page. Pure."""

import re
from collections.abc import Mapping
from typing import Final

PROVIDER: Final = re.compile(r"[a-z][a-z0-9]*")
ENDPOINT: Final = re.compile(r"[a-z][a-z0-9.]*(?:-[a-z0-9.]+)*")

_SOURCES = """\
# yaml-language-server: $schema=../callsheet.schema.json
# Every page that a fact was read from. A cite is {page: a few words found on it}, eight at most.
sources:
  guide:
    title: TODO the page's title
    publisher: @TITLE@
    url: https://@PROVIDER@.test/docs  # TODO
    language: en
    read: @TODAY@
    confidence: official
"""

_PROVIDER = """\
# yaml-language-server: $schema=../callsheet.schema.json
provider: @PROVIDER@
title: @TITLE@
client: @CLIENT@
doc: TODO what the provider offers.
servers:
  main:
    url: https://api.@PROVIDER@.test/v1  # TODO
    region: anywhere
    cite: {guide: TODO words beside the address}
key:
  header: "Authorization: Bearer {key}"
  env: @ENV@_API_KEY
  cite: {guide: TODO words about the key}
"""

_TASK = """\
# yaml-language-server: $schema=../callsheet.schema.json
fragment: task
doc: How every task lives.
submit:
  call: POST /videos
  task: id
  status: status
  cite: {guide: TODO words about creating}
poll:
  call: GET /videos/{task}
  every: 5 s
  cite: {guide: TODO words about asking}
status:
  at: status
  start: queued
  states:
    queued: {means: waiting, next: [running, failed]}
    running: {means: running, next: [done, failed]}
    done: {means: succeeded}
    failed: {means: failed}
  cite: {guide: TODO words about the states}
failure: {code: error.code, message: error.message}
errors:
  at: {code: error.code, message: error.message}
  known:
    bad_key: {http: 401, means: auth, when: {bad-key: The key is wrong.}}
    bad_request: {http: 400, means: invalid, when: {invalid-request: "{problem}"}}
    no_task: {http: 404, means: not found, when: {no-task: There is no such task.}}
  cite: {guide: TODO words about errors}
"""

_ENDPOINT = """\
# yaml-language-server: $schema=../callsheet.schema.json
endpoint: @ENDPOINT@
kind: task
doc: Generate a video from a text prompt.
uses: [task]
servers: [main]
parameters:
  prompt:
    at: prompt
    type: text
    required: true
    length: [1, 1000]
    doc: What the video shows.
    cite: {guide: TODO words about the prompt}
  duration:
    at: duration
    type: integer
    range: [1, 10]
    default: 5
    doc: Length of the video in seconds.
    cite: {guide: TODO words about the duration}
result:
  video_url:
    at: video_url
    type: url
    required: true
    holds: media
    doc: Address of the video.
    cite: {guide: TODO words about the result}
capabilities:
  duration: {by: duration}
  resolution: {none: TODO it cannot be chosen}
  ratio: {none: TODO it cannot be chosen}
  audio: {none: TODO it has no sound}
  image: {none: it is made from words}
  video: {none: it is made from words}
examples:
  requests:
    plain:
      body: {prompt: A raccoon on a railing., duration: 5}
  answers:
    done:
      to: poll
      body: {id: t1, status: done, video_url: "https://@PROVIDER@.test/t1.mp4"}
      reads: {status: done, means: succeeded}
"""


def scaffold(provider: str, endpoint: str, *, today: str) -> Mapping[str, str]:
    """Draft the files of a provider with one endpoint, by their path below the folder of specs.

    Raises:
        ValueError: a name is none that specs can have; the message says what can.

    """
    if not PROVIDER.fullmatch(provider):
        raise ValueError(f"a provider's name is small letters and digits, such as acme, and not {provider!r}")
    if not ENDPOINT.fullmatch(endpoint):
        raise ValueError(f"an endpoint's name is words joined by -, such as text-to-video, and not {endpoint!r}")
    title = provider.capitalize()
    words = {
        "PROVIDER": provider,
        "ENDPOINT": endpoint,
        "TITLE": title,
        "CLIENT": title,
        "ENV": provider.upper(),
        "TODAY": today,
    }
    drafts = {
        "sources.yaml": _SOURCES,
        "provider.yaml": _PROVIDER,
        "task.yaml": _TASK,
        f"{endpoint}.yaml": _ENDPOINT,
    }
    return {f"{provider}/{name}": _filled(text, words) for name, text in drafts.items()}


def _filled(text: str, words: Mapping[str, str]) -> str:
    for name, value in words.items():
        text = text.replace(f"@{name}@", value)
    return text
