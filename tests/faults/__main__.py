"""``python -m tests.faults [SCENARIO …]``: every fault of every scenario, and the figures."""

import sys

from tests.faults.every import main

if __name__ == "__main__":
    sys.exit(main())
