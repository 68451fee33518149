import socket
from collections.abc import Callable

import httpx
import pytest

from callsheet_runtime import Problem, check_address
from callsheet_runtime.protocol import FileField

LIMITS = FileField(name="image", at="/$files/image", media={"image/png": ("png",)}, most_bytes=1000)
PUBLIC, ALSO_PUBLIC = "93.184.216.34", "2606:2800:220:1:248:1893:25c8:1946"
GOOD = {"Content-Type": "image/png", "Content-Length": "1000"}

Answer = Callable[[httpx.Request], httpx.Response]


@pytest.fixture(autouse=True)
def hosts(monkeypatch: pytest.MonkeyPatch) -> dict[str, list[str]]:
    known = {"acme.test": [PUBLIC], "inside.test": ["10.0.0.7"], "both.test": [PUBLIC, "127.0.0.1"]}

    def found(host: str, port: int, **_: object) -> list[tuple[object, ...]]:
        if host not in known:
            raise socket.gaierror(-2, "Name or service not known")
        return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (one, port)) for one in known[host]]

    monkeypatch.setattr(socket, "getaddrinfo", found)
    return known


def served(status: int = 200, **headers: str) -> Answer:
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    return lambda _: httpx.Response(status, headers=named or GOOD)


def check(
    url: str, answer: Answer | None = None, *, limits: FileField = LIMITS, allow_private: bool = False
) -> list[Problem]:
    def unasked(request: httpx.Request) -> httpx.Response:
        raise AssertionError(f"{request.url} was asked")

    with httpx.Client(transport=httpx.MockTransport(answer or unasked)) as http:
        return check_address(url, limits, at="/$form/image_url", http=http, allow_private=allow_private)


def test_what_is_taken_is_no_problem() -> None:
    assert check("https://acme.test/cat.png", served()) == []


def test_the_address_that_was_found_is_the_one_that_is_asked() -> None:
    asked: list[httpx.Request] = []

    def answer(request: httpx.Request) -> httpx.Response:
        asked.append(request)
        return httpx.Response(200, headers=GOOD)

    assert check("https://acme.test:8443/cat.png?size=1", answer) == []
    [request] = asked
    assert request.method == "HEAD"
    assert str(request.url) == f"https://{PUBLIC}:8443/cat.png?size=1"
    assert request.headers["Host"] == "acme.test:8443"
    assert request.extensions["sni_hostname"] == "acme.test"


def test_an_address_of_six_is_asked_in_brackets(hosts: dict[str, list[str]]) -> None:
    hosts["six.test"] = [ALSO_PUBLIC]
    asked: list[str] = []

    def answer(request: httpx.Request) -> httpx.Response:
        asked.append(request.url.host)
        return httpx.Response(200, headers=GOOD)

    assert check("https://six.test/cat.png", answer) == []
    assert asked == [ALSO_PUBLIC]


@pytest.mark.parametrize(
    ("answer", "rule", "level", "says"),
    [
        (served(404), "image.address", "error", "cannot be fetched: its server says HTTP 404"),
        (served(405), "image.address", "warning", "cannot be looked at: its server answers no HEAD (HTTP 405)"),
        (
            served(Content_Type="text/html; charset=utf-8", Content_Length="9"),
            "image.media",
            "error",
            "is served as text/html; taken are image/png",
        ),
        (served(Content_Length="9"), "image.media", "error", "is served as nothing; taken are image/png"),
        (
            served(Content_Type="image/png", Content_Length="1001"),
            "image.bytes",
            "error",
            "has 1,001 bytes, and 1,000 at most are taken",
        ),
        (
            served(Content_Type="image/png"),
            "image.bytes",
            "warning",
            "does not say how large it is; it may have 1,000 bytes at most",
        ),
    ],
)
def test_what_is_served_is_judged(answer: Answer, rule: str, level: str, says: str) -> None:
    [problem] = check("https://acme.test/cat.png", answer)
    assert (problem.at, problem.rule.name, problem.level, problem.says) == ("/$form/image_url", rule, level, says)


def test_what_has_no_limits_is_asked_for_all_the_same() -> None:
    free = FileField(name="image", at="/$files/image", media={})
    assert check("https://acme.test/cat", served(Content_Type="text/html"), limits=free) == []
    assert len(check("https://acme.test/cat", served(500), limits=free)) == 1


@pytest.mark.parametrize(
    ("url", "says"),
    [
        ("https://inside.test/cat.png", "inside.test is not public, it is 10.0.0.7"),
        ("https://both.test/cat.png", "both.test is not public, it is 127.0.0.1"),
        ("https://nowhere.test/cat.png", "Name or service not known"),
        ("ftp://acme.test/cat.png", "'ftp://acme.test/cat.png' is no http or https address"),
        ("data:image/png;base64,iVBORw0KGgo=", "is no http or https address"),
        ("cat.png", "'cat.png' is no http or https address"),
        ("https://acme.test:port/", "Invalid port: 'port'"),
    ],
)
def test_what_is_not_public_is_not_asked(url: str, says: str) -> None:
    [problem] = check(url)
    assert (problem.rule.name, problem.level) == ("image.address", "error")
    assert problem.says.startswith("cannot be fetched: ")
    assert says in problem.says


@pytest.mark.parametrize(
    "address", ["169.254.169.254", "::1", "::ffff:127.0.0.1", "fe80::1%eth0", "224.0.0.1", "0.0.0.0"]
)
def test_no_private_address_is_public(hosts: dict[str, list[str]], address: str) -> None:
    hosts["odd.test"] = [address]
    assert [problem.rule.name for problem in check("http://odd.test/")] == ["image.address"]


def test_a_private_address_is_asked_where_that_is_wanted() -> None:
    assert check("https://inside.test/cat.png", served(), allow_private=True) == []


def test_each_host_on_the_way_is_looked_at() -> None:
    def answer(request: httpx.Request) -> httpx.Response:
        where = {"/": "/next", "/next": "http://inside.test/secret"}[request.url.path]
        return httpx.Response(302, headers={"Location": where})

    [problem] = check("https://acme.test/", answer)
    assert problem.says == "cannot be fetched: inside.test is not public, it is 10.0.0.7"


def test_a_round_has_an_end() -> None:
    [problem] = check("https://acme.test/", lambda _: httpx.Response(302, headers={"Location": "/"}))
    assert problem.says == "cannot be fetched: it leads on more than 5 times"


def test_a_broken_line_is_a_problem() -> None:
    def answer(request: httpx.Request) -> httpx.Response:
        raise httpx.ConnectTimeout("timed out", request=request)

    [problem] = check("https://acme.test/", answer)
    assert problem.says == "cannot be fetched: timed out"


def test_braces_of_an_address_are_no_places() -> None:
    [problem] = check("ftp://acme.test/{value}")
    assert "{value}" in problem.says or "%7Bvalue%7D" in problem.says
