import { boolean, json, object, required, string, type ResourceModel } from '@palisade/local-engine';
import { createHash } from 'node:crypto';
import { actionsOf, listOf, matchGlob, parseArn, statementsOf } from '@palisade/policies';
import { checkDocument } from '../../../kernel/policy-document.ts';
import { text } from '../../../kernel/properties.ts';
import { isPublicPolicy } from '../../s3/configuration/public-policy.ts';

export const RESOURCE_POLICY = 'aws:dynamodb/resourcePolicy:ResourcePolicy';

const MOST_BYTES = 20 * 1024;

/** Source: Amazon DynamoDB API Reference, PutResourcePolicy; Developer Guide, "DynamoDB resource-based policy considerations". */
export const resourcePolicy: ResourceModel = {
  token: RESOURCE_POLICY,
  inputs: object({
    confirmRemoveSelfResourceAccess: boolean,
    policy: required(json),
    resourceArn: required(string),
  }),
  replaceOn: ['resourceArn'],
  check: (inputs) => [
    ...arnProblems(text(inputs, 'resourceArn') ?? ''),
    ...checkTablePolicy(text(inputs, 'policy') ?? '', text(inputs, 'resourceArn') ?? ''),
  ],
  outputs: (inputs) => ({
    id: text(inputs, 'resourceArn') ?? '',
    outputs: {
      confirmRemoveSelfResourceAccess: inputs['confirmRemoveSelfResourceAccess'] ?? false,
      revisionId: revisionOf(text(inputs, 'policy') ?? ''),
    },
  }),
  checkInGraph(self, graph) {
    const same = graph.resources.find(
      ({ external, outputs, type }) =>
        type === RESOURCE_POLICY && !external && text(outputs, 'resourceArn') === text(self.outputs, 'resourceArn'),
    );
    return same === undefined || same.urn === self.urn
      ? []
      : [`${same.urn} is the policy of ${text(self.outputs, 'resourceArn')} already: a table has one.`];
  },
};

/** AWS counts up; here it goes with the text. */
export const revisionOf = (policy: string): string =>
  String(createHash('sha256').update(policy).digest().readUIntBE(0, 6));

function arnProblems(arn: string): readonly string[] {
  const { resource = '', service } = parseArn(arn) ?? {};
  if (service === 'dynamodb' && /^table\/[^/]+\/stream\//.test(resource)) {
    return ['The local cloud does not support resource policies of streams.'];
  }
  return service === 'dynamodb' && /^table\/[^/]+$/.test(resource)
    ? []
    : [`ValidationException: Invalid ResourceArn: ${arn}`];
}

/** What DynamoDB would refuse about the text of a table's policy. */
export function checkTablePolicy(policy: string, tableArn: string): readonly string[] {
  const invalid = (reason: string): string => `ValidationException: Invalid policy document: ${reason}`;
  if (Buffer.byteLength(policy) > MOST_BYTES) return [invalid(`it has more than ${MOST_BYTES} bytes.`)];
  const checked = checkDocument(policy, { name: 'table policy', kind: 'table' });
  if (checked.compiled === undefined) return checked.problems.map(({ message }) => invalid(message));
  const statements = statementsOf(checked.compiled.document);
  const actions = statements
    .flatMap(({ Action: action, NotAction: notAction }) => [...listOf(action), ...listOf(notAction)])
    .filter((action) => !isAction(action))
    .map((action) => invalid(`it has an action that is none of DynamoDB's: ${action}`));
  const resources = statements
    .flatMap(({ Resource: resource }) => listOf(resource))
    .filter((arn) => arn !== '*' && arn !== tableArn && !arn.startsWith(`${tableArn}/index/`))
    .map((arn) => invalid(`it is about ${arn}, and not about ${tableArn} or its indexes`));
  const open = isPublicPolicy(checked.compiled.document)
    ? ['ValidationException: Resource-based policy is public, which Block Public Access (BPA) does not allow.']
    : [];
  return [...actions, ...resources, ...open];
}

let known: readonly string[] | undefined;

function isAction(action: string): boolean {
  if (/^\*+$/.test(action)) return true;
  known ??= actionsOf('dynamodb').map((each) => each.toLowerCase());
  const pattern = action.toLowerCase();
  return known.some((each) => matchGlob(pattern, each));
}
