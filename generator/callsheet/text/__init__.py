"""Spec files as text: nodes that keep their places. The only package that has heard of YAML."""

from callsheet.text.nodes import Listing, Mapping, Node, Scalar, Value
from callsheet.text.strict_yaml import read
from callsheet.text.writing import as_yaml

__all__ = ["Listing", "Mapping", "Node", "Scalar", "Value", "as_yaml", "read"]
