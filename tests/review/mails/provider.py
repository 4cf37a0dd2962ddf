"""A provider of mail on this machine, with the API of Postmark; it can be made to refuse."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, HTTPServer
from threading import Thread
from typing import Any

TAKEN = (200, {"ErrorCode": 0, "Message": "OK", "MessageID": "1", "To": "ana@example.org"})
UNKNOWN = (422, {"ErrorCode": 300, "Message": "Invalid 'To' address: 'ana@example.org'."})
BUSY = (503, {"ErrorCode": 100, "Message": "Maintenance"})
Reply = tuple[int, dict[str, Any]]


@contextmanager
def provider(reply: Reply) -> Iterator[tuple[str, list[dict[str, Any]]]]:
    """Answer everything with this; hand out the address, and what was sent to it."""
    received: list[dict[str, Any]] = []

    class Provider(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"]))
            received.append(json.loads(body))
            status, said = reply
            content = json.dumps(said).encode()
            self.send_response(status)
            self.send_header("Content-Type", "application/json")
            self.send_header("Content-Length", str(len(content)))
            self.end_headers()
            self.wfile.write(content)

        def log_message(self, *_said: object) -> None:
            """Say nothing: only what Ajar logs is looked at."""

    server = HTTPServer(("127.0.0.1", 0), Provider)
    serving = Thread(target=server.serve_forever)
    serving.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}/", received
    finally:
        server.shutdown()
        serving.join()
        server.server_close()
