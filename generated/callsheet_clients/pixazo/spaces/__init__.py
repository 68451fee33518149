# Written by callsheet. Change the specs, then `make generate`.
"""What requests to pixazo may be, one module an endpoint."""
