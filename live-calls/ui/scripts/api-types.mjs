// Writes src/api/schema.ts, the types of what the API gives, from its OpenAPI document. With --check nothing is
// written, and it fails when the file is not what the document says.
import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import openapiTS, { astToString } from 'openapi-typescript';
import { format, resolveConfig } from 'prettier';

const DOCUMENT = fileURLToPath(
  new URL('../../src/main/resources/io/trunkline/live/openapi.json', import.meta.url),
);
const TYPES = fileURLToPath(new URL('../src/api/schema.ts', import.meta.url));

const { openapi, info, components } = JSON.parse(readFileSync(DOCUMENT, 'utf8'));
// The page speaks of things, not of paths.
const things = { openapi, info, paths: {}, components: { schemas: components.schemas } };
const nodes = await openapiTS(JSON.stringify(things), {
  exportType: true,
  rootTypes: true,
  rootTypesNoSchemaPrefix: true,
  // A default is for who asks; an answer always has the field or not, as `required` says.
  defaultNonNullable: false,
});
const text = `// Written by \`npm run types\` from the OpenAPI document; not to be changed by hand.\n${astToString(nodes)}`;
const types = await format(text, { ...(await resolveConfig(TYPES)), parser: 'typescript' });

if (!process.argv.includes('--check')) {
  writeFileSync(TYPES, types);
} else if (read(TYPES) !== types) {
  console.error('src/api/schema.ts is not what openapi.json says: run `npm run types`');
  process.exit(1);
}

function read(file) {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return '';
  }
}
