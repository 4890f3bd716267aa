"""What a référentiel says, as frozen values: records, the kinds of things, the grammar of a statement."""
