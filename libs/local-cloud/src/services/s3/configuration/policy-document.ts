import { actionsOf, lint, listOf, matchGlob, statementsOf } from '@palisade/policies';
import type { PolicyDocument, Statement } from '@palisade/policies';
import { checkDocument } from '../../../kernel/policy-document.ts';

/** Source: Amazon S3 API Reference, PutBucketPolicy: "Bucket policies are limited to 20 KB in size". */
const MOST_BYTES = 20 * 1024;

/** What S3 would refuse about the text of a bucket policy; none if it is fine. */
export function checkPolicyDocument(text: string, bucketArn: string): string[] {
  if (Buffer.byteLength(text) > MOST_BYTES)
    return [`PolicyTooLarge: Policy exceeds the maximum allowed document size of ${MOST_BYTES} bytes`];
  const checked = checkDocument(text, { name: 'bucket policy', kind: 'bucket' });
  if (checked.compiled === undefined) {
    return checked.problems.map(
      ({ cause, message }) =>
        `MalformedPolicy: ${cause === 'not-json' ? 'Policies must be valid JSON and the first byte must be "{"' : message}`,
    );
  }
  const { document } = checked.compiled;
  const problems = statementsOf(document).flatMap((statement) => checkStatement(statement, bucketArn));
  return problems.length > 0 ? problems : checkResourceTypes(document);
}

/** Bucket actions on objects, or object actions on the bucket. */
function checkResourceTypes(document: PolicyDocument): string[] {
  return lint({ name: 'bucket policy', kind: 'bucket', document })
    .filter(({ code }) => code === 'resource-never-matches')
    .map(
      ({ statement, message }) =>
        `MalformedPolicy: Action does not apply to any resource(s) in statement (statement ${statement}): ${message}`,
    );
}

function checkStatement(statement: Statement, bucketArn: string): string[] {
  const where = statement.Sid === undefined ? '' : ` (statement ${statement.Sid})`;
  const actions = listOf(statement.Action ?? statement.NotAction).filter((action) => !isAction(action));
  const resources = listOf(statement.Resource ?? statement.NotResource).filter((arn) => !isOfBucket(arn, bucketArn));
  const principals = principalsOf(statement).filter((principal) => !isPrincipal(principal));
  return [
    ...actions.map((action) => `MalformedPolicy: Policy has invalid action${where}: ${action}`),
    ...resources.map((arn) => `MalformedPolicy: Policy has invalid resource${where}: ${arn}`),
    ...principals.map((principal) => `MalformedPolicy: Invalid principal in policy${where}: ${principal}`),
  ];
}

let known: readonly string[] | undefined;

/** `*`, or an existing action of S3, or a pattern that matches one. */
function isAction(action: string): boolean {
  if (typeof action !== 'string') return false;
  if (/^\*+$/.test(action)) return true;
  known ??= actionsOf('s3').map((each) => each.toLowerCase());
  const pattern = action.toLowerCase();
  return known.some((each) => matchGlob(pattern, each));
}

function isOfBucket(arn: string, bucketArn: string): boolean {
  return typeof arn === 'string' && (arn === bucketArn || arn.startsWith(`${bucketArn}/`));
}

/** Every entry of a Principal element, `*` for everyone. */
export function principalsOf(statement: Statement): readonly string[] {
  const principal = statement.Principal ?? statement.NotPrincipal;
  if (principal === undefined) return [];
  if (typeof principal === 'string') return [principal];
  const { AWS, Service, Federated } = principal;
  return [...listOf(AWS), ...listOf(Service), ...listOf(Federated)];
}

const principalForms = [
  /^\*$/,
  /^\d{12}$/,
  /^A(ROA|IDA)[A-Z0-9]{16,}$/,
  /^arn:[^:]+:iam::\d{12}:(root|(user|role)\/[\w+=,.@/-]+)$/,
  /^arn:[^:]+:sts::\d{12}:(assumed-role\/[\w+=,.@-]+\/[\w+=,.@-]+|federated-user\/[\w+=,.@-]+)$/,
  /^arn:[^:]+:iam::\d{12}:(saml|oidc)-provider\/.+$/,
  /^[a-z0-9.-]+\.amazonaws\.com(\.cn)?$/,
  /^(accounts\.google\.com|graph\.facebook\.com|www\.amazon\.com|cognito-identity\.amazonaws\.com)$/,
];

function isPrincipal(principal: string): boolean {
  return typeof principal === 'string' && principalForms.some((form) => form.test(principal));
}
