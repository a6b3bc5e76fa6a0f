"""An interview under newer versions, on pages."""
