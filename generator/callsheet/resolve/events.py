"""Resolve what a provider sends by itself, and how it signs that. Knows no call."""

from string import Formatter

from callsheet.model import protocol as model
from callsheet.resolve.conversation import Needs, machine, seconds
from callsheet.resolve.scope import Scope, optional, word
from callsheet.syntax import documents
from callsheet.syntax.located import Located

BODIES = ("body", "query")
HEADERS = ("timestamp", "nonce")


def event(needs: Needs, scope: Scope) -> model.Event | None:
    """Resolve what a provider sends by itself."""
    written = needs.section("event", lambda part: part.event)
    status = needs.section("status", lambda part: part.status)
    needs.refuse(
        submit=lambda part: part.submit,
        poll=lambda part: part.poll,
        cancel=lambda part: part.cancel,
        list=lambda part: part.list,
        call=lambda part: part.call,
        failure=lambda part: part.failure,
        errors=lambda part: part.errors,
        prices=lambda part: part.prices,
    )
    if written is None or status is None:
        return None
    signed = (*scope.cites(written.signature.cite),) if written.signature else ()
    return model.Event(
        machine=machine(status, scope),
        task=scope.path(written.task),
        status=scope.path(written.status),
        id=scope.optional_path(written.id),
        signature=_signature(written.signature, scope) if written.signature else None,
        reply=word(written.reply),
        within=seconds(written.within),
        retries=tuple(one.seconds for one in written.retries),
        doc=word(written.doc),
        cites=(*scope.cites(written.cite), *signed),
    )


def _signature(written: documents.Signature, scope: Scope) -> model.Signature:
    _check_signs(written, scope)
    for header in filter(None, (written.signature, written.timestamp, written.nonce)):
        scope.header(header.value, header.span)
    return model.Signature(
        signature=written.signature.value,
        timestamp=optional(written.timestamp),
        nonce=optional(written.nonce),
        signs=written.signs.value,
        orders=tuple(one.value for one in written.orders) or ("document",),
        method=written.method.value,
        cites=scope.cites(written.cite),
    )


def _check_signs(written: documents.Signature, scope: Scope) -> None:
    """Note what is signed and comes from nowhere, and what is named and not signed."""
    signs = written.signs
    holes = _holes(signs, scope)
    if holes is None:
        return
    for name in HEADERS:
        is_named, is_signed = getattr(written, name) is not None, name in holes
        if is_named and not is_signed:
            note = f"put {{{name}}} where it is signed, or leave the header out"
            scope.error("signature", signs.span, f"the header of the {name} is named, and not signed", note=note)
        if is_signed and not is_named:
            note = f"write its header beside it: {name}: …"
            scope.error("signature", signs.span, f"{{{name}}} is signed, and no header of it is named", note=note)
    if holes.isdisjoint(BODIES):
        note = "put {body} in it, or {query}, the body's fields as a query"
        scope.error("signature", signs.span, "nothing of the body is signed: any would pass", note=note)
    elif written.orders and "query" not in holes:
        note = "leave it out, or sign {query}"
        scope.error("signature", written.orders[0].span, "only a query has an order, and none is signed", note=note)


def _holes(signs: Located[str], scope: Scope) -> frozenset[str] | None:
    """List what is filled, noting a brace that cannot be."""
    try:
        parts = tuple(Formatter().parse(signs.value))
    except ValueError:
        note = "one that is meant is doubled: {{ and }}"
        scope.error("signature", signs.span, "a brace stands alone here", note=note)
        return None
    for _, name, form, conversion in parts:
        if name is not None and (name not in (*BODIES, *HEADERS) or form or conversion):
            hole = f"{{{name}{f'!{conversion}' if conversion else ''}{f':{form}' if form else ''}}}"
            note = f"what is signed is filled with {', '.join(f'{{{known}}}' for known in (*HEADERS, *BODIES))}"
            scope.error("signature", signs.span, f"nothing fills {hole}", note=note)
            return None
    return frozenset(name for _, name, _, _ in parts if name is not None)
