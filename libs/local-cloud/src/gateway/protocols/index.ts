import type { Protocol } from '../../kernel/service.ts';
import { ec2 } from './ec2.ts';
import { jsonProtocol } from './json.ts';
import type { WireProtocol } from './protocol.ts';
import { query } from './query.ts';
import { restJson } from './rest-json.ts';
import { restXml } from './rest-xml.ts';
import { restXmlWrapped } from './rest-xml-wrapped.ts';

export const protocols: Readonly<Record<Protocol, WireProtocol>> = {
  'json-1.0': jsonProtocol('1.0'),
  'json-1.1': jsonProtocol('1.1'),
  'rest-json': restJson,
  'rest-xml': restXml,
  'rest-xml-wrapped': restXmlWrapped,
  query,
  ec2,
};
