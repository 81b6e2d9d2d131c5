"""`stemfind why`."""
