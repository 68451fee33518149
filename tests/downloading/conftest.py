import pytest

from downloading.web import Face, Hosted, Web


@pytest.fixture
def web(monkeypatch: pytest.MonkeyPatch) -> Web:
    made = Web(monkeypatch)
    made.hosts["cdn.acme.test"] = Hosted()
    return made


@pytest.fixture(params=["sync", "async"])
def face(request: pytest.FixtureRequest) -> Face:
    return Face(request.param)
