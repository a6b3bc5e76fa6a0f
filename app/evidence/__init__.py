"""Files that support an indicator: what is taken in, copied without metadata, and scanned."""
