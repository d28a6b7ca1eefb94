import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { ContextMap, lowerCased, requestContext, type ContextValue } from './context.ts';

test('names are compared without regard to case, values are text', () => {
  const context = new ContextMap({ 'aws:SecureTransport': true, 's3:MAX-KEYS': 10, 'aws:TagKeys': ['b', 'a'] });
  expect(context.get('aws:securetransport')).toBe('true');
  expect(context.get('s3:max-keys')).toBe('10');
  expect(context.get('aws:tagkeys')).toEqual(['b', 'a']);
  expect(context.get('aws:SecureTransport')).toBeUndefined();
  fc.assert(fc.property(fc.string(), (name) => lowerCased(name) === name.toLowerCase()));
});

test('an empty list and a value that is undefined are as good as no key', () => {
  const odd = { 'aws:TagKeys': [], 'aws:SourceVpce': undefined } as unknown as Record<string, ContextValue>;
  const context = new ContextMap(odd);
  expect(context.get('aws:tagkeys')).toBeUndefined();
  expect(context.get('aws:sourcevpce')).toBeUndefined();
});

test('a context made ready is used as it is', () => {
  const ready = requestContext({ 'aws:SourceVpce': 'vpce-1' });
  expect(requestContext(ready)).toBe(ready);
  expect(ready.get('aws:sourcevpce')).toBe('vpce-1');
});
