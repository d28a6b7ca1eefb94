import { createRequire } from 'node:module';
import type * as FastXmlParser from 'fast-xml-parser';
import type { XmlObject, XmlValue } from './wire.ts';

/** Writes AWS's XML replies and reads XML request bodies. */

const special = /[&<>"\r\u0000-\u0008\u000b\u000c\u000e-\u001f]/g;
const named: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };

export function escapeXml(text: string): string {
  return text.replace(special, (each) => named[each] ?? `&#x${each.charCodeAt(0).toString(16)};`);
}

/** A document with root element `root`; `xmlns` is its default namespace. */
export function xmlDocument(root: string, value: XmlObject, xmlns?: string): string {
  return `<?xml version="1.0" encoding="UTF-8"?>\n${element(root, xmlns === undefined ? value : { '@xmlns': xmlns, ...value })}`;
}

/** The children of an element as text, without the element itself. */
export function xmlChildren(value: XmlObject): string {
  let text = '';
  for (const name in value) {
    if (name === '#text') text += escapeXml(String(value[name]));
    else if (!name.startsWith('@')) text += element(name, value[name]);
  }
  return text;
}

function element(name: string, value: XmlValue): string {
  if (value === undefined) return '';
  if (typeof value !== 'object') return `<${name}>${escapeXml(String(value))}</${name}>`;
  if (isList(value)) return value.map((each) => element(name, each)).join('');
  let attributes = '';
  for (const key in value) if (key.startsWith('@')) attributes += ` ${key.slice(1)}="${escapeXml(String(value[key]))}"`;
  return `<${name}${attributes}>${xmlChildren(value)}</${name}>`;
}

function isList(value: object): value is readonly XmlValue[] {
  return Array.isArray(value);
}

/** An element as it was read: text, children by name (always lists), or both. */
export interface XmlNode {
  readonly text: string;
  readonly children: Readonly<Record<string, readonly XmlNode[]>>;
}

/**
 * Parses an XML body into its root element. Entities beyond XML's own five are not expanded, DTDs are refused.
 * Throws an Error if it is not well-formed: the operation answers MalformedXML.
 */
export function parseXml(body: string): { readonly name: string; readonly node: XmlNode } {
  if (/<!DOCTYPE/i.test(body)) throw new Error('Document type declarations are not allowed.');
  const { XMLParser, XMLValidator } = parserModule();
  const valid: unknown = XMLValidator.validate(body);
  if (valid !== true) throw new Error('The XML is not well-formed.');
  const parser = new XMLParser({
    ignoreAttributes: true,
    parseTagValue: false,
    preserveOrder: true,
    ignoreDeclaration: true,
    trimValues: false,
  });
  const roots = (parser.parse(body) as readonly RawNode[]).filter((node) => nameOf(node) !== undefined);
  const root = roots[0];
  const name = root && nameOf(root);
  if (root === undefined || name === undefined) throw new Error('The XML has no root element.');
  return { name: localName(name), node: toNode(root[name] as readonly RawNode[]) };
}

type RawNode = Readonly<Record<string, unknown>>;

function nameOf(node: RawNode): string | undefined {
  return Object.keys(node).find((key) => key !== '#text' && key !== ':@' && !key.startsWith('?'));
}

function localName(name: string): string {
  return name.slice(name.indexOf(':') + 1);
}

function toNode(raw: readonly RawNode[]): XmlNode {
  const children: Record<string, XmlNode[]> = {};
  let text = '';
  for (const each of raw) {
    const name = nameOf(each);
    if (name === undefined) text += String(each['#text'] ?? '');
    else (children[localName(name)] ??= []).push(toNode(each[name] as readonly RawNode[]));
  }
  return { text: Object.keys(children).length === 0 ? text : text.trim(), children };
}

let loaded: typeof FastXmlParser | undefined;

/** Loaded when the first XML body arrives: most runs never need it, and it would slow every start. */
function parserModule(): typeof FastXmlParser {
  return (loaded ??= createRequire(import.meta.url)('fast-xml-parser') as typeof FastXmlParser);
}
