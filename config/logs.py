"""Logs that hold nothing personal: whoever reads a token in one could read the answers."""

import logging
import re

TOKEN_IN_PATH = re.compile(r"(/(?:walk|shared|join|invited|key|confirm-email)/)[\w:-]{16,}")


def without_tokens(text: str) -> str:
    """Return the text with the secret part of every private or shared link blotted out."""
    return TOKEN_IN_PATH.sub(r"\1***", text)


class WithoutTokens(logging.Filter):
    """Blots the token out of the message of each record."""

    def filter(self, record: logging.LogRecord) -> bool:
        """Rewrite the record in place; it is always kept."""
        record.msg = without_tokens(record.getMessage())
        record.args = ()
        return True
