"""Targets: each turns a catalog into files, and asks no document anything."""
