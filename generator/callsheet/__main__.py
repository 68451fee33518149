"""`python -m callsheet`."""

import sys

from callsheet.cli import main

if __name__ == "__main__":
    sys.exit(main())
