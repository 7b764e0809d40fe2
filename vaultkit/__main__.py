"""The start of the program: ``python -m vaultkit`` is ``vaultkit``."""

import sys

from vaultkit import __version__


def main() -> int:
    """Run the command line with the process's own arguments and return the exit code."""
    if sys.argv[1:] == ["--version"]:  # editors and hooks ask this often, and it needs nothing else
        print(f"vaultkit {__version__}")
        return 0
    import gc

    from vaultkit import cli

    code = cli.main()
    gc.freeze()  # the process ends here: no last look for cycles among a vault's worth of notes
    return code


if __name__ == "__main__":
    sys.exit(main())
