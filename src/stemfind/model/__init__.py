"""What a clinic, an offer, a price, a claim and a source are. No I/O, no words for people."""
