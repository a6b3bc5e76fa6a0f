"""The tables that a country reports every year, and what must stay hidden in them."""
