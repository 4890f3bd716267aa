"""Readers of référentiels, one per layout, ours and anybody's; the registry chooses among them by content."""
