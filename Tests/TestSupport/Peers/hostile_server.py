"""A TLS peer that misbehaves on purpose, one way for each path.

Standard library only. Every event is one line on standard output; the first is `ready PORT PROXY_PORT MUTE_PORT`.
The process ends when its standard input does, so it cannot outlive the test that started it.
"""
import argparse
import itertools
import os
import socket
import ssl
import sys
import threading
import time

events = threading.Lock()
connections = itertools.count(1)
barriers = {}
barriers_lock = threading.Lock()


def say(*words):
    with events:
        sys.stdout.write(" ".join(str(word) for word in words) + "\n")
        sys.stdout.flush()


def head(status, *lines):
    return ("HTTP/1.1 %s\r\n%s\r\n" % (status, "".join(line + "\r\n" for line in lines))).encode()


def read_request(stream):
    line = stream.readline()
    if not line:
        return None
    method, path, _ = line.decode("latin-1").split(" ", 2)
    fields = []
    while (line := stream.readline().rstrip(b"\r\n")):
        name, _, value = line.decode("latin-1").partition(":")
        fields.append((name.lower(), value.strip()))
    length = int(dict(fields).get("content-length", "0"))
    return method, path, fields, stream.read(length)


def wait_for_end(connection):
    while connection.recv(4096):
        pass


def barrier(size):
    with barriers_lock:
        return barriers.setdefault(size, threading.Barrier(size))


def forever(connection, first, piece, pause=0.0):
    connection.sendall(first)
    while True:
        connection.sendall(piece)
        if pause:
            time.sleep(pause)


def echo(connection, number, request, _):
    method, path, fields, body = request
    names = "; ".join("%s=%s" % field for field in fields)
    connection.sendall(head("200 OK", "Content-Length: %d" % len(body), "X-Connection: %d" % number,
                            "X-Request: %s" % names, "X-Method: " + method, "X-Repeated: a", "X-Repeated: b") + body)
    return True


def large(connection, _, request, words):
    kind, count = words[0], int(words[1])
    block = b"x" * 65536
    if kind == "length":
        connection.sendall(head("200 OK", "Content-Length: %d" % count))
    elif kind == "chunked":
        connection.sendall(head("200 OK", "Transfer-Encoding: chunked"))
    else:
        connection.sendall(head("200 OK", "Connection: close"))
    while count > 0:
        piece = block[:min(count, len(block))]
        connection.sendall(b"%x\r\n%s\r\n" % (len(piece), piece) if kind == "chunked" else piece)
        count -= len(piece)
    if kind == "chunked":
        connection.sendall(b"0\r\nX-Status: trailer\r\n\r\n")
    return kind != "close"


def meet(connection, number, request, words):
    barrier(int(words[0])).wait()
    return echo(connection, number, request, words)


def raw(data, keep=False):
    def answer(connection, *_):
        connection.sendall(data)
        return keep
    return answer


def silent(connection, *_):
    wait_for_end(connection)


def vanish(*_):
    raise OSError


OK = head("200 OK", "Content-Length: 2") + b"ok"
BEHAVIOURS = {
    "echo": echo,
    "meet": meet,
    "large": large,
    "silent": silent,
    "vanish": vanish,
    "last": lambda c, *_: c.sendall(OK),
    "error": raw(head("500 Internal Server Error", "Content-Length: 4") + b"oops", keep=True),
    "redirect": raw(head("302 Found", "Location: /echo", "Content-Length: 0"), keep=True),
    "drip": lambda c, *_: forever(c, head("200 OK", "Content-Length: 1000000"), b"x", 0.05),
    "cut": raw(head("200 OK", "Content-Length: 1000") + b"only ten b"),
    "cut-chunk": raw(head("200 OK", "Transfer-Encoding: chunked") + b"ff\r\nshort"),
    "bad-chunk": raw(head("200 OK", "Transfer-Encoding: chunked") + b"zz\r\nnot a size\r\n"),
    "nothing": raw(b""),
    "garbage": raw(b"\x00\xff this is not HTTP at all\r\n\r\n"),
    "bad-field": raw(b"HTTP/1.1 200 OK\r\nno colon here\r\nContent-Length: 2\r\n\r\nok"),
    "folded": raw(b"HTTP/1.1 200 OK\r\nX-A: b\r\n c\r\nContent-Length: 2\r\n\r\nok"),
    "two-lengths": raw(b"HTTP/1.1 200 OK\r\nContent-Length: 2\r\nContent-Length: 3\r\n\r\nok"),
    "negative-length": raw(b"HTTP/1.1 200 OK\r\nContent-Length: -2\r\n\r\nok"),
    "fields": lambda c, *_: forever(c, b"HTTP/1.1 200 OK\r\n", b"X-Filler: " + b"y" * 1000 + b"\r\n"),
    "field": lambda c, *_: forever(c, b"HTTP/1.1 200 OK\r\nX-Filler: ", b"y" * 4096),
    "wide": raw(head("200 OK", *["X-Filler: " + "y" * 1000] * 100, "Content-Length: 2") + b"ok", keep=True),
    "interim": lambda c, *_: forever(c, b"", b"HTTP/1.1 100 Continue\r\n\r\n"),
    "trailers": lambda c, *_: forever(c, head("200 OK", "Transfer-Encoding: chunked") + b"0\r\n", b"X-T: t\r\n"),
    "early-hints": raw(b"HTTP/1.1 103 Early Hints\r\nX-Early: yes\r\n\r\n" + OK, keep=True),
    "cookie": raw(head("200 OK", "Set-Cookie: a=b; Path=/", "Content-Length: 0"), keep=True),
}


def converse(connection, number):
    stream = connection.makefile("rb")
    while (request := read_request(stream)) is not None:
        method, path = request[0], request[1]
        say("request", number, method, path)
        name, *words = path.strip("/").split("?")[0].split("/")
        if not BEHAVIOURS[name](connection, number, request, words):
            return


def serve(plain, context, number):
    connection = context.wrap_socket(plain, server_side=True, do_handshake_on_connect=False)
    try:
        if shake_hands(connection, number):
            converse(connection, number)
            say_goodbye(connection)
    except OSError:
        pass
    finally:
        connection.close()
        say("closed", number)


def say_goodbye(connection):
    """Tells the client that this is the end on purpose, without waiting for it to say the same."""
    connection.setblocking(False)
    try:
        connection.unwrap()
    except ssl.SSLWantReadError:
        pass


def shake_hands(connection, number):
    try:
        connection.do_handshake()
    except ssl.SSLError:
        say("refused", number)
        # Closing with unread bytes would send a reset, and the client might lose the alert to it.
        connection.shutdown(socket.SHUT_WR)
        wait_for_end(connection)
        return False
    say("handshake", number)
    return True


def accept_peers(listener, context):
    while True:
        plain, _ = listener.accept()
        number = next(connections)
        say("accepted", number)
        threading.Thread(target=serve, args=(plain, context, number), daemon=True).start()


def accept_proxy_clients(listener):
    while True:
        plain, _ = listener.accept()
        with plain:
            line = plain.makefile("rb").readline().decode("latin-1").strip()
            say("proxied", line)
            plain.sendall(b"HTTP/1.1 403 Forbidden\r\nX-Proxy: no\r\nContent-Length: 0\r\n\r\n")


def listen():
    listener = socket.create_server(("127.0.0.1", 0), backlog=512)
    return listener, listener.getsockname()[1]


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--certificate", required=True)
    parser.add_argument("--key", required=True)
    parser.add_argument("--client-authority", required=True)
    parser.add_argument("--newest-tls", choices=["1.2", "1.3"], default="1.3")
    options = parser.parse_args()
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(options.certificate, options.key)
    context.load_verify_locations(options.client_authority)
    context.verify_mode = ssl.CERT_REQUIRED
    if options.newest_tls == "1.2":
        context.maximum_version = ssl.TLSVersion.TLSv1_2
    listener, port = listen()
    proxy, proxy_port = listen()
    # Takes connections into its backlog and never says a word.
    mute, mute_port = listen()
    threading.Thread(target=accept_peers, args=(listener, context), daemon=True).start()
    threading.Thread(target=accept_proxy_clients, args=(proxy,), daemon=True).start()
    say("ready", port, proxy_port, mute_port)
    # All that happened before a mark was asked for is told before the mark.
    for line in sys.stdin:
        say("mark", line.strip())
    mute.close()
    os._exit(0)


main()
