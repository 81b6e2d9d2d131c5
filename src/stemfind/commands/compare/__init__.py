"""`stemfind compare`."""
