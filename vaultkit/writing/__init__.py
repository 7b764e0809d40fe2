"""The only way to the disk: everything that vaultkit writes leaves as a ``Change``."""
