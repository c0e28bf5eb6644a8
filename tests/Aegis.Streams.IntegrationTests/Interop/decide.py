"""Our own service by Google's client of Python. decide.py ADDRESS TOKEN [hung]: one line a fact."""
import sys
import threading

import grpc
from aegis.v1 import decision_call_pb2 as c, decision_service_pb2_grpc, intent_pb2

address, token = sys.argv[1:3]
channel = grpc.insecure_channel(address)
stub = decision_service_pb2_grpc.DecisionServiceStub(channel)
trace = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01"
known = (("authorization", "Bearer " + token), ("traceparent", trace))


def ask(name, action="read_account", idempotent=False, tenant="acme"):
    intent = intent_pb2.ToolCallIntent(id=name, tenant=tenant, agent="sales-composer", tool="crm", action=action, call_class=1, parameters=b'{"account":"a-1"}')
    return c.DecideRequest(intent=intent, idempotent=idempotent)


def fault(call, *args, **more):
    try:
        call(*args, **more)
    except grpc.RpcError as error:
        details = dict(error.trailing_metadata() or ()).get("grpc-status-details-bin", b"")
        reason = next((code for code in ("facade.unauthenticated", "facade.not_permitted", "facade.not_found", "facade.invalid_request", "intents.invalid_field") if code.encode() in details), "-")
        return error.code().name + " " + reason
    return "no error"


if len(sys.argv) > 3:
    print("deadline", fault(stub.Decide, ask("py-late"), metadata=known, timeout=0.5))
    late = stub.Decide.future(ask("py-cancelled"), metadata=known)
    threading.Timer(0.2, late.cancel).start()
    try:
        late.result()
    except grpc.FutureCancelledError:
        print("cancelled", late.code().name)
    sys.exit(0)

decision = stub.Decide(ask("py-1"), metadata=known).decision
print("allow", decision.outcome, decision.traceparent == trace)
print("gzip", stub.Decide(ask("py-2"), metadata=known, compression=grpc.Compression.Gzip).decision.outcome)
denied = stub.Decide(ask("py-3", action="delete_account"), metadata=known).decision
print("deny", denied.outcome, denied.reasons[0].code)
once = [stub.Decide(ask("py-once", idempotent=True), metadata=known).decision for _ in range(2)]
print("once", once[0].decision_id == once[1].decision_id, [one.replayed for one in once])
found = stub.GetDecision(c.GetDecisionRequest(tenant="acme", agent="sales-composer", intent_id="py-once"), metadata=known).decision
print("found", found.decision_id == once[0].decision_id)
batch = stub.DecideBatch(c.DecideBatchRequest(requests=[ask("py-4"), ask(""), ask("py-5", action="delete_account")]), metadata=known)
print("batch", [one.decision.outcome if one.HasField("decision") else one.refusal.code for one in batch.results])
print("empty batch", fault(stub.DecideBatch, c.DecideBatchRequest(), metadata=known))
print("not found", fault(stub.GetDecision, c.GetDecisionRequest(tenant="acme", agent="sales-composer", intent_id="never"), metadata=known))
print("no token", fault(stub.Decide, ask("py-6")))
print("bad field", fault(stub.Decide, ask("py-7", tenant="ACME"), metadata=known))
print("not bytes", fault(channel.unary_unary("/aegis.v1.DecisionService/Decide"), b"\xff\xff\xff", metadata=known))
print("too large", fault(channel.unary_unary("/aegis.v1.DecisionService/Decide"), bytes(5 << 20), metadata=known))
print("no method", fault(channel.unary_unary("/aegis.v1.DecisionService/Other"), b"", metadata=known))
channel.close()
