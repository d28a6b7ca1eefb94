import * as aws from '@pulumi/aws';
import * as pulumi from '@pulumi/pulumi';

// What the specs about keys need beside a secure-api stack, in a stack `keys-…`:
//   keyless        reads every log of that stack and of this one, but may use no key
//   context user   encrypts and decrypts with this stack's key, with one encryption context only
//   key and group  to be disabled, rotated and read, without disturbing the stack under test
// A stack `misfit-…` is one log group that asks for the other stack's key: a key whose policy does not know the group.

const [kind] = pulumi.getStack().split('-');
const testedStack = pulumi.getStack().replace(/^[a-z]+-/, '');
const tested = new pulumi.StackReference(`${pulumi.getOrganization()}/palisade/${testedStack}`);
const output = (name: string) => tested.requireOutput(name) as pulumi.Output<string>;
const named = (part: string): string => `${part}-${pulumi.getStack()}`;

const document = (...statements: object[]): string => JSON.stringify({ Version: '2012-10-17', Statement: statements });

export const made = kind === 'misfit' ? misfit() : keys();

function misfit() {
  const group = new aws.cloudwatch.LogGroup('misfit', {
    name: `/e2e/${pulumi.getStack()}`,
    retentionInDays: 1,
    kmsKeyId: output('kmsKeyArn'),
  });
  return { logGroupName: group.name };
}

function keys() {
  const logGroupName = `/e2e/${pulumi.getStack()}`;
  const groupArn = pulumi
    .all([aws.getRegion({}), aws.getCallerIdentity({})])
    .apply(([{ region }, { accountId }]) =>
      ['arn', 'aws', 'logs', region, accountId, 'log-group', logGroupName].join(':'),
    );
  const contextUser = role('context-user');
  const key = new aws.kms.Key('key', {
    description: 'Disabled and rotated by end-to-end checks',
    deletionWindowInDays: 7,
    policy: pulumi
      .all([groupArn, contextUser.arn, aws.getCallerIdentity({}), aws.getRegion({})])
      .apply(([group, user, { accountId }, { region }]) => keyPolicy(group, user, accountId, region)),
  });
  const group = new aws.cloudwatch.LogGroup('group', { name: logGroupName, retentionInDays: 1, kmsKeyId: key.arn });
  const keyless = role('keyless');
  attach('keyless', keyless, tested.requireOutput('logGroupNames'), groupArn);
  return {
    keyId: key.keyId,
    logGroupName: group.name,
    keylessRoleArn: keyless.arn,
    contextUserRoleArn: contextUser.arn,
  };
}

/** The account's administrators do everything, CloudWatch Logs encrypts the group, the user has one context. */
function keyPolicy(group: string, user: string, accountId: string, region: string): string {
  const logs = { Service: `logs.${region}.amazonaws.com` };
  const use = ['kms:Encrypt', 'kms:Decrypt', 'kms:GenerateDataKey*', 'kms:ReEncrypt*'];
  return document(
    { Sid: 'Account', Effect: 'Allow', Principal: { AWS: accountId }, Action: 'kms:*', Resource: '*' },
    {
      Sid: 'Logs',
      Effect: 'Allow',
      Principal: logs,
      Action: use,
      Resource: '*',
      Condition: { ArnEquals: { 'kms:EncryptionContext:aws:logs:arn': group } },
    },
    {
      Sid: 'OneContext',
      Effect: 'Allow',
      Principal: { AWS: user },
      Action: ['kms:Encrypt', 'kms:Decrypt'],
      Resource: '*',
      Condition: { StringEquals: { 'kms:EncryptionContext:purpose': 'e2e' } },
    },
  );
}

/** A role that whoever deploys may take. */
function role(name: string): aws.iam.Role {
  const deployer = aws
    .getCallerIdentityOutput({})
    .apply(({ arn }) => aws.iam.getSessionContext({ arn }))
    .apply(({ issuerArn }) => issuerArn);
  return new aws.iam.Role(name, {
    name: named(name),
    assumeRolePolicy: deployer.apply((arn) =>
      document({ Effect: 'Allow', Principal: { AWS: arn }, Action: 'sts:AssumeRole' }),
    ),
  });
}

/** Reading these logs, and no use of any key. */
function attach(
  name: string,
  to: aws.iam.Role,
  groups: pulumi.Output<unknown>,
  own: pulumi.Output<string>,
): aws.iam.RolePolicyAttachment {
  const policy = new aws.iam.Policy(`${name}-policy`, {
    name: named(name),
    policy: pulumi.all([groups, own]).apply(([names, arn]) => {
      const prefix = arn.slice(0, arn.indexOf(':log-group:') + ':log-group:'.length);
      const arns = [...(names as string[]).map((group) => `${prefix}${group}`), arn];
      return document({
        Effect: 'Allow',
        Action: ['logs:FilterLogEvents', 'logs:GetLogEvents'],
        Resource: arns.flatMap((each) => [each, `${each}:*`]),
      });
    }),
  });
  return new aws.iam.RolePolicyAttachment(`${name}-attachment`, { role: to.name, policyArn: policy.arn });
}
