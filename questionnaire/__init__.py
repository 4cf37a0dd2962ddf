"""The one app: question sets, the walk through them, and what they recommend."""
