"""One file for each rule. Knows the model, and nothing of the other rules."""
