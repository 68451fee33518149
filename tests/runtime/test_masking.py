import json

import pytest

from callsheet_runtime.masking import Mask
from support.secrets import FORMS, assert_no_secret, quoting, written

KEYS = ["sk-acme-0123456789", 'k/+ "quoted"\\=&%<end>', "exactly8", "AbC/dEf+" * 20, "x" * 9, "sk-?a~b>c?d>e~f"]
BYSTANDERS = "The task is fine; \\u0041, %41, and QUJD stay. 你好"


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("key", KEYS)
def test_every_form_of_a_key_is_blacked_out(key: str, form: str) -> None:
    mask = Mask(key)
    for spelling in written(key)[form]:
        said = f"{BYSTANDERS} bad key: {spelling}, see above"
        with pytest.raises(AssertionError):
            assert_no_secret(said, key)
        assert_no_secret(mask.text(said), key)
        assert mask.text(said).startswith(f"{BYSTANDERS} bad key: ")
        assert mask.text(said).endswith(", see above")
        assert mask.body(said.encode()).decode() == mask.text(said)


@pytest.mark.parametrize("key", KEYS)
def test_a_key_in_json_in_json_is_blacked_out_and_the_answer_stays_readable(key: str) -> None:
    inner = json.dumps({"quoted": f"Bearer {key}"})
    masked = Mask(key).text(json.dumps({"id": "t-1", "inner": inner}))
    assert_no_secret(masked, key)
    assert json.loads(masked)["id"] == "t-1"
    assert json.loads(json.loads(masked)["inner"]) == {"quoted": "Bearer ***"}


def test_a_text_without_the_key_stays_as_it_is() -> None:
    mask = Mask(KEYS[0])
    assert mask.text(BYSTANDERS) == BYSTANDERS
    assert mask.body(bytes(range(256))) == bytes(range(256))
    assert mask.text(KEYS[0][:-1]) == KEYS[0][:-1]


def test_headers_that_hold_secrets_are_blacked_out_whatever_they_hold() -> None:
    headers = {"Authorization": "Basic abc", "X-Token": "t", "Location": f"/?key={KEYS[0]}", "Date": "today"}
    assert Mask(KEYS[0]).headers(headers, secret="x-token") == {
        "Authorization": "***",
        "X-Token": "***",
        "Location": "/?key=***",
        "Date": "today",
    }


def test_a_mask_does_not_show_what_it_hides() -> None:
    mask = Mask(KEYS[0])
    mask.text(quoting(KEYS[0], "plain"))
    assert_no_secret(f"{mask!r} {mask}", KEYS[0])
