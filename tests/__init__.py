"""The suite mirrors the project's tree."""
