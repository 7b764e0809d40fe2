"""Research papers as Markdown notes in an Obsidian vault: import, lint, graph."""

__version__ = "0.1.0"
