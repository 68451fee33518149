"""What a spec means, once checked. Knows neither YAML nor any output; everything here is frozen."""
