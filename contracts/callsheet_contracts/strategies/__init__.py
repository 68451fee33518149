"""Requests of any endpoint for property tests: right ones, wrong ones, those at the edges, and few that combine all.

Everything is drawn by construction: rules are laid out before the first draw such that no way ends in a request that
would have to be thrown away, so no draw is filtered; `health` counts. For what can be listed rather than drawn, see
`obligations`.

    @given(conforming("provider/endpoint"))
    def test_every_right_request_is_taken(body): ...
"""

from callsheet_contracts.strategies.health import Health, health
from callsheet_contracts.strategies.requests import at_the_bounds, breaking, breaking_one, conforming, covering

__all__ = ["Health", "at_the_bounds", "breaking", "breaking_one", "conforming", "covering", "health"]
