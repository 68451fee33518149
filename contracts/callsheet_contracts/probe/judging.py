"""Say what an answer shows of a case. Knows neither how it was sent nor other cases."""

from http import HTTPStatus

from callsheet_contracts.conformance.answers import Said
from callsheet_contracts.probe.cases import Case, Expected, Outcome, State
from callsheet_contracts.probe.talk import BUSY, Heard
from callsheet_runtime.protocol import Category

ELSEWHERE = BUSY | {Category.BALANCE, Category.MEDIA, Category.MODERATION}
"""Refusals of a right request that are about the account, or about what its addresses hold."""


def judged(case: Case, heard: Heard) -> Outcome:
    """Say what came of a case by the answer to its call."""
    said = heard.said
    if said is None:
        came = f"no answer came: {heard.lost}"
        return Outcome(case=case, state=State.FAILED, code="answer-missing", came=came, advice="answer every call")
    came = in_words(said)
    match case.expected:
        case Expected.ACCEPTED if not said.accepted:
            return _not_taken(case, said, came)
        case Expected.REFUSED if said.accepted:
            code = {"key": "key-ignored"}.get(case.constraint, case.constraint)
            known = code in {"key-ignored", "header-missing", "header-unwanted"}
            advice = f"refuse it: {case.words}"
            code = code if known else "invalid-but-accepted"
            return Outcome(case=case, state=State.FAILED, code=code, came=came, advice=advice)
        case Expected.REFUSED if said.category in BUSY:
            return Outcome(case=case, state=State.UNJUDGED, came=f"{came}: too busy to say")
        case Expected.REFUSED if not _is_reason(case, said):
            advice = "refuse it with the code and the status of the error table for this"
            return Outcome(case=case, state=State.FAILED, code="refused-otherwise", came=came, advice=advice)
        case Expected.EITHER if said.status >= HTTPStatus.INTERNAL_SERVER_ERROR and not said.code:
            advice = "accept it or refuse it, but answer"
            return Outcome(case=case, state=State.FAILED, code="refused-otherwise", came=came, advice=advice)
        case _:
            return Outcome(case=case, state=State.PASSED, came=came)


def in_words(said: Said) -> str:
    """Say how a call went."""
    if said.accepted:
        return f"accepted with HTTP {said.status}"
    return f"refused with HTTP {said.status}" + (f", code {said.code}" if said.code else "")


def _not_taken(case: Case, said: Said, came: str) -> Outcome:
    if said.category in ELSEWHERE:
        why = f"{came}: that is about the account or about media, not about the request"
        return Outcome(case=case, state=State.UNJUDGED, came=why)
    advice = "accept it: the spec has nothing against it; or correct the spec, where the provider refuses it, too"
    return Outcome(case=case, state=State.FAILED, code="valid-but-refused", came=came, advice=advice)


def _is_reason(case: Case, said: Said) -> bool:
    """Tell whether a refusal can be for what is wrong."""
    # A code or a status that no page has is a finding of its own; what it is about, nobody can say.
    unheard = said.known is None and bool(said.wrong) and said.status < HTTPStatus.INTERNAL_SERVER_ERROR
    about = said.category in {Category.AUTH, Category.PERMISSION} if case.constraint == "key" else said.blames_request
    return about or unheard
