"""The capital letters that names begin with."""

UPPER = (
    "A-ZÀ-ÖØ-ÞĀĂĄĆĈĊČĎĐĒĔĖĘĚĜĞĠĢĤĦĨĪĬĮİĲĴĶĹĻĽĿŁŃŅŇŊŌŎŐŒŔŖŘŚŜŞŠŢŤŦŨŪŬŮŰŲŴŶŸŹ"
    "ŻŽƏƠƯȘȚΆΈ-ΫЀ-ЯҐҒҖҚҢҮҰҲҶҺӘӨ"
)
"""The capital letters of names in Latin, Greek and Cyrillic print, for character classes.

Only those in use: letters that alternate with their small ones cannot be a range, and each that is
listed is parsed thousands of times at the start of every command.
"""
