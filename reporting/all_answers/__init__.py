"""What every region answered to one question, or to all of a round, from sealed versions alone."""
