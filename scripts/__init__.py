"""Helpers of the Makefile and of CI; the application knows nothing of them."""
