"""A client that misbehaves on purpose towards an exchange endpoint, one way for each name.

Standard library only. What it met is told on standard output, one fact a line. Every wait is bounded, so it ends.
"""
import argparse
import json
import socket
import ssl
import time
import warnings

warnings.simplefilter("ignore", DeprecationWarning)

# Seconds after which a server counts as one that never answers. Far more than a healthy one needs.
PATIENCE = 60
# Bytes that nobody would read of a body that was refused.
FLOOD = 4 * 1024 * 1024 * 1024


def context(options, with_certificate=True):
    made = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    made.check_hostname = False
    made.load_verify_locations(options.authority)
    if with_certificate:
        made.load_cert_chain(options.certificate, options.key)
    return made


def connect(options, made=None):
    plain = socket.create_connection(("127.0.0.1", options.port), PATIENCE)
    return (made or context(options)).wrap_socket(plain, server_hostname="node.invalid")


def head(method, path, *fields):
    lines = ["%s %s HTTP/1.1" % (method, path), "Host: node.invalid", *fields, "", ""]
    return "\r\n".join(lines).encode()


def post(*fields, path="/exchange/v1/queries"):
    return head("POST", path, "Content-Type: application/hedui-query+jwt", *fields)


def tell(*words):
    print(*words, flush=True)


def read_response(connection):
    """The status, the fields and the body of one response; None when the connection ends before it."""
    stream = connection.makefile("rb")
    line = stream.readline().decode("latin-1")
    if not line:
        return None
    fields = {}
    while (field := stream.readline().decode("latin-1").strip()):
        name, _, value = field.partition(":")
        fields[name.lower()] = value.strip()
    body = stream.read(int(fields.get("content-length", "0")))
    return int(line.split(" ")[1]), fields, body


def tell_response(connection):
    response = read_response(connection)
    if response is None:
        return tell("ended")
    status, fields, body = response
    tell("status", status)
    if fields.get("content-type") == "application/problem+json":
        tell("problem", json.loads(body)["type"])
    if fields.get("connection", "").lower() == "close":
        tell("will close")


def tell_end(connection):
    """Waits until the server ends the connection."""
    try:
        while connection.recv(65536):
            pass
    except TimeoutError:
        return tell("still open")
    except ssl.SSLError:
        pass
    except ConnectionError:
        pass
    tell("closed")


def declared(options):
    """Announces a body of a terabyte and sends nothing of it."""
    connection = connect(options)
    connection.sendall(post("Content-Length: 1000000000000"))
    tell_response(connection)
    tell_end(connection)


def endless(options, path="/exchange/v1/queries"):
    """Sends a body without an end, and does not listen before it cannot send any more."""
    connection = connect(options)
    connection.sendall(post("Transfer-Encoding: chunked", path=path))
    piece = b"10000\r\n" + b"x" * 65536 + b"\r\n"
    sent = 0
    try:
        while sent < FLOOD:
            connection.sendall(piece)
            sent += 65536
        tell("read everything")
    except (ssl.SSLError, OSError):
        tell("stopped")


def undeclared(options):
    """Sends one byte more than may be in chunks, without saying before how many, and listens."""
    connection = connect(options)
    body = b"x" * (256 * 1024 + 1)
    connection.sendall(post("Transfer-Encoding: chunked") + b"%x\r\n%s\r\n" % (len(body), body))
    tell_response(connection)
    tell_end(connection)


def drip(options):
    """Sends a byte now and then, for ever."""
    connection = connect(options)
    connection.sendall(post("Content-Length: 100000"))
    end = time.monotonic() + PATIENCE
    try:
        while time.monotonic() < end:
            connection.sendall(b"x")
            time.sleep(0.02)
        tell("still open")
    except (ssl.SSLError, OSError):
        tell("closed")


def silent(options, beginning=b""):
    """Connects, sends the beginning of a header or nothing, and no more."""
    try:
        connection = connect(options)
        connection.sendall(beginning)
    except (ssl.SSLError, ConnectionError):
        # On a slow machine the time is over before the handshake is.
        return tell("closed")
    tell_end(connection)


def silent_tcp(options):
    """Connects, and says nothing of TLS even."""
    tell_end(socket.create_connection(("127.0.0.1", options.port), PATIENCE))


def kept(options):
    """Asks twice over one connection."""
    connection = connect(options)
    for _ in range(2):
        connection.sendall(head("GET", "/health"))
        tell_response(connection)


def stranger(options):
    """Shows no certificate. With TLS 1.3 the client learns that only when it reads."""
    try:
        connection = connect(options, context(options, with_certificate=False))
        connection.sendall(head("GET", "/health"))
        tell_response(connection)
    except ssl.SSLError as error:
        tell("refused", error.reason)
    except ConnectionError:
        tell("refused")


def limited(options, version):
    made = context(options)
    # OpenSSL 3 offers nothing older than TLS 1.2 at its usual level of security.
    made.set_ciphers("DEFAULT:@SECLEVEL=0")
    made.minimum_version = version
    made.maximum_version = version
    try:
        connection = connect(options, made)
        connection.sendall(head("GET", "/health"))
        tell(connection.version())
        tell_response(connection)
    except ssl.SSLError as error:
        tell("refused", error.reason)


def wide(options, count):
    """A header field of so many bytes."""
    connection = connect(options)
    connection.sendall(head("GET", "/health", "X-Filler: " + "y" * count))
    tell_response(connection)


def many(options, count):
    """So many header fields, `Host` among them."""
    connection = connect(options)
    connection.sendall(head("GET", "/health", *["X-%d: y" % number for number in range(count - 1)]))
    tell_response(connection)


def nowhere(options):
    connection = connect(options)
    connection.sendall(post("Content-Length: 2", path="/exchange/v2/queries") + b"{}")
    tell_response(connection)
    connection.sendall(head("DELETE", "/exchange/v1/capabilities"))
    tell_response(connection)


def crowd(options, count):
    """Opens as many connections as there may be; one more gets no handshake until one of them has gone."""
    held = [connect(options) for _ in range(count)]
    for connection in held:
        connection.sendall(head("GET", "/health"))
        tell_response(connection)
    plain = socket.create_connection(("127.0.0.1", options.port), PATIENCE)
    waiting = context(options).wrap_socket(plain, server_hostname="node.invalid", do_handshake_on_connect=False)
    # A server that takes it answers within milliseconds; one that does not, never.
    waiting.settimeout(1)
    try:
        waiting.do_handshake()
        tell("taken")
    except TimeoutError:
        tell("waits")
    held.pop().close()
    latest = connect(options)
    latest.sendall(head("GET", "/health"))
    tell_response(latest)


BEHAVIOURS = {
    "declared": declared,
    "undeclared": undeclared,
    "endless": endless,
    "endless-nowhere": lambda options: endless(options, path="/nowhere"),
    "drip": drip,
    "silent": silent,
    "silent-tcp": silent_tcp,
    "silent-header": lambda options: silent(options, b"GET /health HTTP/1.1\r\nHost: node.invalid\r\n"),
    "kept": kept,
    "stranger": stranger,
    "tls1.1": lambda options: limited(options, ssl.TLSVersion.TLSv1_1),
    "tls1.2": lambda options: limited(options, ssl.TLSVersion.TLSv1_2),
    "header-7000": lambda options: wide(options, 7000),
    "header-9000": lambda options: wide(options, 9000),
    "fields-64": lambda options: many(options, 64),
    "fields-65": lambda options: many(options, 65),
    "nowhere": nowhere,
    "crowd-2": lambda options: crowd(options, 2),
}


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("behaviour", choices=sorted(BEHAVIOURS))
    for name in ["certificate", "key", "authority"]:
        parser.add_argument("--" + name, required=True)
    parser.add_argument("--port", type=int, required=True)
    options = parser.parse_args()
    BEHAVIOURS[options.behaviour](options)


main()
