"""Cases of gRPC's interop service by Google's client of Python. interop.py ADDRESS: one line a case."""
import queue
import sys

import grpc

# The test generates these into the client's own package, whose name theirs is.
from grpc.testing import empty_pb2, messages_pb2 as m, test_pb2_grpc

channel = grpc.insecure_channel(sys.argv[1])
stub = test_pb2_grpc.TestServiceStub(channel)
INITIAL, TRAILING = "x-grpc-test-echo-initial", "x-grpc-test-echo-trailing-bin"


def payload(size):
    return m.Payload(body=bytes(size))


def wanted(request, *sizes):
    return m.StreamingOutputCallRequest(response_parameters=[m.ResponseParameters(size=size) for size in sizes], payload=payload(request))


def fails(call, code, details=None):
    try:
        call()
    except grpc.RpcError as error:
        assert error.code() == code, error.code()
        assert details is None or error.details() == details, error.details()
        return
    raise AssertionError("no error")


def empty_unary():
    assert stub.EmptyCall(empty_pb2.Empty()) == empty_pb2.Empty()


def large_unary():
    assert len(stub.UnaryCall(m.SimpleRequest(response_size=314159, payload=payload(271828))).payload.body) == 314159


def client_streaming():
    sizes = [27182, 8, 1828, 45904]
    assert stub.StreamingInputCall(iter([m.StreamingInputCallRequest(payload=payload(size)) for size in sizes])).aggregated_payload_size == 74922


def server_streaming():
    sizes = [31415, 9, 2653, 58979]
    assert [len(answer.payload.body) for answer in stub.StreamingOutputCall(wanted(0, *sizes))] == sizes


def ping_pong():
    requests = queue.Queue()
    answers = stub.FullDuplexCall(iter(requests.get, None))
    for request, answer in [(27182, 31415), (8, 9), (1828, 2653), (45904, 58979)]:
        requests.put(wanted(request, answer))
        assert len(next(answers).payload.body) == answer
    requests.put(None)
    assert list(answers) == []


def empty_stream():
    assert list(stub.FullDuplexCall(iter([]))) == []


def custom_metadata():
    sent = ((INITIAL, "test_initial_metadata_value"), (TRAILING, b"\xab\xab\xab"))
    _, call = stub.UnaryCall.with_call(m.SimpleRequest(response_size=1), metadata=sent)
    stream = stub.FullDuplexCall(iter([wanted(1, 1)]), metadata=sent)
    list(stream)
    for done in (call, stream):
        assert dict(done.initial_metadata())[INITIAL] == "test_initial_metadata_value"
        assert dict(done.trailing_metadata())[TRAILING] == b"\xab\xab\xab"


def status_code_and_message():
    status = m.EchoStatus(code=2, message="test status message")
    fails(lambda: stub.UnaryCall(m.SimpleRequest(response_status=status)), grpc.StatusCode.UNKNOWN, "test status message")
    fails(lambda: list(stub.FullDuplexCall(iter([m.StreamingOutputCallRequest(response_status=status)]))), grpc.StatusCode.UNKNOWN, "test status message")


def special_status_message():
    text = "\t\ntest with whitespace\r\nand Unicode BMP \u263a and non-BMP \U0001f608\t\n"
    fails(lambda: stub.UnaryCall(m.SimpleRequest(response_status=m.EchoStatus(code=2, message=text))), grpc.StatusCode.UNKNOWN, text)


def unimplemented_method():
    fails(lambda: stub.UnimplementedCall(empty_pb2.Empty()), grpc.StatusCode.UNIMPLEMENTED)


def unimplemented_service():
    fails(lambda: test_pb2_grpc.UnimplementedServiceStub(channel).UnimplementedCall(empty_pb2.Empty()), grpc.StatusCode.UNIMPLEMENTED)


def cancel_after_begin():
    waiting = queue.Queue()
    call = stub.StreamingInputCall.future(iter(waiting.get, None))
    call.cancel()
    waiting.put(None)
    assert call.cancelled() and call.code() == grpc.StatusCode.CANCELLED


def cancel_after_first_response():
    requests = queue.Queue()
    call = stub.FullDuplexCall(iter(requests.get, None))
    requests.put(wanted(27182, 31415))
    assert len(next(call).payload.body) == 31415
    call.cancel()
    requests.put(None)
    fails(lambda: next(call), grpc.StatusCode.CANCELLED)


def timeout_on_sleeping_server():
    waiting = queue.Queue()
    waiting.put(wanted(27182))
    fails(lambda: list(stub.FullDuplexCall(iter(waiting.get, None), timeout=0.001)), grpc.StatusCode.DEADLINE_EXCEEDED)
    waiting.put(None)


def client_compressed_unary():
    expect = m.BoolValue(value=True)
    fails(lambda: stub.UnaryCall(m.SimpleRequest(expect_compressed=expect, response_size=314159, payload=payload(271828))), grpc.StatusCode.INVALID_ARGUMENT)
    for compression, value in [(grpc.Compression.Gzip, True), (grpc.Compression.Deflate, True), (grpc.Compression.NoCompression, False)]:
        request = m.SimpleRequest(expect_compressed=m.BoolValue(value=value), response_size=314159, payload=payload(271828))
        assert len(stub.UnaryCall(request, compression=compression).payload.body) == 314159


def client_compressed_streaming():
    def requests(value):
        return iter([m.StreamingInputCallRequest(payload=payload(27182), expect_compressed=m.BoolValue(value=value)), m.StreamingInputCallRequest(payload=payload(45904))])

    fails(lambda: stub.StreamingInputCall(requests(True)), grpc.StatusCode.INVALID_ARGUMENT)
    assert stub.StreamingInputCall(requests(True), compression=grpc.Compression.Gzip).aggregated_payload_size == 73086


def server_compressed_unary():
    for value in (True, False):
        assert len(stub.UnaryCall(m.SimpleRequest(response_compressed=m.BoolValue(value=value), response_size=314159)).payload.body) == 314159


def server_compressed_streaming():
    parameters = [m.ResponseParameters(size=size, compressed=m.BoolValue(value=value)) for size, value in [(31415, True), (92653, False)]]
    assert [len(answer.payload.body) for answer in stub.StreamingOutputCall(m.StreamingOutputCallRequest(response_parameters=parameters))] == [31415, 92653]


for case in [
    empty_unary, large_unary, client_streaming, server_streaming, ping_pong, empty_stream, custom_metadata, status_code_and_message, special_status_message, unimplemented_method,
    unimplemented_service, cancel_after_begin, cancel_after_first_response, timeout_on_sleeping_server, client_compressed_unary, client_compressed_streaming, server_compressed_unary,
    server_compressed_streaming,
]:
    try:
        case()
        print("passed", case.__name__, flush=True)
    except BaseException as error:  # noqa: B902: each case is told.
        print("failed", case.__name__, repr(error), flush=True)
channel.close()
