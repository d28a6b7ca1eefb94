import { boolean, json, object, required, string, type Properties, type ResourceModel } from '@palisade/local-engine';
import { createHash } from 'node:crypto';
import { parseArn } from '@palisade/policies';
import { flag, text } from '../../../kernel/properties.ts';
import { checkTablePolicy, ownerOf } from './policy-check.ts';

export const RESOURCE_POLICY = 'aws:dynamodb/resourcePolicy:ResourcePolicy';

/** The policy of a table, which is that of its indexes, or of a stream. Source: Amazon DynamoDB API Reference, PutResourcePolicy. */
export const resourcePolicy: ResourceModel = {
  token: RESOURCE_POLICY,
  inputs: object({
    confirmRemoveSelfResourceAccess: boolean,
    policy: required(json),
    resourceArn: required(string),
  }),
  replaceOn: ['resourceArn'],
  check(inputs, { accountId, partition, region }) {
    const resourceArn = arnOf(inputs);
    const { account, region: home, resource = '', service } = parseArn(resourceArn) ?? {};
    if (service !== 'dynamodb' || ownerOf(resource) === undefined) {
      return [`ValidationException: Invalid ResourceArn: ${resourceArn}`];
    }
    if (account !== accountId || home !== region) {
      return [`ValidationException: Invalid ResourceArn: ${resourceArn} is not of this account and region`];
    }
    const confirmed = flag(inputs, 'confirmRemoveSelfResourceAccess');
    return checkTablePolicy(text(inputs, 'policy') ?? '', { accountId, partition, region, resourceArn, confirmed });
  },
  outputs: (inputs) => ({
    id: arnOf(inputs),
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
      : [`${same.urn} is the policy of ${text(self.outputs, 'resourceArn')} already: a table or stream has one.`];
  },
};

const arnOf = (inputs: Properties): string => text(inputs, 'resourceArn') ?? '';

/** AWS counts up; here it goes with the text. */
export const revisionOf = (policy: string): string =>
  String(createHash('sha256').update(policy).digest().readUIntBE(0, 6));
