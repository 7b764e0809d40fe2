"""Changing names and forms without changing meaning: rename, convert. Plans changes, writes none."""
