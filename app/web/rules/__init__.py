"""How results are decided: each rule set in words, as its file says it."""
