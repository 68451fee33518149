from runtime.conftest import rig

__all__ = ["rig"]
