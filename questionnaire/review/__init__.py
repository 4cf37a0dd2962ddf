"""What the staff of an accelerator see and do."""
