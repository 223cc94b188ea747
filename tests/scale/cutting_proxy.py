"""Forwards TCP connections to a port, and cuts each after so many bytes of the answer: cutting_proxy.py PORT TO_PORT BYTES."""
import socket, sys, threading

listen, target, limit = map(int, sys.argv[1:4])


def copy(source, sink, most):
    try:
        while most > 0 and (data := source.recv(min(65536, most))):
            sink.sendall(data)
            most -= len(data)
    except OSError:
        pass
    # Both ways, at once: no orderly end.
    for each in (source, sink):
        try:
            each.shutdown(socket.SHUT_RDWR)
        except OSError:
            pass


server = socket.create_server(("127.0.0.1", listen))
while True:
    client, _ = server.accept()
    upstream = socket.create_connection(("127.0.0.1", target))
    threading.Thread(target=copy, args=(client, upstream, 1 << 40), daemon=True).start()
    threading.Thread(target=copy, args=(upstream, client, limit), daemon=True).start()
