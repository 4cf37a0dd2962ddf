"""The founder's way: start, answer, come back, submit."""
