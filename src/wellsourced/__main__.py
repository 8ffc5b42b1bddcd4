"""`python -m wellsourced`."""

import sys

from wellsourced.cli import main

if __name__ == "__main__":
    sys.exit(main())
