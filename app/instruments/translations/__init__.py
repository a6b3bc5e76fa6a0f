"""The words of questionnaires in further languages."""
