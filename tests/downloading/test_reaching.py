"""Whom a download asks, what it tells them, and where it does not go."""

from pathlib import Path

import httpx
import pytest

from callsheet_runtime import DownloadFailed, MediaExpired
from callsheet_runtime.downloading import Destination
from callsheet_runtime.hosts import Spot, Unsafe, is_public, refuse_private, shown
from downloading.web import CLIP, PUBLIC, URL, Face, Hosted, Web, listing, made
from runtime.acme import KEY

TOLD = {"host", "accept", "accept-encoding", "user-agent", "range", "if-range"}


def leads(to: str, status: int = 302) -> httpx.Response:
    return httpx.Response(status, headers={"Location": to, "Set-Cookie": "session=1"})


def refused(face: Face, tmp_path: Path, url: str, match: str) -> None:
    with pytest.raises(DownloadFailed, match=match) as told:
        face.download(made(url), tmp_path / "clip.mp4")
    assert told.value.repeatable is False
    assert listing(tmp_path) == []


def test_the_address_that_was_looked_at_is_the_one_that_is_asked(face: Face, web: Web, tmp_path: Path) -> None:
    face.download(made(), tmp_path / "clip.mp4")
    [request] = web.asked
    assert request.url.host == PUBLIC
    assert request.headers["host"] == "cdn.acme.test"
    assert request.extensions["sni_hostname"] == "cdn.acme.test"
    assert request.url.raw_path == b"/clips/1.mp4?Signature=top-secret"
    assert web.proxies == [None]


def test_nobody_on_the_way_is_told_the_key(
    face: Face, web: Web, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    netrc = tmp_path / "netrc"
    netrc.write_text("machine cdn.acme.test login me password hidden\ndefault login me password hidden\n", "utf-8")
    monkeypatch.setenv("NETRC", str(netrc))
    web.names["two.acme.test"] = web.names["three.acme.test"] = [PUBLIC]
    web.hosts["cdn.acme.test"] = lambda _: leads("https://two.acme.test/a")
    web.hosts["two.acme.test"] = lambda _: leads("//three.acme.test:8443/b?c=d", 307)
    web.hosts["three.acme.test:8443"] = Hosted(breaks=[httpx.ReadError("reset")])
    assert face.download(made(), tmp_path / "clip.mp4").bytes == len(CLIP)
    assert [request.headers["host"] for request in web.asked] == [
        "cdn.acme.test",
        "two.acme.test",
        "three.acme.test:8443",
    ] * 2
    for request in web.asked:
        assert {name.lower() for name in request.headers} <= TOLD
        assert KEY not in f"{request.url} {request.headers.raw}"
    assert face.wire.seen == [], "to download what a result names asks the provider nothing"


@pytest.mark.parametrize(
    "address",
    [
        "127.0.0.1",
        "10.0.0.1",
        "172.16.0.1",
        "192.168.1.1",
        "169.254.169.254",
        "100.64.0.1",
        "0.0.0.0",
        "224.0.0.1",
        "::1",
        "fe80::1%eth0",
        "fd00::1",
        "::ffff:10.0.0.1",
        "::ffff:169.254.169.254",
        "64:ff9b::a00:1",
        "2002:a00:1::1",
    ],
)
def test_no_private_host_is_asked(web: Web, tmp_path: Path, address: str) -> None:
    web.names["cdn.acme.test"] = [PUBLIC, address]
    refused(Face("sync"), tmp_path, URL, "cdn.acme.test is not public")
    assert web.asked == []
    assert not is_public(address)


@pytest.mark.parametrize(
    "to",
    [
        "https://127.0.0.1/admin",
        "https://[::1]/admin",
        "https://[::ffff:169.254.169.254]/latest",
        "https://localhost/",
        "https://127.1/",
        "https://2130706433/",
        "https://0x7f000001/",
        "https://inside.acme.test/",
        "https://printer.local/",
        "https://intranet/",
    ],
)
def test_nor_one_that_a_public_host_leads_to(face: Face, web: Web, tmp_path: Path, to: str) -> None:
    web.names["inside.acme.test"] = ["10.1.2.3"]
    web.hosts["cdn.acme.test"] = lambda _: leads(to)
    refused(face, tmp_path, URL, "is not public")
    assert len(web.asked) == 1


def test_nor_is_one_believed_that_answers_all_the_same(face: Face, web: Web, tmp_path: Path) -> None:
    class Connection:
        def get_extra_info(self, name: str) -> object:
            return ("10.0.0.7", 443) if name == "server_addr" else None

    web.extensions["network_stream"] = Connection()
    refused(face, tmp_path, URL, "answered by a host that is not public")


def test_who_is_told_to_may_ask_a_private_host(face: Face, web: Web, tmp_path: Path) -> None:
    web.hosts["10.0.0.1:9000"] = Hosted()
    saved = face.download(made("http://10.0.0.1:9000/1.mp4"), tmp_path / "clip.mp4", allow_private=True)
    assert saved.bytes == len(CLIP)
    destination = Destination(tmp_path / "other.mp4", allow_private=True)
    assert face.download(made("http://10.0.0.1:9000/1.mp4"), destination).bytes == len(CLIP)


@pytest.mark.parametrize(
    ("to", "says"),
    [
        ("http://cdn.acme.test/1.mp4", "from https to http"),
        ("file:///etc/passwd", "no http or https address"),
        ("ftp://cdn.acme.test/1.mp4", "no http or https address"),
        ("https://me:secret@cdn.acme.test/1.mp4", "a name and a password"),
        ("https://cdn.acme.test\\@10.0.0.1/", "what no address does"),
        ("https://cdn.acme.test:99999/", "cannot be read"),
        ("https://cdn.acme.test:0/", "names no host"),
        ("https://[::1/", "cannot be read"),
        ("https://%31%32%37.0.0.1/", "names no host"),
    ],
)
def test_where_no_answer_may_lead(face: Face, web: Web, tmp_path: Path, to: str, says: str) -> None:
    web.hosts["cdn.acme.test"] = lambda _: leads(to)
    refused(face, tmp_path, URL, says)
    assert len(web.asked) == 1


def test_it_does_not_run_in_circles(face: Face, web: Web, tmp_path: Path) -> None:
    web.hosts["cdn.acme.test"] = lambda _: leads("?again")
    refused(face, tmp_path, URL, "more than 5 times")
    assert len(web.asked) == 6


def test_a_name_that_is_not_found_is_looked_up_again(face: Face, web: Web, tmp_path: Path) -> None:
    web.names.clear()
    with pytest.raises(DownloadFailed, match=r"cdn\.acme\.test is not found") as told:
        face.download(made(), tmp_path / "clip.mp4")
    assert told.value.repeatable
    assert face.line.pauses == [1.0, 2.0]


def test_an_address_that_does_not_answer_gives_way_to_the_next(face: Face, web: Web, tmp_path: Path) -> None:
    web.names["cdn.acme.test"] = ["2606:2800:21f::1", PUBLIC]
    down = httpx.ConnectError("no route")

    def answer(request: httpx.Request) -> httpx.Response:
        if request.url.host != PUBLIC:
            raise down
        return Hosted()(request)

    web.hosts["cdn.acme.test"] = answer
    assert face.download(made(), tmp_path / "clip.mp4").bytes == len(CLIP)
    assert [request.url.host for request in web.asked] == ["2606:2800:21f::1", PUBLIC]


def test_what_is_no_trouble_of_the_wire_comes_through(face: Face, web: Web, tmp_path: Path) -> None:
    def answer(_: httpx.Request) -> httpx.Response:
        raise ZeroDivisionError

    web.hosts["cdn.acme.test"] = answer
    with pytest.raises(ZeroDivisionError):
        face.download(made(), tmp_path / "clip.mp4")
    assert listing(tmp_path) == []


# ── a simulator on this machine ──────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("base", ["http://127.0.0.1:8000/v1", "http://localhost:8000", "http://[::1]:8000"])
def test_what_an_address_given_by_hand_serves_on_this_machine_is_fetched(
    face: Face, web: Web, tmp_path: Path, base: str
) -> None:
    face.base_url = base
    origin = base.removesuffix("/v1")
    web.hosts[origin.removeprefix("http://")] = Hosted()
    assert face.download(made(f"{origin}/media/1"), tmp_path / "clip.mp4").bytes == len(CLIP)


@pytest.mark.parametrize(
    ("base", "url"),
    [
        ("http://127.0.0.1:8000", "http://127.0.0.1:8001/1.mp4"),
        ("http://127.0.0.1:8000", "https://127.0.0.1:8000/1.mp4"),
        ("http://127.0.0.1:8000", "http://10.0.0.1:8000/1.mp4"),
        ("http://10.0.0.1:8000", "http://10.0.0.1:8000/1.mp4"),
        (None, "http://127.0.0.1:8000/1.mp4"),
    ],
)
def test_and_nothing_else_is(face: Face, web: Web, tmp_path: Path, base: str | None, url: str) -> None:
    face.base_url = base
    refused(face, tmp_path, url, "is not public")
    assert web.asked == []


# ── others that connect ──────────────────────────────────────────────────────────────────────────────────────────────


def test_a_proxy_of_the_environment_is_asked_by_name(
    face: Face, web: Web, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("https_proxy", "proxy.acme.test:3128")
    web.names.clear()
    assert face.download(made(), tmp_path / "clip.mp4").bytes == len(CLIP)
    assert web.proxies == ["http://proxy.acme.test:3128"]
    assert web.asked[0].url.host == "cdn.acme.test"
    monkeypatch.setenv("no_proxy", "acme.test")
    web.names["cdn.acme.test"] = [PUBLIC]
    assert face.download(made(), tmp_path / "other.mp4").bytes == len(CLIP)
    assert web.proxies[1:] == [None]


@pytest.mark.parametrize("host", ["10.0.0.1", "127.1", "2130706433", "localhost", "a.localhost", "db.internal", "db"])
def test_and_not_to_ask_a_private_host(
    face: Face, web: Web, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, host: str
) -> None:
    monkeypatch.setenv("all_proxy", "http://proxy.acme.test:3128")
    refused(face, tmp_path, f"http://{host}/1.mp4", "is not public")
    assert web.asked == []


def test_another_transport_may_be_given(face: Face, web: Web, tmp_path: Path) -> None:
    given = httpx.MockTransport(Hosted())
    destination = Destination(tmp_path / "clip.mp4", transport=given)
    assert face.download(made("https://no.such.test/1"), destination).bytes == len(CLIP)
    with pytest.raises(DownloadFailed, match="not public"):
        face.download(made("https://127.0.0.1/1"), destination)
    assert web.asked == []


def test_one_of_the_other_kind_is_a_mistake(tmp_path: Path) -> None:
    class Awaited(httpx.AsyncBaseTransport):
        pass

    class Blocking(httpx.BaseTransport):
        pass

    for face, transport in ((Face("sync"), Awaited()), (Face("async"), Blocking())):
        with pytest.raises(TypeError, match="client takes an httpx"):
            face.download(made(), Destination(tmp_path / "clip.mp4", transport=transport))


# ── what is written ──────────────────────────────────────────────────────────────────────────────────────────────────


def test_a_public_host_is_let_through() -> None:
    for host in ("cdn.acme.test", "1.2.3.4", "2606:2800:21f::1", "a.b.c."):
        refuse_private(host)
    assert is_public("8.8.8.8")
    assert is_public("64:ff9b::808:808")


def test_an_address_is_taken_apart() -> None:
    spot = Spot.of("HTTPS://BÜCHER.example:8443/a?b#c")
    assert (spot.scheme, spot.host, spot.port) == ("https", "xn--bcher-kva.example", 8443)
    assert spot.named == "xn--bcher-kva.example:8443"
    assert Spot.of("http://[::1]/").named == "[::1]"
    for wrong in ("https://a b.test/", "https://a\tb.test/", "https://-a/", "a.test", f"https://{'ü' * 99}.test/"):
        with pytest.raises(Unsafe):
            Spot.of(wrong)


def test_only_what_is_no_secret_is_shown() -> None:
    assert shown("https://me:pw@a.test:8443/b/c?d=e#f") == "https://a.test:8443/b/c"
    assert shown("https://[") == "an address that cannot be read"


def test_an_expired_address_on_the_way_is_named_by_the_first(face: Face, web: Web, tmp_path: Path) -> None:
    web.names["two.acme.test"] = [PUBLIC]
    web.hosts["cdn.acme.test"] = lambda _: leads("https://two.acme.test/a?secret=1")
    web.hosts["two.acme.test"] = lambda _: httpx.Response(404)
    with pytest.raises(MediaExpired, match=r"at https://cdn.acme.test/clips/1.mp4 was not saved") as told:
        face.download(made(), tmp_path / "clip.mp4")
    assert "secret" not in str(told.value)
