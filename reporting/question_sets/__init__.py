"""The sets of questions that the national team makes: reading, changing, copying, comparing."""
