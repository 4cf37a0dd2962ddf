"""What a submission comes to, and how it is shown."""
