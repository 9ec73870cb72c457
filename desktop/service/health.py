"""The health page: two paths, GET only, on this computer only."""

import errno
import json
import logging
import os
import threading
from collections.abc import Callable
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler
from socketserver import TCPServer
from typing import Any

from typing_extensions import override

from desktop.feeds.listener import ListenError, PortTakenError
from desktop.service.page import as_page
from desktop.service.report import Report, as_json

HOST = "127.0.0.1"
_SECONDS = 5.0
"""A client that sends nothing for so long is hung up on: the page serves one at a time."""
_HEADERS = {
    "Cache-Control": "no-store",
    "X-Content-Type-Options": "nosniff",
    "Content-Security-Policy": "default-src 'none'; style-src 'unsafe-inline'",
}
log = logging.getLogger(__name__)


class HealthPage:
    """Serves what `report` returns, on a thread of its own, until `close()`."""

    def __init__(self, report: Callable[[], Report], port: int) -> None:
        try:
            self._server = _Server((HOST, port), _Handler)
        except OSError as error:
            kind = PortTakenError if error.errno == errno.EADDRINUSE else ListenError
            raise kind(host=HOST, port=port, reason=error.strerror or str(error)) from error
        self._server.report = report
        self._thread = threading.Thread(
            target=self._server.serve_forever, args=[0.1], name="qingkong-health", daemon=True
        )
        self._thread.start()

    @property
    def url(self) -> str:
        return f"http://{HOST}:{self._server.server_address[1]}/"

    def close(self) -> None:
        """Stop and wait for the thread."""
        self._server.shutdown()
        self._server.server_close()
        self._thread.join()


class _Server(TCPServer):
    # after a restart the port is ours at once; on Windows the option would share it with a stranger
    allow_reuse_address = os.name != "nt"
    report: Callable[[], Report]

    @override
    def handle_error(self, request: Any, client_address: Any) -> None:
        log.debug("a client of the health page went away", exc_info=True)


class _Handler(BaseHTTPRequestHandler):
    server: _Server
    timeout = _SECONDS
    server_version, sys_version = "qingkong", ""

    def do_GET(self) -> None:
        if not self._is_for_us():
            self._answer(HTTPStatus.FORBIDDEN, "text/plain", b"")
        elif self.path == "/health":
            report = self.server.report()
            body = json.dumps(as_json(report), ensure_ascii=False, indent=1).encode()
            self._answer(_status(report), "application/json", body)
        elif self.path == "/":
            report = self.server.report()
            self._answer(_status(report), "text/html; charset=utf-8", as_page(report).encode())
        else:
            self._answer(HTTPStatus.NOT_FOUND, "text/plain", b"")

    def _refuse(self) -> None:
        self._answer(HTTPStatus.METHOD_NOT_ALLOWED, "text/plain", b"", Allow="GET")

    do_HEAD = do_POST = do_PUT = do_DELETE = do_PATCH = do_OPTIONS = do_TRACE = do_CONNECT = _refuse

    def _is_for_us(self) -> bool:
        """A web page elsewhere must not read this one by giving its own name our address."""
        name = self.headers.get("Host", "").rpartition(":")[0] or self.headers.get("Host", "")
        return name in (HOST, "localhost")

    def _answer(self, status: HTTPStatus, kind: str, body: bytes, **headers: str) -> None:
        self.send_response(status)
        for name, value in (_HEADERS | headers).items():
            self.send_header(name, value)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(body)

    @override
    def log_message(self, format: str, *args: Any) -> None:
        log.debug(format, *args)


def _status(report: Report) -> HTTPStatus:
    return HTTPStatus.OK if report.is_well else HTTPStatus.SERVICE_UNAVAILABLE
