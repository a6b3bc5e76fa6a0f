"""Any two variables of a dataset against each other, small counts hidden."""
