"""`make bench`: we, the floor of this machine and the usual recipe, in one run, as ratios."""
