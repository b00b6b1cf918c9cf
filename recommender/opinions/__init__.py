"""What reviews say: aspects with polarity and counts, failures, fit, quotes; and which reviews to doubt."""
