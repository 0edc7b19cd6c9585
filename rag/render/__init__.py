"""Answers and reports for people: terminal, Markdown, HTML.

Everything here works from the JSON contract, so a stored answer is rendered as a fresh one is.
"""
