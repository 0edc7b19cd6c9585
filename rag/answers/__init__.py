"""From a question to quotes, or to an abstention with its reason.

Reading order: question, asking, features, confidence, widen, evidence, differ, engine,
record, batch, promise; beside them reader/ (which sentences answer) and followup/ (questions
that point back), weigh with sides and aligned (what is said for and against a claim), and
saved_questions (asked again when documents come).
"""
