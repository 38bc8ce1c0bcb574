// Reads what stands in a file with the types of Microsoft's own connector for JavaScript, and writes it again by them:
//   node connector-types.js sent.json
// The file: [{"type": "Activity", "json": {...}}, ...]. Printed: the list of what was written. What the types do not know is lost on the way.
const { readFileSync } = require('node:fs');
const { createRequire } = require('node:module');
const { dirname, join } = require('node:path');

const own = require.resolve('botframework-connector/package.json');
const { createSerializer } = createRequire(own)('@azure/core-client');
const mappers = require(join(dirname(own), 'lib', 'connectorApi', 'models', 'mappers'));
const serializer = createSerializer(mappers);

const again = ({ type, json }) => serializer.serialize(mappers[type], serializer.deserialize(mappers[type], json, type), type);
console.log(JSON.stringify(JSON.parse(readFileSync(process.argv[2], 'utf8')).map(again)));
