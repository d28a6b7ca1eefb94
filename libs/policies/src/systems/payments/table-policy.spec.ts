import { expect, test } from '@jest/globals';
import { dynamodbIndexArn } from '../../arn/index.ts';
import { here, sending, verdictOn, type Call } from '../../testing/calls.ts';
import { paymentTablePolicy } from './table-policy.ts';
import { admin, deployer, operator, processor, transactions, withFactor, withoutFactor } from './testing/world.ts';

const policy = paymentTablePolicy({
  ...here,
  table: 'transactions',
  endpointId: 'vpce-1',
  functionRoleArn: processor,
  operatorRoleArn: operator,
  deployerArns: [deployer],
});
const inside = { 'aws:SourceVpce': 'vpce-1' };
const index = dynamodbIndexArn({ ...here, table: 'transactions', index: 'i' });

/** Whoever asks has an identity policy that allows everything, so the table's policy decides. */
test.each<[string, string, string, Call['with'], string, string]>([
  [
    'the processor enters payments through the endpoint',
    processor,
    'dynamodb:PutItem',
    inside,
    transactions,
    'Allowed',
  ],
  ['not outside', processor, 'dynamodb:PutItem', {}, transactions, 'ExplicitlyDenied'],
  [
    'nor through another',
    processor,
    'dynamodb:GetItem',
    { 'aws:SourceVpce': 'vpce-2' },
    transactions,
    'ExplicitlyDenied',
  ],
  ['the operator looks from outside', operator, 'dynamodb:GetItem', {}, transactions, 'Allowed'],
  ['the deployer sees no item', deployer, 'dynamodb:GetItem', inside, transactions, 'ExplicitlyDenied'],
  [
    'nor does any administrator',
    admin,
    'dynamodb:Scan',
    { ...inside, ...withFactor },
    transactions,
    'ExplicitlyDenied',
  ],
  ['nor by an index', admin, 'dynamodb:Query', inside, index, 'ExplicitlyDenied'],
  ['nor by PartiQL', admin, 'dynamodb:PartiQLSelect', inside, transactions, 'ExplicitlyDenied'],
  ['the deployer deletes the table', deployer, 'dynamodb:DeleteTable', {}, transactions, 'Allowed'],
  ['another administrator does not', admin, 'dynamodb:DeleteTable', {}, transactions, 'ExplicitlyDenied'],
  ['without a second factor', admin, 'dynamodb:DeleteTable', withoutFactor, transactions, 'ExplicitlyDenied'],
  ['with one it does', admin, 'dynamodb:DeleteTable', withFactor, transactions, 'Allowed'],
  [
    'recovery is not switched off without',
    admin,
    'dynamodb:UpdateContinuousBackups',
    {},
    transactions,
    'ExplicitlyDenied',
  ],
  ['nor are items given an end without', admin, 'dynamodb:UpdateTimeToLive', {}, transactions, 'ExplicitlyDenied'],
  ['with a second factor they are', admin, 'dynamodb:UpdateTimeToLive', withFactor, transactions, 'Allowed'],
  ['backups are left alone', admin, 'dynamodb:CreateBackup', {}, transactions, 'Allowed'],
  [
    'and so are services',
    'x.amazonaws.com',
    'dynamodb:GetItem',
    sending(transactions),
    transactions,
    'ImplicitlyDenied',
  ],
  ['nobody unsigned', 'anonymous', 'dynamodb:GetItem', inside, transactions, 'ExplicitlyDenied'],
])('%s', (_, by, action, context, on, expected) => {
  expect(verdictOn(policy, { by, action, on, ...(context && { with: context }) })).toBe(expected);
});
