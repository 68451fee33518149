"""What pytest's plugin loads, loaded beforehand: pytester forgets after each run of pytest what that run has loaded."""

import callsheet_contracts.cassettes.using
import callsheet_contracts.clocks
import callsheet_contracts.coverage.page
import callsheet_contracts.coverage.text
import callsheet_contracts.simulator.server
import callsheet_contracts.testing.covering
import callsheet_contracts.testing.tapes

PRELOADED = (
    callsheet_contracts.cassettes.using,
    callsheet_contracts.coverage.page,
    callsheet_contracts.coverage.text,
    callsheet_contracts.simulator.server,
    callsheet_contracts.clocks,
    callsheet_contracts.testing.covering,
    callsheet_contracts.testing.tapes,
)
