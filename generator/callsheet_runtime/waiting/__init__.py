"""Ways to wait for tasks: for one or for thousands, blocking or awaiting. What to ask, and when, the flows decide."""
