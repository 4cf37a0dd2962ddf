"""Measurements: `python -m benchmarks.scoring`; see README.md here."""
