# Written by callsheet from specs/tiny/. Change the specs, then `make generate`.
"""The pages that facts about tiny were read from."""

from callsheet_runtime.problems import Source

PAGE = Source("page", "API reference, Tiny", "https://tiny.example/docs", "official")
