"""National programmes that follow each other: a new one, its catalogue, and which blocks go on as which.

successors.py    a programme that follows another one
first_edition.py the catalogue of a new programme, typed or pasted line by line
continuing.py    from the blocks of the old catalogue to those of the new one
"""
