"""Full-text search over programmes, outlines, actions and proposals.

index.py    the table with every text, and the database triggers that keep it as the sources are
query.py    what somebody typed → words, phrases, what must not occur; as FTS5 or PostgreSQL asks it
finding.py  the matches that this person may read, by relevance
snippets.py a piece of the text with the words marked
"""
