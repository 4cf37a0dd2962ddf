"""The staff's mails: queued with what they are about, written when they are sent, and logged."""
