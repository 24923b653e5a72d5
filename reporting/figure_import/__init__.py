"""Tables with figures that arrive, as the CBS offers them or as a workbook: read, look first, then take over.

read_table(file)              the rows below the head, whatever the order of the columns
understood(table, indicator)  the figures in it, and every mistake with its place
keep / apply_import           what was read waits for its user, then is saved all or nothing
"""
