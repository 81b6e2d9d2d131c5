"""`stemfind trials`."""
