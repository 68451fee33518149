"""The secret part of an address: drawn by chance, told to the provider, shown to nobody else."""

import io
import json
import logging
from collections.abc import Iterator

import pytest

from callsheet_clients.pixazo import v6_t2v
from callsheet_runtime.webhooks import SecretUrl, TokenFilter, new_token, url_for
from webhooks.knocking import TOKEN


def test_a_token_is_new_and_fits() -> None:
    assert new_token() != new_token()
    assert url_for("https://studio.test", new_token()).startswith("https://studio.test/")


@pytest.mark.parametrize("base", ["https://studio.test/hooks", "https://studio.test/hooks/", "http://127.0.0.1:8000"])
def test_an_address_ends_with_the_token(base: str) -> None:
    assert url_for(base, TOKEN) == f"{base.rstrip('/')}/{TOKEN}"


@pytest.mark.parametrize(
    "base", ["studio.test", "https://", "ftp://studio.test", "https://a.test/?x=1", "https://a.test/#x"]
)
def test_an_address_is_whole(base: str) -> None:
    with pytest.raises(ValueError, match="a whole address"):
        url_for(base, TOKEN)


@pytest.mark.parametrize("token", ["", "short", "x" * 201, "with/a/slash/in/between", "naïve-but-long-enough-token"])
def test_a_weak_token_is_refused_and_not_quoted(token: str) -> None:
    for use in (lambda: url_for("https://studio.test", token), lambda: TokenFilter(token)):
        with pytest.raises(ValueError, match="draw one with") as caught:
            use()
        assert not token or token not in str(caught.value)


def test_a_request_with_the_address_shows_it_to_the_provider_alone() -> None:
    address = url_for("https://studio.test/hooks", TOKEN)
    assert isinstance(address, SecretUrl)
    assert repr(address) == "'https://studio.test/hooks/***'"
    request = v6_t2v.Request(prompt="A cat.", webhook_url=address)
    assert TOKEN not in repr(request)
    assert "studio.test/hooks/***" in repr(request)
    assert v6_t2v.ENDPOINT.validate(request.body()) == []
    assert f"/hooks/{TOKEN}" in json.dumps(request.body()), "on the wire it is whole"


@pytest.fixture
def log() -> Iterator[tuple[logging.Logger, io.StringIO]]:
    """A logger with the filter on it, and what it has written."""
    logger, written = logging.getLogger("test.access"), io.StringIO()
    shown, hides = logging.StreamHandler(written), TokenFilter(TOKEN)
    logger.addHandler(shown)
    logger.addFilter(hides)
    logger.setLevel(logging.INFO)
    yield logger, written
    logger.removeFilter(hides)
    logger.removeHandler(shown)


def test_an_access_log_is_blacked_out(log: tuple[logging.Logger, io.StringIO]) -> None:
    logger, written = log
    # As uvicorn writes it; its formatter takes the five apart.
    logger.info('%s - "%s %s HTTP/%s" %d', "127.0.0.1:9", "POST", f"/hooks/{TOKEN}", "1.1", 200)
    # As gunicorn does: one mapping.
    logger.info("%(h)s %(r)s", {"h": "127.0.0.1", "r": f"POST /hooks/{TOKEN} HTTP/1.1"})
    logger.info("plain %s", "words")
    logger.info(f"/{TOKEN} in the words themselves")  # noqa: G004 -- some do
    assert written.getvalue().splitlines() == [
        '127.0.0.1:9 - "POST /hooks/*** HTTP/1.1" 200',
        "127.0.0.1 POST /hooks/*** HTTP/1.1",
        "plain words",
        "/*** in the words themselves",
    ]
