// The paths of the files that are valid: the first argument is the schema, the others are what is held against it.
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";

const require = createRequire(new URL("../node/package.json", import.meta.url));
const Ajv = require("ajv/dist/2020").default;
const addFormats = require("ajv-formats").default;

const read = (file) => JSON.parse(readFileSync(file, "utf8"));
const [schema, ...files] = process.argv.slice(2);
const ajv = new Ajv({ strict: true, strictTypes: false });
addFormats(ajv);
const validate = ajv.compile(read(schema));
console.log(JSON.stringify(files.filter((file) => validate(read(file)))));
