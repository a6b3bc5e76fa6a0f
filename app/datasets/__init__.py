"""Floor 6: tables for analysts and for other offices, with their codebook and what they lose."""
