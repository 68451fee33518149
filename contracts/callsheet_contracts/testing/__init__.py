"""What the pytest plugin is made of. Knows no provider."""
