"""Ask an address, before a provider does, whether there is something that it takes. Only when asked: nothing else here
looks at an address further than its scheme and form.

The provider fetches it from its own place, with its own patience: what is found here is a hint, not a promise.
"""

import socket

import httpx

from callsheet_runtime.content import WIDER, usual
from callsheet_runtime.hosts import PORTS, is_public
from callsheet_runtime.problems import ERROR, WARNING, Level, Problem, Rule
from callsheet_runtime.protocol import FileField

__all__ = ["check_address"]

_MOST_REDIRECTS = 5
_NO_HEAD = frozenset({405, 501})
"""What a server says that answers no HEAD."""


class _Refused(Exception):  # noqa: N818 -- what is wrong with an address, in words
    pass


def check_address(
    url: str,
    limits: FileField,
    *,
    at: str,
    http: httpx.Client | None = None,
    allow_private: bool = False,
    timeout: float = 10.0,
) -> list[Problem]:
    """List what is wrong with what an address serves: not there, of another type, too large. Asks by HEAD, and waits.

    `limits` is what an endpoint takes as a file, such as `upload_image.ENDPOINT.files[0]`, and `at` the field's place
    in the request, such as `/$form/image_url`. A host that is not public is not asked, unless `allow_private`: the
    provider cannot reach it, and what others typed must not be a way into a network. The address that was found public
    is the one that is asked, wherever the name leads a moment later. `timeout` is in seconds, for each step.
    """
    client = http or httpx.Client(trust_env=False)
    try:
        answer = _ask(client, url, allow_private=allow_private, timeout=timeout)
    except (_Refused, httpx.HTTPError, httpx.InvalidURL, OSError, ValueError) as error:
        return [_problem(limits, at, "address", url, f"cannot be fetched: {error}")]
    finally:
        if http is None:
            client.close()
    if answer.status_code in _NO_HEAD:
        says = f"cannot be looked at: its server answers no HEAD (HTTP {answer.status_code})"
        return [_problem(limits, at, "address", url, says, level=WARNING)]
    if not answer.is_success:
        return [_problem(limits, at, "address", url, f"cannot be fetched: its server says HTTP {answer.status_code}")]
    return [*_wrong_type(limits, at, answer), *_wrong_size(limits, at, answer)]


def _ask(client: httpx.Client, url: str, *, allow_private: bool, timeout: float) -> httpx.Response:
    """Follow an address to what it leads to; each host on the way is looked at before it is asked."""
    target = httpx.URL(url)
    for _ in range(_MOST_REDIRECTS + 1):
        host = target.raw_host.decode("ascii")
        if target.scheme not in PORTS or not host:
            raise _Refused(f"{str(target)!r} is no http or https address")
        found = _resolved(host, target.port or PORTS[target.scheme], allow_private=allow_private)
        # The name stays in the header and in the certificate that is asked for.
        answer = client.request(
            "HEAD",
            target.copy_with(host=found),
            headers={"Host": target.netloc.decode("ascii")},
            extensions={"sni_hostname": host},
            follow_redirects=False,
            timeout=timeout,
        )
        if not answer.has_redirect_location:
            return answer
        target = target.join(answer.headers["Location"])
    raise _Refused(f"it leads on more than {_MOST_REDIRECTS} times")


def _resolved(host: str, port: int, *, allow_private: bool) -> str:
    """Find the address of a host. Where one of several is not public, none is asked."""
    found = [str(entry[4][0]) for entry in socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)]
    private = [one for one in found if not is_public(one)]
    if private and not allow_private:
        raise _Refused(f"{host} is not public, it is {private[0]}")
    return found[0]


def _wrong_type(limits: FileField, at: str, answer: httpx.Response) -> list[Problem]:
    served = usual(answer.headers.get("Content-Type", "").partition(";")[0].strip())
    allowed = {usual(mime) for mime in limits.media}
    if not allowed or served in allowed or WIDER.get(served) in allowed:
        return []
    says = f"is served as {served or 'nothing'}; taken are {', '.join(sorted(allowed))}"
    return [_problem(limits, at, "media", served or None, says)]


def _wrong_size(limits: FileField, at: str, answer: httpx.Response) -> list[Problem]:
    most, told = limits.most_bytes, answer.headers.get("Content-Length", "")
    if most is None:
        return []
    if not told.isdecimal():
        says = f"does not say how large it is; it may have {most:,} bytes at most"
        return [_problem(limits, at, "bytes", None, says, level=WARNING)]
    size = int(told)
    return [_problem(limits, at, "bytes", size, f"has {size:,} bytes, and {most:,} at most are taken")] * (size > most)


def _problem(limits: FileField, at: str, suffix: str, value: object, says: str, *, level: Level = ERROR) -> Problem:
    words = says.replace("{", "{{").replace("}", "}}")
    return Problem((at, Rule(f"{limits.name}.{suffix}", words, level=level, cites=limits.cites), value))
