// Holds a manifest and its translations against Microsoft's own schemas, and prints a line for each fault:
//   node validate.js manifest.json de.json
const { readFileSync } = require('node:fs');
const { createRequire } = require('node:module');
const { dirname, join } = require('node:path');

const own = require.resolve('@microsoft/app-manifest/package.json');
const tools = createRequire(own);
const Ajv = tools('ajv-draft-04').default;
const formats = tools('ajv-formats').default;

const read = (file) => JSON.parse(readFileSync(file, 'utf8'));
const [manifest, ...translations] = process.argv.slice(2);
const schemas = join(dirname(own), 'build', 'json-schemas', 'teams', `v${read(manifest).manifestVersion}`);

function check(file, schema) {
  // Some of their patterns are none with the flag "u".
  const ajv = formats(new Ajv({ allErrors: true, strict: false, unicodeRegExp: false }));
  const isRight = ajv.compile(read(join(schemas, schema)));
  if (!isRight(read(file))) {
    isRight.errors.forEach((fault) => console.log(`${fault.instancePath} ${fault.message} ${JSON.stringify(fault.params)}`));
  }
}

check(manifest, 'MicrosoftTeams.schema.json');
translations.forEach((file) => check(file, 'MicrosoftTeams.Localization.schema.json'));
