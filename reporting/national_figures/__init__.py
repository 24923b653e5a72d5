"""Figures of all regions for the national team and the advisers: protected, beside each other, never ranked.

content.py      what the page, its workbook and its pdf say, in plain values
collecting.py   that content of one indicator over some periods
pictures.py     the tile map and the many small lines
page.py, sheets.py, paper.py   the three forms of it
"""
