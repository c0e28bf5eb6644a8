// asyncapi.mjs FILE: what AsyncAPI's own parser has against a document; ends with 1 if it is an error. One line a diagnostic.
import { readFileSync } from 'node:fs';
import { Parser } from '@asyncapi/parser';

const { document, diagnostics } = await new Parser().parse(readFileSync(process.argv[2], 'utf8'));
const names = ['error', 'warning', 'information', 'hint'];
for (const { severity, message, path } of diagnostics) console.log(`${names[severity]} ${path.join('.')}: ${message}`);
if (document === undefined) process.exit(1);
console.log(`channels: ${document.channels().all().map(channel => channel.id()).sort().join(' ')}`);
