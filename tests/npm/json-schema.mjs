// json-schema.mjs FOLDER: compiles every schema of a folder in ajv's strict mode, then reads lines { schema, instance } from stdin and
// answers each with `valid` or the first fault.
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import Ajv2020 from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';

const ajv = new Ajv2020({ strict: true, allowUnionTypes: true });
addFormats(ajv, { mode: 'fast' });
const validators = new Map(readdirSync(process.argv[2]).map(file => {
  const schema = JSON.parse(readFileSync(path.join(process.argv[2], file), 'utf8'));
  return [schema.title, ajv.compile(schema)];
}));
for (const line of readFileSync(0, 'utf8').split('\n').filter(Boolean)) {
  const { schema, instance } = JSON.parse(line);
  const validate = validators.get(schema);
  console.log(validate(instance) ? 'valid' : `${validate.errors[0].instancePath} ${validate.errors[0].message}`);
}
