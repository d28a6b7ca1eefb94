import { expect, test } from '@jest/globals';
import type { Host } from '../../../kernel/host.ts';
import type { Inspection } from '../../wafv2/index.ts';
import { passFirewall } from './firewall.ts';
import type { Transaction } from './transaction.ts';

const wire = { method: 'GET', query: new Map(), rawQuery: '', headers: {}, rawHeaders: [], body: Buffer.alloc(0) };

function pass(guardedArn: string | undefined, inspection: Inspection | undefined): unknown {
  const stage = { guardedArn, name: 'prod', domainName: 'api.execute-api.us-east-1.amazonaws.com' };
  const request = { path: '/a', requestId: 'request', connection: { sourceIp: '192.0.2.1' }, wire };
  const host = { clock: { now: () => 0 }, state: () => ({ inspect: () => inspection }) };
  return passFirewall({ request, stage } as unknown as Transaction, host as unknown as Host);
}

test('a stage whose web ACL is not there lets nobody in; one without, everybody', () => {
  const allowed: Inspection = {
    webAclArn: 'acl',
    action: 'ALLOW',
    terminatingRule: 'Default_Action',
    labels: [],
    insertHeaders: [],
  };
  expect(() => pass('stage', undefined)).toThrow('stage is protected by a web ACL that is not there');
  expect(pass('stage', allowed)).toBeUndefined();
  expect(pass(undefined, undefined)).toBeUndefined();
});
