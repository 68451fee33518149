"""Emitted validators beside other libraries, on the same specs and documents: see `docs/benchmarks.md`."""
