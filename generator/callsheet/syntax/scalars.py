"""The two kinds of plain value that records hold. Knows no record."""

from callsheet.syntax.located import Located

Text = Located[str]
Value = Located[str | int | float | bool]
