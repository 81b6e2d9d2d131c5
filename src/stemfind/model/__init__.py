"""What a clinic, an offer, a price, a claim and a source are. No I/O; words only where facts are words."""
