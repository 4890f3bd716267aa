"""One reader per layout family, siblings that know nothing of each other."""
