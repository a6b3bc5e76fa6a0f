"""How the programme itself performs: K01 to K40, each with what it is a part of."""
