"""The pages that specs were written from, where they are at hand: beside the repository, or where PAGES says.

They are nobody's to publish, so they are not kept here. Without them this says so, and nothing else here is weaker:
what drift does is tested on pages written for it, and that each cite is in the lock is tested without any.
"""

import os
from pathlib import Path

import pytest

from callsheet.cli import main
from support.shell import ROOT

PAGES = Path(os.environ.get("PAGES", ROOT.parent / "shared/pages"))


@pytest.mark.skipif(not PAGES.is_dir(), reason=f"the pages are not at {PAGES}: run make drift PAGES=… where they are")
def test_every_cite_and_every_table_holds(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.chdir(ROOT)
    code = main(["drift", "--pages", str(PAGES)])
    assert code == 0, capsys.readouterr().out
