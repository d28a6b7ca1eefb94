import { beforeAll, expect, test } from '@jest/globals';
import { accessMatrix, type AccessAnswer } from '@palisade/policies';
import { catalogueOf } from '../kernel/catalogue.ts';
import { services } from '../kernel/registry.ts';
import {
  declareDocuments,
  declareRole,
  document,
  indexArn,
  roleArn,
  tableArn,
} from '../services/dynamodb/testing/dynamodb-cloud.ts';
import { declareGraph } from '../testing/index.ts';
import { stackAccess } from './index.ts';

const accountId = '123456789012';
const documents = tableArn('documents');
const byStatus = indexArn('documents', 'byStatus');
let answers: readonly AccessAnswer[];
let streamArn = '';

beforeAll(() => {
  const options = {
    catalogue: catalogueOf(services),
    endpoint: 'https://127.0.0.1:4566',
    accountId,
    region: 'us-east-1',
    stack: 'test',
  };
  const graph = declareGraph(options, (stack) => {
    const table = declareDocuments(stack, { streamEnabled: true, streamViewType: 'KEYS_ONLY' });
    streamArn = String(table.outputs['streamArn']);
    const allow = (Action: string, ...Resource: string[]): Parameters<typeof declareRole>[2] => ({
      Sid: 'Mine',
      Effect: 'Allow',
      Action,
      Resource,
    });
    declareRole(stack, 'writer', allow('dynamodb:PutItem', documents));
    declareRole(stack, 'finder', allow('dynamodb:Query', byStatus));
    declareRole(stack, 'follower', allow('dynamodb:GetRecords', streamArn));
    declareRole(stack, 'banned', allow('dynamodb:Query', documents, byStatus));
    stack.resource('aws:dynamodb/resourcePolicy:ResourcePolicy', 'policy', {
      resourceArn: documents,
      policy: document({
        Sid: 'NotThem',
        Effect: 'Deny',
        Principal: { AWS: roleArn('banned') },
        Action: 'dynamodb:Query',
        Resource: [documents, `${documents}/index/*`],
      }),
    });
  });
  const { model, scope } = stackAccess([graph], 'test', accountId);
  answers = [...accessMatrix(model, scope)];
});

const mayDo = (who: string): readonly string[] =>
  answers
    .filter((answer) => answer.who === who && answer.decision.verdict === 'Allowed' && answer.on !== '*')
    .map(({ action, on }) => `${action} ${on}`);

test('a table, its indexes and its stream are resources of their own', () => {
  expect(mayDo('writer')).toEqual([`dynamodb:PutItem ${documents}`]);
  expect(mayDo('finder')).toEqual([`dynamodb:Query ${byStatus}`]);
  expect(mayDo('follower')).toEqual([`dynamodb:GetRecords ${streamArn}`]);
});

test('the policy of a table counts, for its indexes too', () => {
  expect(mayDo('banned')).toEqual([]);
});
