"""Readers of référentiels, one per layout family, and the registry that chooses among them by content."""
