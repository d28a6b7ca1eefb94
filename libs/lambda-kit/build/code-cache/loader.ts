import { crc32 } from 'node:zlib';

/**
 * The `index.js` of a package with a code cache: runs `bundle.js` with `bundle.cache`, or compiles it as ever when the cache
 * was made by another V8, on another architecture, or with other flags (V8 refuses that itself).
 *
 * V8 checks neither that the cache is whole nor that it belongs to this source, and runs what it is given; so the loader
 * compares checksums of both (0.1 ms). They guard against accidents: who can write the package can write the code anyway.
 */
export function loader(bundle: Buffer, cache: Buffer): string {
  return `'use strict';
const { existsSync, readFileSync } = require('node:fs');
const { Script } = require('node:vm');
const { crc32 } = require('node:zlib');

const filename = __dirname + '/bundle.js';
const source = readFileSync(filename);

function codeCache() {
  if (process.versions.v8 !== '${process.versions.v8}' || process.arch !== '${process.arch}') return undefined;
  const file = __dirname + '/bundle.cache';
  if (!existsSync(file)) return undefined;
  const cache = readFileSync(file);
  return crc32(source) === ${crc32(bundle)} && crc32(cache) === ${crc32(cache)} ? cache : undefined;
}

const script = new Script(source.latin1Slice(), { filename, cachedData: codeCache() });
const bundle = { exports: {} };
script.runInThisContext()(bundle.exports, require, bundle, filename, __dirname);
exports.handler = bundle.exports.handler;
`;
}
