import type { WireRequest } from '../../../kernel/wire.ts';
import { parseXml, type XmlNode } from '../../../kernel/xml.ts';
import { MalformedXml } from '../errors.ts';

/** The XML document in a request's body. */
export function xmlBody(request: WireRequest): { readonly name: string; readonly node: XmlNode } {
  try {
    return parseXml(request.body.toString('utf8'));
  } catch {
    throw new MalformedXml();
  }
}

/** Text of the first child of that name. */
export function childText(node: XmlNode, name: string): string | undefined {
  return node.children[name]?.[0]?.text;
}
