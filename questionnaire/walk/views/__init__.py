"""The pages of the walk: the way in, the steps, and how it ends."""
