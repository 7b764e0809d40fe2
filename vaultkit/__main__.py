"""``python -m vaultkit`` is ``vaultkit``."""

import sys

from vaultkit.cli import main

sys.exit(main())
