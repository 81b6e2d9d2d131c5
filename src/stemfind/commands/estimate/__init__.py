"""`stemfind estimate`."""
