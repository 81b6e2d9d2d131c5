"""`stemfind guide`."""
