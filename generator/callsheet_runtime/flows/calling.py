"""Calls that are all there is: asked, answered, done. Knows nothing of tasks.

A call that may be charged, or do something twice, is sent once, as a submit is.
"""

from contextlib import nullcontext
from datetime import UTC
from typing import TYPE_CHECKING

from callsheet_runtime.errors import CallFailed, CallsheetError, NotSent, OutcomeUnknown, ProviderError
from callsheet_runtime.flows.answers import open_answer
from callsheet_runtime.flows.documents import Parts, fill, multipart, take_apart
from callsheet_runtime.flows.exchange import Last, send
from callsheet_runtime.flows.inquiring import Inquiry, ask, sift
from callsheet_runtime.flows.submitting import checked, harmless, held, refused, says_no
from callsheet_runtime.flows.vocabulary import Answered, Call, Context, Flow, Lost, Reply
from callsheet_runtime.pricing import estimate
from callsheet_runtime.protocol import Body, CallEndpoint, Q, R
from callsheet_runtime.reading import Answer

if TYPE_CHECKING:
    from collections.abc import Mapping

    # Loaded where something is uploaded, which few programs do.
    from callsheet_runtime.media import Upload


def call(
    endpoint: CallEndpoint[Q, R], request: Q | Body, context: Context, uploads: "Mapping[str, Upload] | None" = None
) -> Flow[R]:
    """Check a request, make the call, and read its answer."""
    document, mark = checked(endpoint, request)
    inquiry = _inquiry(endpoint, take_apart(document), uploads or {}, context)
    if endpoint.repeatable:
        return endpoint.read((yield from _asked(endpoint, inquiry)))
    note = f"{endpoint.name}: stopped while the call was under way; it may have been done" if endpoint.costs else ""
    price = estimate(endpoint.tariffs, document, context.prices or None)
    with held(endpoint.name, price, context) if endpoint.costs else nullcontext():
        last = yield from send(inquiry.call, context, lambda reply: _undone(inquiry, reply), note=note)
        return endpoint.read(_once(endpoint, inquiry, last, mark))


def _inquiry(endpoint: CallEndpoint[Q, R], parts: Parts, uploads: "Mapping[str, Upload]", context: Context) -> Inquiry:
    form = multipart(parts, uploads)
    operation = endpoint.operation
    has_body = operation.method != "GET" and form is None
    return Inquiry(
        what=f"the call of {endpoint.name}",
        protocol=endpoint.protocol,
        context=context,
        call=Call(
            operation=operation,
            url=context.address + fill(operation, parts.path),
            params=parts.query,
            json=parts.body if has_body else None,
            headers=parts.headers,
            form=form,
        ),
        ticket=None,
        holds=endpoint.holds,
    )


def _asked(endpoint: CallEndpoint[Q, R], inquiry: Inquiry) -> Flow[Answer]:
    """Ask, and say apart that a call never left."""
    try:
        return (yield from ask(inquiry))
    except CallFailed as error:
        if error.sent:
            raise
        raise NotSent(f"{endpoint.name}: the call", tries=error.tries, why=error.why) from None


def _undone(inquiry: Inquiry, reply: Reply) -> bool:
    """Tell whether a call may be made again: nothing was done, whatever code stands beside what was asked for."""
    done = isinstance(reply, Answered) and not isinstance(sift(inquiry, reply), (ProviderError, CallFailed))
    return not done and harmless(inquiry.protocol, reply, inquiry.context)


def _once(endpoint: CallEndpoint[Q, R], inquiry: Inquiry, last: Last, mark: str) -> Answer:
    """Read the last answer to a call that is not repeated where its outcome is unknown."""
    reply, context = last.reply, inquiry.context
    if isinstance(reply, Lost):
        if not reply.sent:
            raise NotSent(f"{endpoint.name}: the call", tries=last.tries, why=reply.why)
        raise _unknown(endpoint, reply.why, last, mark)
    found = sift(inquiry, reply, tries=last.tries)
    said = open_answer(endpoint.protocol, reply, context)
    if isinstance(found, ProviderError) and says_no(said):
        raise refused(said, context)
    if isinstance(found, (ProviderError, CallFailed)):
        raise _unknown(endpoint, found.why, last, mark)
    return found


def _unknown(endpoint: CallEndpoint[Q, R], why: str, last: Last, mark: str) -> CallsheetError:
    if not endpoint.costs:
        error: CallsheetError = CallFailed(f"the call of {endpoint.name}", tries=last.tries, why=why, sent=True)
        # It may have been done, and doing it twice may do harm.
        error.repeatable = None
        return error
    return OutcomeUnknown(
        endpoint.name,
        why=why,
        fingerprint=mark,
        model=None,
        sent_at=last.sent_at.astimezone(UTC),
        lookup="Look at what the account was charged before making the call again",
        fear="It may have been done and be billed",
    )
