"""What every room needs and no room of this field is needed for: errors, names, text, tables, files, exports."""
