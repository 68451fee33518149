# Written by callsheet. Change the specs, then `make generate`.
"""What requests to tiny may be, one module an endpoint."""
