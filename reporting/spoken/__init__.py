"""The parts of a report around its lines, in the words that stand on page and paper. Pure functions of its content."""
