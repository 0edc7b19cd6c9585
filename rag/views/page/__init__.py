"""HTML pages that stand alone: answers, a report, an audit; nothing is fetched from anywhere."""
