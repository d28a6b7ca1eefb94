import { actionsOf, listOf, matchGlob, statementsOf, type PolicyDocument, type Statement } from '@palisade/policies';
import type { ModelContext } from '@palisade/local-engine';
import { checkDocument } from '../../../kernel/policy-document.ts';
import { isPublicPolicy } from '../../s3/configuration/public-policy.ts';
import { keepsControl } from './policy-lockout.ts';

const MOST_BYTES = 20 * 1024;

/** Of what a policy may be. */
type Owner = 'table' | 'stream';

/**
 * Actions that a stream's policy can be about.
 * Source: DynamoDB Developer Guide, "DynamoDB API operations supported by resource-based policies", streams.
 */
const streamActions = [
  'dynamodb:DeleteResourcePolicy',
  'dynamodb:DescribeStream',
  'dynamodb:GetRecords',
  'dynamodb:GetResourcePolicy',
  'dynamodb:GetShardIterator',
  'dynamodb:PutResourcePolicy',
];

export interface PolicyPlace extends Pick<ModelContext, 'partition' | 'accountId' | 'region'> {
  readonly resourceArn: string;
  /** Whether the caller knows that nobody may change the policy again (`confirmRemoveSelfResourceAccess`). */
  readonly confirmed: boolean;
}

/**
 * What DynamoDB refuses about the policy of a table or stream, in its words.
 * Source: Amazon DynamoDB API Reference, PutResourcePolicy; Developer Guide, "DynamoDB resource-based policy considerations" and
 * "Preventing public access with resource-based policies in DynamoDB".
 */
export function checkTablePolicy(policy: string, place: PolicyPlace): readonly string[] {
  if (Buffer.byteLength(policy) > MOST_BYTES) return [invalid(`Maximum policy size of ${MOST_BYTES} bytes exceeded`)];
  const checked = checkDocument(policy, { name: 'table policy', kind: 'table' });
  if (checked.compiled === undefined) {
    return checked.problems.map(({ cause, message }) =>
      malformed(cause === 'not-json' ? 'This policy contains invalid Json' : message),
    );
  }
  const { compiled } = checked;
  const problems = [...sidProblems(compiled.document), ...statementsOf(compiled.document).flatMap(problemsOf(place))];
  if (isOpen(compiled.document)) problems.push(OPEN);
  if (problems.length > 0 || place.confirmed) return problems;
  return keepsControl(compiled, 'PutResourcePolicy', place.resourceArn, place) ? [] : [LOCKOUT];
}

/** The table of a policy, or the stream it is of; undefined for an ARN that can have none. */
export function ownerOf(resource: string): Owner | undefined {
  if (/^table\/[^/]+$/.test(resource)) return 'table';
  return /^table\/[^/]+\/stream\/[^/]+$/.test(resource) ? 'stream' : undefined;
}

const invalid = (reason: string): string => `ValidationException: One or more parameter values were invalid: ${reason}`;
const malformed = (reason: string): string => invalid(`Invalid policy document: ${reason}`);

const OPEN =
  'ValidationException: Resource-based policy grants unbounded access in one or more elements. Please revise the policy to ensure ' +
  'least-privilege form of access. (Block Public Access)';

const LOCKOUT =
  'AccessDeniedException: The new resource policy will not allow you to update the resource policy in the future. (Deny data-plane ' +
  'actions only, or set confirmRemoveSelfResourceAccess if nobody is to change it again.)';

function sidProblems(document: PolicyDocument): readonly string[] {
  const sids = statementsOf(document).flatMap(({ Sid: sid }) => (sid === undefined ? [] : [sid]));
  return new Set(sids).size < sids.length ? [malformed('The Statement Ids in the policy are not unique')] : [];
}

const problemsOf =
  ({ resourceArn }: PolicyPlace) =>
  ({ Action: action, NotAction: notAction, Resource: resource, NotResource: notResource }: Statement): string[] => {
    const stream = resourceArn.includes('/stream/');
    const actions = [...listOf(action), ...listOf(notAction)];
    const unknown = actions.filter((each) => !isAction(each));
    const foreign = stream ? listOf(action).filter((each) => isAction(each) && !isOfStream(each)) : [];
    const elsewhere = [...listOf(resource), ...listOf(notResource)].filter(
      (arn) => arn !== '*' && arn !== resourceArn && (stream || !arn.startsWith(`${resourceArn}/index/`)),
    );
    return [
      ...(unknown.length > 0 ? [malformed(`The following action names are invalid: ${unknown.join(', ')}`)] : []),
      ...foreign.map((each) => malformed(`${each} is no action on a stream`)),
      ...elsewhere.map((arn) =>
        malformed(`it is about ${arn}, and not about ${resourceArn}${stream ? '' : ' or its indexes'}`),
      ),
    ];
  };

/** Everybody but somebody is everybody too. */
function isOpen(document: PolicyDocument): boolean {
  const excluding = statementsOf(document).some(
    ({ Effect: effect, NotPrincipal: notPrincipal }) => effect === 'Allow' && notPrincipal !== undefined,
  );
  return excluding || isPublicPolicy(document);
}

let known: readonly string[] | undefined;

function isAction(action: string): boolean {
  if (/^\*+$/.test(action)) return true;
  known ??= actionsOf('dynamodb').map((each) => each.toLowerCase());
  const pattern = action.toLowerCase();
  return known.some((each) => matchGlob(pattern, each));
}

function isOfStream(action: string): boolean {
  if (/^\*+$/.test(action)) return true;
  const pattern = action.toLowerCase();
  return streamActions.some((each) => matchGlob(pattern, each.toLowerCase()));
}
