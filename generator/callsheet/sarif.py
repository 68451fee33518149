"""Write findings as SARIF 2.1.0, which code hosts show beside the lines. Knows no check."""

import hashlib
import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

SCHEMA: Final = "https://json.schemastore.org/sarif-2.1.0.json"


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """What can be found."""

    id: str
    words: str
    level: str
    """`error`, `warning` or `note`."""
    help_uri: str = ""
    """The page that says so."""

    def as_json(self) -> dict[str, object]:
        """Write it as a reporting descriptor."""
        said: dict[str, object] = {
            "id": self.id,
            "shortDescription": {"text": self.words},
            "defaultConfiguration": {"level": self.level},
        }
        return {**said, "helpUri": self.help_uri} if self.help_uri else said


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """A region of a file."""

    file: str
    region: Mapping[str, int]
    """Such as `startLine`."""

    def as_json(self) -> dict[str, object]:
        """Write it as a location."""
        uri = self.file.replace("\\", "/")
        return {"physicalLocation": {"artifactLocation": {"uri": uri}, "region": dict(self.region)}}


@dataclass(frozen=True, slots=True, kw_only=True)
class Result:
    """One thing that was found."""

    rule: str
    level: str
    words: str
    place: Place
    same: str
    """What tells it from other results, and stays when lines move."""
    properties: Mapping[str, object] = field(default_factory=dict[str, object])
    related: Place | None = None
    related_words: str = ""

    def as_json(self, index: int) -> dict[str, object]:
        """Write it; `index` is its rule's place in the list of rules."""
        said: dict[str, object] = {
            "ruleId": self.rule,
            "ruleIndex": index,
            "level": self.level,
            "message": {"text": self.words},
            "locations": [self.place.as_json()],
            "partialFingerprints": {
                "callsheet/v1": hashlib.sha256(self.same.encode("utf-8", "replace")).hexdigest()[:32]
            },
            "properties": dict(self.properties),
        }
        if self.related is not None:
            said["relatedLocations"] = [{"id": 1, **self.related.as_json(), "message": {"text": self.related_words}}]
        return said


def log(tool: str, rules: Sequence[Rule], results: Iterable[Result]) -> str:
    """Write one run of a tool. Each result is of a rule that is listed."""
    places = {one.id: index for index, one in enumerate(rules)}
    run = {
        "tool": {"driver": {"name": tool, "rules": [one.as_json() for one in rules]}},
        "columnKind": "unicodeCodePoints",
        "results": [one.as_json(places[one.rule]) for one in results],
    }
    return json.dumps({"$schema": SCHEMA, "version": "2.1.0", "runs": [run]}, indent=2) + "\n"
