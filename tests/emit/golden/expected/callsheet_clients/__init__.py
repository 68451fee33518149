# Written by callsheet. Change the specs, then `make generate`.
"""Typed clients of AI-video providers, one package for each. Importing one does not import the others."""
