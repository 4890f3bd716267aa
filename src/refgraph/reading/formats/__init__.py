"""One reader per file format: from bytes to a document of text, elements and places."""
