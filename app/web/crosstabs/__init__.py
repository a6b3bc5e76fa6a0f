"""Any two variables of a dataset, as a table, as bars and on a map."""
