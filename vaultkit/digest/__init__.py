"""The import wing: a digest becomes entries, entries become notes."""
