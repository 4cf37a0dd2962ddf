"""An invented accelerator to look around in: what happens there, and who says what."""
