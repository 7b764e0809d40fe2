"""One file for each target: ``check(data)`` raises when any bytes break a law; ``TOKENS`` are its vocabulary."""
