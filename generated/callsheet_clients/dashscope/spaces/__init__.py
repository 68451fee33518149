# Written by callsheet. Change the specs, then `make generate`.
"""What requests to dashscope may be, one module an endpoint."""
