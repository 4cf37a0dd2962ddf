"""The pages of a result: as it is, as a trial, to take along, to share and to verify."""
