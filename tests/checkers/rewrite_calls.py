"""Rewrite the call sites that both checkers read; `make generate` runs this, and a person reads the diff."""

from callsheet.resolve import load
from checkers.making import ACCEPTED, HERE, REJECTED, accepted, asked, rejected


def main() -> None:
    every = asked(load(HERE.parents[1] / "specs").compile())
    ACCEPTED.write_text(accepted(every), "utf-8")
    REJECTED.write_text(rejected(every), "utf-8")


if __name__ == "__main__":
    main()
