"""The version, in a module of its own: `callsheet --version` reads nothing else."""

__version__ = "0.1.0"
