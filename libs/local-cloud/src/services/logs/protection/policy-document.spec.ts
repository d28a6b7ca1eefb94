import { describe, expect, test } from '@jest/globals';
import type { Properties } from '@palisade/local-engine';
import { getLogDataProtectionPolicyDocument } from '../functions/get-log-data-protection-policy-document.ts';
import { logDataProtectionPolicy } from '../resources/log-data-protection-policy.ts';
import { managedIdentifier, policyDocument } from '../testing/policy-document.ts';
import { readPolicyDocument } from './policy-document.ts';

type Json = Record<string, unknown>;

const changed = (change: (document: { Statement: [Json, Json] } & Json) => void): string => {
  const document = JSON.parse(policyDocument()) as { Statement: [Json, Json] } & Json;
  change(document);
  return JSON.stringify(document);
};
const withDestination = (FindingsDestination: unknown): string =>
  changed(({ Statement }) => void (Statement[0]['Operation'] = { Audit: { FindingsDestination } }));

test('a policy as AWS documents it is read', () => {
  const document = policyDocument({
    identifiers: ['CreditCardNumber', 'EmailAddress'],
    custom: { EmployeeId: 'EmployeeID-\\d{9}' },
    findings: '/findings',
  });
  const { name, detectors, findingsGroup } = readPolicyDocument(document);
  expect(name).toBe('protection');
  expect(detectors.map((detector) => detector.name)).toEqual(['CreditCardNumber', 'EmailAddress', 'EmployeeId']);
  expect(findingsGroup).toBe('/findings');
});

test('the order of its statements and of their lists does not matter', () => {
  const document = changed(({ Statement }) => {
    const both = [managedIdentifier('EmailAddress'), managedIdentifier('CreditCardNumber')];
    Statement[0]['DataIdentifier'] = both;
    Statement[1]['DataIdentifier'] = [...both].reverse();
    Statement.reverse();
  });
  expect(readPolicyDocument(document).detectors).toHaveLength(2);
});

describe('is refused', () => {
  test.each([
    ['text that is no JSON', '{', 'it is not valid JSON'],
    ['a list', '[]', 'the policy is to be an object'],
    ['too long a text', ' '.repeat(30_721), 'it has 30721 characters of 30720'],
    ['no name', changed((document) => delete document['Name']), 'Name of the policy is to be a text'],
    ['another version', changed((document) => (document['Version'] = '2012-10-17')), "Version is to be '2021-06-01'"],
    ['a member AWS does not have', changed((document) => (document['Id'] = 'x')), "the policy has no 'Id'"],
    ['one statement', changed(({ Statement }) => void Statement.pop()), 'exactly two statements'],
    ['two audits', changed(({ Statement }) => void (Statement[1] = Statement[0])), 'the other Deidentify'],
    [
      'both operations in one',
      changed(
        ({ Statement }) =>
          void (Statement[1]['Operation'] = { Audit: { FindingsDestination: {} }, Deidentify: { MaskConfig: {} } }),
      ),
      'the other Deidentify',
    ],
    [
      'lists that differ',
      changed(({ Statement }) => void (Statement[1]['DataIdentifier'] = [managedIdentifier('EmailAddress')])),
      'lists of its two statements differ',
    ],
    [
      'an empty list',
      changed(({ Statement }) => Statement.forEach((each) => (each['DataIdentifier'] = []))),
      'a list of texts',
    ],
    [
      'no MaskConfig',
      changed(({ Statement }) => (Statement[1]['Operation'] = { Deidentify: {} })),
      'MaskConfig is to be',
    ],
    [
      'no FindingsDestination',
      changed(({ Statement }) => (Statement[0]['Operation'] = { Audit: {} })),
      'FindingsDestination',
    ],
    ['a bucket for findings', withDestination({ S3: { Bucket: 'b' } }), 'does not deliver findings to S3'],
    ['Firehose', withDestination({ Firehose: { DeliveryStream: 's' } }), 'does not deliver findings to Firehose'],
    ['an identifier nobody has', policyDocument({ identifiers: ['Shoe'] }), "no data identifier 'arn:aws:dataprot"],
    [
      'an identifier that is not detected here',
      policyDocument({ identifiers: ['Ssn-US'] }),
      'does not support the data identifier Ssn-US, only AwsSecretKey, CreditCardExpiration,',
    ],
    ['a name AWS has itself', policyDocument({ custom: { Name: 'x' } }), 'the name of another'],
    ['a name with other letters', policyDocument({ custom: { 'a b': 'x' } }), '1 to 128 of'],
    ['a group in an expression', policyDocument({ custom: { A: '(x)' } }), 'characters that are not supported'],
    [
      'eleven custom identifiers',
      policyDocument({ custom: Object.fromEntries([...'abcdefghijk'].map((name) => [name, 'x'])) }),
      '11 custom data identifiers of 10',
    ],
  ])('%s', (_what, text, message) => {
    expect(() => readPolicyDocument(text)).toThrow(message);
  });

  test('in the words of the resource', () => {
    const check = (policy: string) => logDataProtectionPolicy.check?.({ policyDocument: policy }, {} as never);
    expect(check('{')).toEqual(['InvalidParameterException: Invalid data protection policy: it is not valid JSON.']);
    expect(check(policyDocument())).toEqual([]);
  });
});

describe('the provider function', () => {
  const dataIdentifiers = [managedIdentifier('CreditCardNumber'), 'EmployeeId'];
  const audit = { findingsDestination: { cloudwatchLogs: { logGroup: '/findings' } } };
  const invoke = (args: Properties) => getLogDataProtectionPolicyDocument.invoke(args, {} as never);

  test('makes a policy that is read', () => {
    const made = invoke({
      name: 'protection',
      configuration: { customDataIdentifiers: [{ name: 'EmployeeId', regex: 'E-\\d{9}' }] },
      statements: [
        { sid: 'audit', dataIdentifiers, operation: { audit } },
        { sid: 'mask', dataIdentifiers, operation: { deidentify: { maskConfig: {} } } },
      ],
    });
    const expected = policyDocument({
      identifiers: ['CreditCardNumber'],
      custom: { EmployeeId: 'E-\\d{9}' },
      findings: '/findings',
    });
    expect(JSON.parse(String(made['json']))).toEqual(JSON.parse(expected));
    expect(made).toMatchObject({ version: '2021-06-01', id: expect.stringMatching(/^\d+$/) });
  });

  test('refuses statements in another order or number', () => {
    const mask = { deidentify: { maskConfig: {} } };
    const statements = (...operations: readonly Properties[]) =>
      invoke({ name: 'p', statements: operations.map((operation) => ({ dataIdentifiers, operation })) });
    expect(() => statements(mask, { audit })).toThrow(
      'the first policy statement must contain only the audit operation',
    );
    expect(() => statements({ audit }, { audit })).toThrow('the second policy statement must contain only');
    expect(() => statements({ audit })).toThrow('exactly 2 statements');
  });
});
