"""One file's bytes become facts with byte spans. No disk, no other file."""
