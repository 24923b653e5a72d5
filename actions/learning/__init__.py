"""Learning (Leren): lessons, circles and their meetings, front-runners, what is finished, research, what is new."""
