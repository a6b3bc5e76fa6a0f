"""Cases of other areas that are opened in an emergency."""
