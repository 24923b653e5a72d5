"""Files made of many reports: the national book, the zip of a round, the dossier of a region.

`asking` makes the job (a `Bundle`), `drawing` its file, in the worker. What goes in is decided when it is asked for and
stands in the job's content, by version and fingerprint: the same content gives the same file.
"""
