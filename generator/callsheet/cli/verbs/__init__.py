"""One module a verb: `EXAMPLE`, `declare` its arguments, `run` it. It is loaded when its verb is asked for."""
