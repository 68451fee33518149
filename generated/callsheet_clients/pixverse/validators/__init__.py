# Written by callsheet. Change the specs, then `make generate`.
"""Validators of pixverse: each lists what the documentation says against a request body, and sends nothing."""
