# Written by callsheet. Change the specs, then `make generate`.
"""What requests to pixverse may be, one module an endpoint."""
