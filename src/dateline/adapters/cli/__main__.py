"""python -m dateline.adapters.cli."""

import sys

from dateline.adapters.cli import main

if __name__ == "__main__":
    sys.exit(main())
