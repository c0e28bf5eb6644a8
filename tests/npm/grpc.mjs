// Google's client of gRPC for Node.js, with an HTTP/2 of its own:
//   grpc.mjs interop ADDRESS PROTOS        the cases of gRPC's interop service -> one line a case
//   grpc.mjs decide ADDRESS PROTOS TOKEN   our own service -> one line a fact
//   grpc.mjs hung ADDRESS PROTOS TOKEN     the same where no answer comes
import grpc from '@grpc/grpc-js';
import loader from '@grpc/proto-loader';
import assert from 'node:assert/strict';

const [mode, address, protos, token] = process.argv.slice(2);
const load = file => grpc.loadPackageDefinition(loader.loadSync(file, { includeDirs: [protos], keepCase: true, longs: String, enums: String, defaults: true }));
const insecure = grpc.credentials.createInsecure();
const { status } = grpc;

const unary = (client, method, request, metadata = new grpc.Metadata(), options = {}) => new Promise((resolve, reject) => {
  const call = client[method](request, metadata, options, (error, answer) => (error ? reject(error) : resolve({ answer, call })));
});
const fails = async (promise, code, details) => {
  const error = await promise.then(() => assert.fail('no error'), fault => fault);
  assert.equal(error.code, code);
  if (details !== undefined) assert.equal(error.details, details);
};
const late = name => new Promise((_, reject) => { setTimeout(reject, 10_000, new Error(`${name} does not end`)).unref(); });
const collect = call => new Promise((resolve, reject) => {
  const all = [];
  call.on('data', message => all.push(message));
  call.on('end', () => resolve(all));
  call.on('error', reject);
});

async function interop() {
  const { testing } = load('grpc/testing/test.proto').grpc;
  const client = new testing.TestService(address, insecure);
  const payload = size => ({ body: Buffer.alloc(size) });
  const wanted = (request, ...sizes) => ({ response_parameters: sizes.map(size => ({ size })), payload: payload(request) });
  const initial = 'x-grpc-test-echo-initial', trailing = 'x-grpc-test-echo-trailing-bin';
  const echo = { code: 2, message: 'test status message' };

  const cases = {
    empty_unary: async () => assert.deepEqual((await unary(client, 'EmptyCall', {})).answer, {}),
    large_unary: async () => assert.equal((await unary(client, 'UnaryCall', { response_size: 314159, payload: payload(271828) })).answer.payload.body.length, 314159),
    client_streaming: async () => {
      const answer = await new Promise((resolve, reject) => {
        const call = client.StreamingInputCall((error, value) => (error ? reject(error) : resolve(value)));
        for (const size of [27182, 8, 1828, 45904]) call.write({ payload: payload(size) });
        call.end();
      });
      assert.equal(answer.aggregated_payload_size, 74922);
    },
    server_streaming: async () => {
      const sizes = [31415, 9, 2653, 58979];
      assert.deepEqual((await collect(client.StreamingOutputCall(wanted(0, ...sizes)))).map(one => one.payload.body.length), sizes);
    },
    ping_pong: async () => {
      const call = client.FullDuplexCall();
      const done = new Promise((resolve, reject) => { call.on('end', resolve); call.on('error', reject); });
      for (const [request, answer] of [[27182, 31415], [8, 9], [1828, 2653], [45904, 58979]]) {
        const next = new Promise(resolve => call.once('data', resolve));
        call.write(wanted(request, answer));
        assert.equal((await next).payload.body.length, answer);
      }
      call.end();
      await done;
    },
    empty_stream: async () => {
      const call = client.FullDuplexCall();
      call.end();
      assert.deepEqual(await collect(call), []);
    },
    custom_metadata: async () => {
      const sent = new grpc.Metadata();
      sent.set(initial, 'test_initial_metadata_value');
      sent.set(trailing, Buffer.from('ababab', 'hex'));
      for (const start of [
        () => client.UnaryCall({ response_size: 1 }, sent, () => {}),
        () => { const call = client.FullDuplexCall(sent); call.on('data', () => {}); call.write(wanted(1, 1)); call.end(); return call; },
      ]) {
        const call = start();
        const head = new Promise(resolve => call.on('metadata', resolve));
        const end = new Promise(resolve => call.on('status', resolve));
        assert.deepEqual((await head).get(initial), ['test_initial_metadata_value']);
        assert.deepEqual((await end).metadata.get(trailing), [Buffer.from('ababab', 'hex')]);
      }
    },
    status_code_and_message: async () => {
      await fails(unary(client, 'UnaryCall', { response_status: echo }), status.UNKNOWN, echo.message);
      const call = client.FullDuplexCall();
      call.write({ response_status: echo });
      call.end();
      await fails(collect(call), status.UNKNOWN, echo.message);
    },
    special_status_message: async () => {
      const message = '\t\ntest with whitespace\r\nand Unicode BMP \u263A and non-BMP \u{1F608}\t\n';
      await fails(unary(client, 'UnaryCall', { response_status: { code: 2, message } }), status.UNKNOWN, message);
    },
    unimplemented_method: () => fails(unary(client, 'UnimplementedCall', {}), status.UNIMPLEMENTED),
    unimplemented_service: () => fails(unary(new testing.UnimplementedService(address, insecure), 'UnimplementedCall', {}), status.UNIMPLEMENTED),
    cancel_after_begin: () => fails(new Promise((resolve, reject) => {
      const call = client.StreamingInputCall(error => (error ? reject(error) : resolve()));
      call.cancel();
    }), status.CANCELLED),
    cancel_after_first_response: async () => {
      const call = client.FullDuplexCall();
      const end = fails(new Promise((resolve, reject) => { call.on('end', resolve); call.on('error', reject); }), status.CANCELLED);
      const first = new Promise(resolve => call.once('data', resolve));
      call.write(wanted(27182, 31415));
      assert.equal((await first).payload.body.length, 31415);
      call.cancel();
      await end;
    },
    timeout_on_sleeping_server: async () => {
      const call = client.FullDuplexCall({ deadline: Date.now() + 1 });
      call.write(wanted(27182));
      await fails(collect(call), status.DEADLINE_EXCEEDED);
    },
    client_compressed_unary: async () => {
      const request = value => ({ expect_compressed: { value }, response_size: 314159, payload: payload(271828) });
      await fails(unary(client, 'UnaryCall', request(true)), status.INVALID_ARGUMENT);
      const gzip = new testing.TestService(address, insecure, { 'grpc.default_compression_algorithm': grpc.compressionAlgorithms.gzip });
      assert.equal((await unary(gzip, 'UnaryCall', request(true))).answer.payload.body.length, 314159);
      gzip.close();
      assert.equal((await unary(client, 'UnaryCall', request(false))).answer.payload.body.length, 314159);
    },
    server_compressed_unary: async () => {
      for (const value of [true, false])
        assert.equal((await unary(client, 'UnaryCall', { response_compressed: { value }, response_size: 314159 })).answer.payload.body.length, 314159);
    },
    server_compressed_streaming: async () => {
      const parameters = [{ size: 31415, compressed: { value: true } }, { size: 92653, compressed: { value: false } }];
      assert.deepEqual((await collect(client.StreamingOutputCall({ response_parameters: parameters }))).map(one => one.payload.body.length), [31415, 92653]);
    },
  };
  for (const [name, run] of Object.entries(cases)) {
    try {
      await Promise.race([run(), late(name)]);
      console.log('passed', name);
    } catch (error) {
      console.log('failed', name, String(error));
    }
  }
  client.close();
}

const codes = ['facade.unauthenticated', 'facade.not_permitted', 'facade.not_found', 'facade.invalid_request', 'intents.invalid_field'];
async function fault(promise) {
  const error = await promise.then(() => null, found => found);
  const details = error?.metadata?.get('grpc-status-details-bin')[0]?.toString('latin1') ?? '';
  return error ? `${status[error.code]} ${codes.find(code => details.includes(code)) ?? '-'}` : 'no error';
}

async function decide(hangs) {
  const { DecisionService } = load('aegis/v1/decision_service.proto').aegis.v1;
  const client = new DecisionService(address, insecure);
  const trace = '00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01';
  const known = new grpc.Metadata();
  known.set('authorization', `Bearer ${token}`);
  known.set('traceparent', trace);
  const ask = (id, { action = 'read_account', idempotent = false, tenant = 'acme' } = {}) => ({
    intent: { id, tenant, agent: 'sales-composer', tool: 'crm', action, call_class: 'CALL_CLASS_READ', parameters: Buffer.from('{"account":"a-1"}') }, idempotent,
  });
  const get = async (...args) => (await unary(client, ...args)).answer;
  if (hangs) {
    console.log('deadline', await fault(unary(client, 'Decide', ask('js-late'), known, { deadline: Date.now() + 500 })));
    console.log('cancelled', await fault(new Promise((resolve, reject) => {
      const call = client.Decide(ask('js-cancelled'), known, error => (error ? reject(error) : resolve()));
      setTimeout(() => call.cancel(), 200);
    })));
    client.close();
    return;
  }

  const { decision } = await get('Decide', ask('js-1'), known);
  console.log('allow', decision.outcome, decision.traceparent === trace);
  const gzip = new DecisionService(address, insecure, { 'grpc.default_compression_algorithm': grpc.compressionAlgorithms.gzip });
  console.log('gzip', (await unary(gzip, 'Decide', ask('js-2'), known)).answer.decision.outcome);
  gzip.close();
  const denied = (await get('Decide', ask('js-3', { action: 'delete_account' }), known)).decision;
  console.log('deny', denied.outcome, denied.reasons[0].code);
  const once = [];
  for (let i = 0; i < 2; i++) once.push((await get('Decide', ask('js-once', { idempotent: true }), known)).decision);
  console.log('once', once[0].decision_id === once[1].decision_id, ...once.map(one => one.replayed));
  const found = (await get('GetDecision', { tenant: 'acme', agent: 'sales-composer', intent_id: 'js-once' }, known)).decision;
  console.log('found', found.decision_id === once[0].decision_id);
  const batch = await get('DecideBatch', { requests: [ask('js-4'), ask(''), ask('js-5', { action: 'delete_account' })] }, known);
  console.log('batch', ...batch.results.map(one => one.decision?.outcome ?? one.refusal.code));
  console.log('empty batch', await fault(get('DecideBatch', {}, known)));
  console.log('not found', await fault(get('GetDecision', { tenant: 'acme', agent: 'sales-composer', intent_id: 'never' }, known)));
  console.log('no token', await fault(get('Decide', ask('js-6'))));
  console.log('bad field', await fault(get('Decide', ask('js-7', { tenant: 'ACME' }), known)));
  client.close();
}

await (mode === 'interop' ? interop() : decide(mode === 'hung'));
process.exit(0); // Channels that are idle would keep it.
