"""The clock of a rehearsal. Knows no cassette."""

from callsheet_contracts.simulator.clock import EPOCH, ManualClock


class Stage(ManualClock):
    """What time it is on the stage: it stands still until somebody would wait. Serves a simulator as its clock."""

    def begin(self) -> None:
        """Go back to the beginning; whoever remembers a later time has to forget it."""
        self._now = EPOCH
