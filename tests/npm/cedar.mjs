// cedar.mjs: what Cedar itself answers. One question a line, one answer a line, until the input ends.
//   {"sets": [{ID: TEXT, ..}, ..], "contexts": [CONTEXT, ..]}  ->  {"answers": [["allow ID ID", "deny", ..], ..]}, a list for each set
// Determining policies are in ordinal order. Anything that Cedar finds wrong with a policy, a context or an evaluation becomes `{"fault": ..}`
// or an answer `error ..`: Cedar skips a policy that fails, which must never pass for an answer.
import { createInterface } from 'node:readline';
import { setFlagsFromString } from 'node:v8';
import { preparsePolicySet, statefulIsAuthorized } from '@cedar-policy/cedar-wasm/nodejs';

// V8 of Node 20 inlines calls of WebAssembly into JavaScript and now and then dies when it takes that back ("unreachable code", Deoptimizer).
setFlagsFromString('--no-turbo-inline-js-wasm-calls');

const uid = (type, id) => ({ type, id });
const call = {
    principal: uid('Agent', 'any'),
    action: uid('Action', 'call'),
    resource: uid('Tool', 'any'),
    entities: [],
    preparsedPolicySetId: 'set',
};

const messages = errors => errors.map(error => error.message ?? `${error.policyId}: ${error.error.message}`).join('; ');

function answer(context) {
    const result = statefulIsAuthorized({ ...call, context });
    if (result.type !== 'success') return `error ${messages(result.errors)}`;
    const { decision, diagnostics } = result.response;
    if (diagnostics.errors.length > 0) return `error ${messages(diagnostics.errors)}`;
    return [decision, ...diagnostics.reason.sort((a, b) => (a < b ? -1 : 1))].join(' ');
}

function answers({ sets, contexts }) {
    const all = [];
    for (const set of sets) {
        const parsed = preparsePolicySet('set', { staticPolicies: set });
        if (parsed.type !== 'success') return { fault: messages(parsed.errors) };
        all.push(contexts.map(answer));
    }
    return { answers: all };
}

for await (const line of createInterface({ input: process.stdin })) console.log(JSON.stringify(answers(JSON.parse(line))));
