"""Run the command line as `python -m badgerules`."""

from __future__ import annotations

import sys

from badgerules.cli import main

if __name__ == "__main__":
    sys.exit(main())
