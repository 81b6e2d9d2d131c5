"""`stemfind filter`."""
