"""`stemfind summary`."""
