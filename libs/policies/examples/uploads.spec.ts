import { expect, test } from '@jest/globals';
// eslint-disable-next-line @nx/enforce-module-boundaries -- an example imports the library as its users do
import { compile, decide, explain, iamRoleArn, s3ObjectArn, type AccessRequest } from '@palisade/policies';
import { uploader, uploads } from './uploads.ts';

const account = '111122223333';
const policies = { identity: [compile(uploader)], resource: compile(uploads) };

/** The role asks over TLS for an object below `key`. */
const ask = (action: string, key: string, secure = true): AccessRequest => ({
  principal: iamRoleArn({ account, name: 'uploader' }),
  action,
  resource: { arn: s3ObjectArn({ bucket: 'acme-uploads', key }), accountId: account },
  context: { 'aws:SecureTransport': secure },
});

test('uploads go to incoming/, over TLS, and nowhere else', () => {
  expect(decide(ask('s3:PutObject', 'incoming/a.pdf'), policies).verdict).toBe('Allowed');
  expect(decide(ask('s3:PutObject', 'archive/a.pdf'), policies).verdict).toBe('ImplicitlyDenied');
  expect(decide(ask('s3:GetObject', 'incoming/a.pdf'), policies).verdict).toBe('ImplicitlyDenied');
  expect(decide(ask('s3:PutObject', 'incoming/a.pdf', false), policies).verdict).toBe('ExplicitlyDenied');
});

test('a refusal says why', () => {
  expect(explain(ask('s3:PutObject', 'incoming/a.pdf', false), policies).sentence).toBe(
    'arn:aws:iam::111122223333:role/uploader may not s3:PutObject on arn:aws:s3:::acme-uploads/incoming/a.pdf: ' +
      'statement DenyInsecureTransport of bucket policy "acme-uploads" denies it ' +
      'because Bool aws:SecureTransport [false] (aws:SecureTransport is false).',
  );
});
