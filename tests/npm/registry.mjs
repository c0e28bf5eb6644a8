// Confluent's own client against our values:
//   registry.mjs read URL TOPIC       base64 lines on stdin -> one JSON object a line: { type, message } (Protobuf JSON, names of the contracts)
//   registry.mjs write URL TOPIC TYPE JSON lines on stdin (names of the contracts) -> base64 lines
import { execFileSync } from 'node:child_process';
import { createRequire } from 'node:module';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import {
  SchemaRegistryClient, SerdeType, ProtobufSerializer, ProtobufDeserializer,
} from '@confluentinc/schemaregistry';

// The copy of @bufbuild/protobuf that the client itself uses.
const require = createRequire(createRequire(import.meta.url).resolve('@confluentinc/schemaregistry'));
const { createFileRegistry, fromBinary, fromJson, toBinary, toJson } = require('@bufbuild/protobuf');
const { FileDescriptorProtoSchema, FileDescriptorSetSchema } = require('@bufbuild/protobuf/wkt');

const [mode, url, topic, type] = process.argv.slice(2);
const proto = path.resolve(import.meta.dirname, '../../proto');
const buf = path.resolve(import.meta.dirname, 'node_modules/.bin/buf');
const image = fromBinary(FileDescriptorSetSchema, execFileSync(buf, ['build', proto, '--as-file-descriptor-set', '-o', '-#format=binpb']));
const registry = createFileRegistry(image);

// Confluent's server answers `format=serialized` with a descriptor. One that sends the text instead is helped: the text must be that of
// a file of ours, and then its descriptor is known.
const descriptors = new Map(image.file.filter(file => file.name.startsWith('aegis/')).map(file => [
  readFileSync(path.join(proto, file.name), 'utf8'), Buffer.from(toBinary(FileDescriptorProtoSchema, file)).toString('base64'),
]));
const client = new SchemaRegistryClient({ baseURLs: [url] });
for (const name of ['getBySubjectAndId', 'getSchemaMetadata', 'getLatestSchemaMetadata']) {
  const original = client[name].bind(client);
  client[name] = async (...args) => {
    const info = await original(...args);
    return { ...info, schema: descriptors.get(info.schema) ?? info.schema };
  };
}

const lines = readFileSync(0, 'utf8').split('\n').filter(Boolean);
if (mode === 'read') {
  const deserializer = new ProtobufDeserializer(client, SerdeType.VALUE, {});
  for (const line of lines) {
    const message = await deserializer.deserialize(topic, Buffer.from(line, 'base64'));
    const schema = registry.getMessage(message.$typeName);
    console.log(JSON.stringify({ type: message.$typeName, message: toJson(schema, message, { registry, useProtoFieldName: true }) }));
  }
} else {
  const serializer = new ProtobufSerializer(client, SerdeType.VALUE, { registry, useLatestVersion: true, autoRegisterSchemas: false });
  for (const line of lines) {
    const message = fromJson(registry.getMessage(type), JSON.parse(line), { registry });
    console.log((await serializer.serialize(topic, message)).toString('base64'));
  }
}
