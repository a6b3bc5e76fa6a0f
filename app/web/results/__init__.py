"""The result of an interview, as a page and as a PDF."""
