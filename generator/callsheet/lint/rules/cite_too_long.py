"""A cite finds the place, it does not copy the page. Counts characters where words are not set apart.

Eight words are enough for that. Chinese has no spaces between words, so of it so many characters as make eight words or
so are a cite, and more are a copy.

Example:
    ```yaml
    rules:
      no-red-circles:
        never: {shape: circle, color: red}
        cite: {guide: 圆形在任何情况下都不能设置为红色否则请求将会被拒绝并返回错误}
    ```

Use instead:
    ```yaml
    rules:
      no-red-circles:
        never: {shape: circle, color: red}
        cite: {guide: 圆形不能设置为红色}
    ```

"""

import re
from collections.abc import Iterator
from typing import Final

from callsheet.diagnostics import Diagnostic
from callsheet.model.endpoint import Endpoint, Provider

CODE: Final = "cite-too-long"
MOST: Final = 24
"""Characters of Chinese, some two or three of which make a word."""
CHINESE: Final = re.compile("[\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff]")


def check(provider: Provider, endpoint: Endpoint) -> Iterator[Diagnostic]:
    """Report cites that hold a sentence."""
    del provider
    for cite in endpoint.cites():
        count = len(CHINESE.findall(cite.words)) if len(cite.words) > MOST else 0
        if count > MOST:
            words = f"a cite has at most {MOST} Chinese characters, this has {count}"
            note = "leave as much of it as is needed to find the place"
            yield Diagnostic(CODE, cite.span, words, note, about=cite.source.key)
