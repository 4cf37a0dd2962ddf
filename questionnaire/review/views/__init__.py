"""The pages of an accelerator's staff."""
