import { expect, test } from '@jest/globals';
// eslint-disable-next-line @nx/enforce-module-boundaries -- an example imports the library as its users do
import {
  actionsOn,
  compareWithContract,
  counterfactuals,
  iamRoleArn,
  lockouts,
  roleSession,
  s3BucketArn,
  s3ObjectArn,
  user,
  type AccessContract,
  type AccessModel,
  type AccessScope,
} from '@palisade/policies';
import { uploader, uploads } from './uploads.ts';

const account = '111122223333';

/** Who and what there is, by the names the contract uses, each with its policies. */
const model = {
  account,
  principals: {
    uploader: roleSession({ roleArn: iamRoleArn({ account, name: 'uploader' }), policies: [uploader] }),
    stranger: user({ account, name: 'stranger', policies: [] }),
  },
  resources: {
    upload: { arn: s3ObjectArn({ bucket: 'acme-uploads', key: 'incoming/a.pdf' }), policy: uploads },
    'older file': { arn: s3ObjectArn({ bucket: 'acme-uploads', key: 'archive/a.pdf' }), policy: uploads },
    bucket: { arn: s3BucketArn({ bucket: 'acme-uploads' }), policy: uploads },
  },
  endpoints: {},
} satisfies AccessModel;
type Who = keyof typeof model.principals;
type On = keyof typeof model.resources;

/** Everything S3 can do with each of them, with TLS and without. */
const scope: AccessScope<On, 'tls' | 'plain'> = {
  paths: {
    tls: { context: { 'aws:SecureTransport': true } },
    plain: { context: { 'aws:SecureTransport': false } },
  },
  actions: (on) => actionsOn(model.resources[on].arn),
};

const contract: AccessContract<Who, On, 'tls' | 'plain'> = {
  usualPath: 'tls',
  grants: [{ who: ['uploader'], may: ['s3:PutObject'], on: ['upload'] }],
};

test('the policies allow what the contract grants, and nothing else', () => {
  const { decided, surplus, missing } = compareWithContract(model, scope, contract);
  expect({ surplus, missing }).toEqual({ surplus: [], missing: [] });
  expect(decided).toBeGreaterThan(300);
});

test('no statement is there for nothing', () => {
  expect(counterfactuals(model, scope).deadWeight).toEqual([]);
});

test('nobody who must get in is locked out', () => {
  const must = { who: 'uploader', may: ['s3:PutObject'], on: ['upload'], by: 'tls', or: 'uploads stop' } as const;
  expect(lockouts(model, scope, [must])).toEqual([]);
});
