"""What is true of English and of no document: sentences, words, names, dates.

Reading order: sentence, terms, coverage, values, words.
"""
