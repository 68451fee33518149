"""Prove that all judge alike before anything is timed: a validator that is fast and wrong is not fast."""

import random
from collections import Counter
from collections.abc import Iterator

from validation.peers import HUGE, INTEGRAL, SURROGATE, Document, Peer
from validation.subjects import Subject


class DisagreementError(Exception):
    """A peer says otherwise of a document, and not for a reason that is known."""


def agree(subject: Subject, most: int) -> Counter[str]:
    """Compare all verdicts on so many documents of an endpoint's corpus; count those on which each peer was heard.

    Raises:
        DisagreementError: a peer says otherwise.

    """
    heard: Counter[str] = Counter()
    corpus = random.Random(subject.name).sample(subject.corpus, min(most, len(subject.corpus)))
    for body in corpus:
        broken = {problem.rule.name for problem in subject.validate(body)}
        fields = {problem.rule.name for problem in subject.fields_alone(body)}
        if fields != broken - subject.rules:
            raise DisagreementError(
                f"{subject.name}: ours without rules says {fields}, ours {broken}, of {body!r:.300}"
            )
        odd = set(_odd(body))
        heard["ours"] += 1
        for peer in subject.peers:
            if odd & peer.differs or (peer.rules and broken & subject.unsaid):
                continue
            wrong = bool(broken if peer.rules else fields)
            if peer.is_valid(body) is wrong:
                said = "accepts" if wrong else "refuses"
                raise DisagreementError(f"{subject.name}: {peer.name} {said} what breaks {broken}: {body!r:.600}")
            heard[peer.name] += 1
    return heard


def _odd(value: Document) -> Iterator[str]:
    """Name what is in a document that libraries are known to take in different ways."""
    match value:
        case dict():
            for key, inner in value.items():
                yield from _odd(key)
                yield from _odd(inner)
        case list():
            for inner in value:
                yield from _odd(inner)
        case str() if any("\ud800" <= char <= "\udfff" for char in value):
            yield SURROGATE
        case float() if value.is_integer():
            yield INTEGRAL
        case int() if abs(value) >= 2**63:
            yield HUGE
        case _:
            pass


def known_differences(peer: Peer) -> str:
    """Say what is left out when a peer is compared."""
    return ", ".join(sorted(peer.differs)) or "nothing"
