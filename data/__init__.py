"""The dataset that stemfind carries, in TOML. Nothing here is code."""
