# Written by callsheet. Change the specs, then `make generate`.
"""Validators of pixazo: each lists what the documentation says against a request body, and sends nothing."""
