"""The enumerable duties of an endpoint: what it has to accept and to refuse, each with a request that shows it alone.

Nothing is drawn at random, and no engine takes part: the same model gives the same list, in the same order. A request
that is to be accepted is accepted without a word, any other breaks one constraint; `proof` shows it of each.
"""

from callsheet_contracts.obligations.listing import every_obligation, obligations
from callsheet_contracts.obligations.proof import Proof, Validate, emitted_validator, proof
from callsheet_contracts.obligations.records import Duty, Obligation, Obligations, Unreachable, Verdict

__all__ = [
    "Duty",
    "Obligation",
    "Obligations",
    "Proof",
    "Unreachable",
    "Validate",
    "Verdict",
    "emitted_validator",
    "every_obligation",
    "obligations",
    "proof",
]
