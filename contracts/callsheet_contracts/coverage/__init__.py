"""Coverage: what of the specs a set of recordings and a test run has shown. Knows no provider by name."""
