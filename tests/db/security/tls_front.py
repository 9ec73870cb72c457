"""TLS before a PostgreSQL that has none: libpq sees a server with a certificate, we see what it says."""

import contextlib
import socket
import ssl
import threading
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

_SSL_REQUEST = (80877103).to_bytes(4)


class Authority:
    """A CA of an office, and the certificates that it gives."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._now = datetime.now(UTC)  # OpenSSL compares certificates with the machine's clock
        self._key = ec.generate_private_key(ec.SECP256R1())
        self._name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, f"CA {folder.name}")])
        is_authority = x509.BasicConstraints(ca=True, path_length=None)
        made = self._builder(self._name, self._key).add_extension(is_authority, critical=True)
        self.path = folder / "ca.crt"
        self.path.write_bytes(made.sign(self._key, hashes.SHA256()).public_bytes(serialization.Encoding.PEM))

    def certificate(self, host: str) -> tuple[Path, Path]:
        """Files of a certificate for a host and of its key."""
        key = ec.generate_private_key(ec.SECP256R1())
        subject = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, host)])
        names = x509.SubjectAlternativeName([x509.DNSName(host)])
        made = self._builder(subject, key).add_extension(names, critical=False)
        certificate, private = self._folder / f"{host}.crt", self._folder / f"{host}.key"
        certificate.write_bytes(
            made.sign(self._key, hashes.SHA256()).public_bytes(serialization.Encoding.PEM)
        )
        private.write_bytes(
            key.private_bytes(
                serialization.Encoding.PEM,
                serialization.PrivateFormat.PKCS8,
                serialization.NoEncryption(),
            )
        )
        return certificate, private

    def _builder(self, subject: x509.Name, key: ec.EllipticCurvePrivateKey) -> x509.CertificateBuilder:
        return (
            x509.CertificateBuilder()
            .subject_name(subject)
            .issuer_name(self._name)
            .public_key(key.public_key())
            .serial_number(x509.random_serial_number())
            .not_valid_before(self._now - timedelta(days=1))
            .not_valid_after(self._now + timedelta(days=1))
        )


class Front:
    """One listening port; `heard` is everything that clients said, decrypted."""

    def __init__(self, backend: str, context: ssl.SSLContext | None) -> None:
        self._backend, self._context = backend, context
        self._server = socket.create_server(("127.0.0.1", 0))
        self._threads: list[threading.Thread] = []
        self._open: list[socket.socket] = []
        self.port: int = self._server.getsockname()[1]
        self.heard = bytearray()
        self._start(self._accept)

    def _start(self, target: object, *arguments: object) -> None:
        thread = threading.Thread(target=target, args=arguments, daemon=True)  # type: ignore[arg-type]
        self._threads.append(thread)
        thread.start()

    def _accept(self) -> None:
        with contextlib.suppress(OSError):
            while True:
                client, _ = self._server.accept()
                self._open.append(client)
                self._start(self._serve, client)

    def _serve(self, client: socket.socket) -> None:
        with contextlib.closing(client), contextlib.suppress(OSError):
            first = client.recv(8)
            while first[4:] != _SSL_REQUEST and len(first) == 8:
                client.sendall(b"N")  # a request for GSSAPI comes first where libpq can
                first = client.recv(8)
            if self._context is None:
                client.sendall(b"N")
                self.heard += client.recv(65536)
            else:
                client.sendall(b"S")
                self._relay(self._context.wrap_socket(client, server_side=True))

    def _relay(self, secure: ssl.SSLSocket) -> None:
        with contextlib.closing(secure), contextlib.closing(socket.socket(socket.AF_UNIX)) as backend:
            self._open += [secure, backend]
            backend.connect(self._backend)
            back = threading.Thread(target=self._pump, args=(backend, secure, None), daemon=True)
            back.start()
            self._pump(secure, backend, self.heard)
            back.join(5)

    def _pump(self, source: socket.socket, target: socket.socket, note: bytearray | None) -> None:
        with contextlib.suppress(OSError):
            while data := source.recv(65536):
                if note is not None:
                    note += data
                target.sendall(data)
        with contextlib.suppress(OSError):
            target.shutdown(socket.SHUT_RDWR)

    def close(self) -> None:
        self._server.shutdown(socket.SHUT_RDWR)
        self._server.close()
        for each in list(self._open):
            with contextlib.suppress(OSError):
                each.shutdown(socket.SHUT_RDWR)
        for thread in list(self._threads):
            thread.join(5)


@contextlib.contextmanager
def front(backend: str, certificate: tuple[Path, Path] | None) -> Iterator[Front]:
    """Listen before `backend` (a Unix socket) with this certificate; without one, refuse TLS."""
    context = None
    if certificate is not None:
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(*certificate)
    listening = Front(backend, context)
    try:
        yield listening
    finally:
        listening.close()
