"""A vault: its files, its notes, and what each link in it means, as Obsidian would say."""
