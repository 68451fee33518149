"""Compare what two versions of specs mean, and prove it: each change of what may be sent comes with a request that
one version takes and the other does not. Knows no document.
"""

from callsheet.diff.compare import compare
from callsheet.diff.findings import Bump, Direction, Finding, Side, Verdict, Witness, advice
from callsheet.diff.formats import entry, github, markdown, text
from callsheet.diff.ignoring import Ignored, Sorted, sort_out
from callsheet.diff.versions import Step, bump_of, is_enough, raised, steps

__all__ = [
    "Bump",
    "Direction",
    "Finding",
    "Ignored",
    "Side",
    "Sorted",
    "Step",
    "Verdict",
    "Witness",
    "advice",
    "bump_of",
    "compare",
    "entry",
    "github",
    "is_enough",
    "markdown",
    "raised",
    "sort_out",
    "steps",
    "text",
]
