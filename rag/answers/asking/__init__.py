"""What a question asks for beside its subject: a source, a section, a speaker, an event.

Reading order: sources, sections, voice_questions, speakers, writers, definitions, events, halves,
spelling, missing.
"""
