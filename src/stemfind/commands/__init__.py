"""One folder a command: what it decides (`result`), how that is worded (`page`), and its options (`command`)."""
