"""Forwards TCP connections to a port, and cuts each after so many bytes of the answer or of the request; with "stall" it forwards no
more of the request than that, and does not cut: cutting_proxy.py PORT TO_PORT ANSWER_BYTES [REQUEST_BYTES [stall]]."""
import socket, sys, threading, time

listen, target, limit = map(int, sys.argv[1:4])
request_limit = int(sys.argv[4]) if len(sys.argv) > 4 else 1 << 40
stalls = sys.argv[5:] == ["stall"]


def copy(source, sink, most, stalls=False):
    try:
        while most > 0 and (data := source.recv(min(65536, most))):
            sink.sendall(data)
            most -= len(data)
        while stalls and most == 0:
            time.sleep(1)
    except OSError:
        pass
    # Both ways, at once: no orderly end.
    for each in (source, sink):
        try:
            each.shutdown(socket.SHUT_RDWR)
        except OSError:
            pass
        # What was not read is refused; a sender who waits for room learns of it.
        each.close()


server = socket.create_server(("127.0.0.1", listen))
while True:
    client, _ = server.accept()
    upstream = socket.create_connection(("127.0.0.1", target))
    threading.Thread(target=copy, args=(client, upstream, request_limit, stalls), daemon=True).start()
    threading.Thread(target=copy, args=(upstream, client, limit), daemon=True).start()
