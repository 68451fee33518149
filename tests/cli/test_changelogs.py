"""A changelog by versions: what was written before stays, and the same version is written once."""

from callsheet.cli.changelogs import with_version

LOG = "# Changes\n\nSome words.\n\n## 1.1.0\n\n- a\n\n## 1.0.0\n\n- b\n"


def test_a_new_version_stands_above_all_others() -> None:
    assert with_version(LOG, "1.2.0", "- c\n") == LOG.replace("## 1.1.0", "## 1.2.0\n\n- c\n\n## 1.1.0")


def test_a_version_is_written_once() -> None:
    once = with_version(LOG, "1.1.0", "- c\n")
    assert once == LOG.replace("- a", "- c")
    assert with_version(once, "1.1.0", "- c\n") == once
    assert with_version(LOG, "1.0.0", "- c\n") == LOG.replace("- b", "- c")


def test_the_first_version() -> None:
    assert with_version("# Changes\n", "1.0.0", "- a") == "# Changes\n\n## 1.0.0\n\n- a\n"
    assert with_version("", "1.0.0", "- a") == "## 1.0.0\n\n- a\n"


def test_deeper_headings_belong_to_their_version() -> None:
    entry = "### Breaking\n\n- a\n\n### Money\n\n- b"
    log = with_version(LOG, "2.0.0", entry)
    assert with_version(log, "2.0.0", "- c") == with_version(LOG, "2.0.0", "- c")
