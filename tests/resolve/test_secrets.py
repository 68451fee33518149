"""What must not stay in a recording, as specs say it."""

from pathlib import Path

from callsheet.resolve import load

TESTS = Path(__file__).parents[1]


def test_what_is_secret_is_in_the_model() -> None:
    (provider,) = load(TESTS / "resolve" / "base").compile().providers
    assert provider.secrets.headers == ("X-Session",)
    assert (provider.secrets.fields, provider.secrets.query, provider.secrets.doc) == ((), (), "")
    assert [cite.source.key for cite in provider.secrets.cites] == ["guide"]


def test_fields_are_paths_and_a_provider_may_name_nothing() -> None:
    found = {one.name: one.secrets for one in load(TESTS.parent / "specs").compile().providers}
    named = [one for one in found.values() if one.fields]
    assert named
    assert all(path[0] == "data" and path[1] == "*" for one in named for path in one.fields)
    assert any(one.query == () and one.cites == () for one in found.values())
