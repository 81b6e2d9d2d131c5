"""`stemfind` alone."""
