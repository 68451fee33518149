"""Recordings of HTTP: cassettes in three layouts, and HAR 1.2, read into the same plain exchanges. Knows no spec."""

from callsheet_contracts.recordings.exchanges import Exchange, Recording, Request, Response, Unreadable
from callsheet_contracts.recordings.sniffing import read

__all__ = ["Exchange", "Recording", "Request", "Response", "Unreadable", "read"]
