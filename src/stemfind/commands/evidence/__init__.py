"""`stemfind evidence`."""
