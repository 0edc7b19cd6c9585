"""Where the sources have a quotation's words, and what comes closest where they have not.

Reading order: fold, word_index, parts, exact, diff, closest.
"""
