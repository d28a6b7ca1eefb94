import {
  json,
  object,
  required,
  string,
  type Graph,
  type Properties,
  type Resource,
  type ResourceModel,
} from '@palisade/local-engine';
import { s3BucketArn, type PolicyDocument } from '@palisade/policies';
import { flag, text } from '../../../kernel/properties.ts';
import { checkPolicyDocument } from '../configuration/policy-document.ts';
import { isPublicPolicy } from '../configuration/public-policy.ts';
import { BUCKET_PUBLIC_ACCESS_BLOCK } from './bucket-public-access-block.ts';
import { checkOnlyOne } from './sub-resource.ts';

export const BUCKET_POLICY = 'aws:s3/bucketPolicy:BucketPolicy';

/** Source: Amazon S3 API Reference, PutBucketPolicy. */
export const bucketPolicy: ResourceModel = {
  token: BUCKET_POLICY,
  inputs: object({ bucket: required(string), policy: required(json) }),
  retainable: true,
  replaceOn: ['bucket'],
  check: (inputs, { partition }) => {
    const bucket = text(inputs, 'bucket') ?? '';
    if (bucket === '') return ['bucket must not be empty'];
    return checkPolicyDocument(text(inputs, 'policy') ?? '', s3BucketArn({ partition, bucket }));
  },
  outputs: (inputs) => ({ id: text(inputs, 'bucket') ?? '', outputs: {} }),
  checkInGraph: (resource, graph) => [...checkOnlyOne(resource, graph), ...checkPublic(resource, graph)],
};

/** Without a BucketPublicAccessBlock all four settings are on, as for every new bucket since April 2023. */
function checkPublic({ inputs }: Resource, graph: Graph): string[] {
  const block = graph.resources.find((each) => isBlockOf(each, inputs));
  const blocked = block === undefined || flag(block.outputs, 'blockPublicPolicy');
  if (!blocked || !isPublicPolicy(JSON.parse(text(inputs, 'policy') ?? '{}') as PolicyDocument)) return [];
  return [
    'AccessDenied: s3:PutBucketPolicy is not allowed because public policies are blocked by the BlockPublicPolicy block public ' +
      'access setting' +
      (block === undefined ? ', which is on for every bucket without a BucketPublicAccessBlock' : ''),
  ];
}

function isBlockOf({ type, external, inputs }: Resource, policy: Properties): boolean {
  return type === BUCKET_PUBLIC_ACCESS_BLOCK && !external && text(inputs, 'bucket') === text(policy, 'bucket');
}
