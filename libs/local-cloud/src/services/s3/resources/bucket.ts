import {
  boolean,
  map,
  object,
  oneOf,
  refused,
  string,
  type Graph,
  type ModelContext,
  type Properties,
  type Resource,
  type ResourceModel,
} from '@palisade/local-engine';
import { s3BucketArn } from '@palisade/policies';
import { text, textMap } from '../../../kernel/properties.ts';
import { accountRegionalSuffix, problemWithBucketName } from '../configuration/bucket-name.ts';
import { hostedZoneId } from './hosted-zones.ts';
import { notSupportedEither, replacedBy } from './replacements.ts';

export const BUCKET = 'aws:s3/bucket:Bucket';

const MOST_TAGS = 50;

/** Source: Amazon S3 API Reference, CreateBucket. */
export const bucket: ResourceModel = {
  token: BUCKET,
  inputs: object({
    bucket: string,
    bucketNamespace: oneOf('global', 'account-regional'),
    forceDestroy: boolean,
    tags: map(string),
    accelerationStatus: refused(notSupportedEither('BucketAccelerateConfiguration')),
    acl: refused(notSupportedEither('BucketAcl')),
    corsRules: refused(notSupportedEither('BucketCorsConfiguration')),
    grants: refused(notSupportedEither('BucketAcl')),
    lifecycleRules: refused(replacedBy('BucketLifecycleConfiguration')),
    logging: refused(replacedBy('BucketLogging')),
    objectLockConfiguration: refused(replacedBy('BucketObjectLockConfiguration')),
    objectLockEnabled: boolean,
    policy: refused(replacedBy('BucketPolicy')),
    replicationConfiguration: refused(notSupportedEither('BucketReplicationConfig')),
    requestPayer: refused(notSupportedEither('BucketRequestPaymentConfiguration')),
    serverSideEncryptionConfiguration: refused(replacedBy('BucketServerSideEncryptionConfiguration')),
    versioning: refused(replacedBy('BucketVersioning')),
    website: refused(notSupportedEither('BucketWebsiteConfiguration')),
  }),
  name: { property: 'bucket', maxLength: 63, lowerCase: true, automatic: true },
  retainable: true,
  replaceOn: ['bucket', 'bucketNamespace', 'objectLockEnabled'],
  defaults: (inputs) => ({
    bucketNamespace: inputs['bucketNamespace'] ?? 'global',
    forceDestroy: inputs['forceDestroy'] ?? false,
    objectLockEnabled: inputs['objectLockEnabled'] ?? false,
  }),
  check: checkBucket,
  outputs: (inputs, { partition, region }) => {
    const name = text(inputs, 'bucket') ?? '';
    return {
      id: name,
      outputs: {
        arn: s3BucketArn({ partition, bucket: name }),
        bucketDomainName: `${name}.s3.amazonaws.com`,
        bucketRegion: region,
        bucketRegionalDomainName: `${name}.s3.${region}.amazonaws.com`,
        hostedZoneId: hostedZoneId(region),
        requestPayer: 'BucketOwner',
      },
    };
  },
  checkInGraph: (resource, graph) => checkUnique(resource, graph),
};

function checkBucket(inputs: Properties, { accountId, region }: ModelContext): string[] {
  const name = text(inputs, 'bucket') ?? '';
  const problems: string[] = [];
  const problem = problemWithBucketName(name);
  if (problem !== undefined)
    problems.push(`InvalidBucketName: The specified bucket is not valid: ${problem}, got ${name}`);
  const suffix = accountRegionalSuffix(accountId, region);
  const regional = text(inputs, 'bucketNamespace') === 'account-regional';
  if (regional && !name.endsWith(suffix)) {
    problems.push(
      `InvalidBucketName: The name of a bucket in the account-regional namespace ends in ${suffix}, got ${name}`,
    );
  } else if (!regional && name.endsWith('-an')) {
    problems.push(
      `InvalidBucketName: Names that end in -an belong to the account-regional namespace: set bucketNamespace to it, got ${name}`,
    );
  }
  const tags = Object.entries(textMap(inputs, 'tagsAll'));
  if (tags.length > MOST_TAGS) problems.push(`InvalidTag: A bucket has at most ${MOST_TAGS} tags, got ${tags.length}`);
  for (const [key, value] of tags) {
    if (key.startsWith('aws:'))
      problems.push(`InvalidTag: System tags cannot be added/updated by requester, got ${key}`);
    if (key === '' || key.length > 128)
      problems.push(`InvalidTag: The TagKey you have provided is invalid, got '${key}'`);
    if (value.length > 256)
      problems.push(`InvalidTag: The TagValue you have provided is invalid, got the value of ${key}`);
  }
  return problems;
}

function checkUnique(resource: Resource, graph: Graph): string[] {
  const first = graph.resources.find(({ type, external, id }) => type === BUCKET && !external && id === resource.id);
  return first === undefined || first.urn === resource.urn ? [] : [alreadyOwned(resource.id)];
}

/** Bucket names are unique among all accounts; here all buckets have one owner. */
export function alreadyOwned(name: string): string {
  return `creating S3 Bucket (${name}): BucketAlreadyOwnedByYou: Your previous request to create the named bucket succeeded and you already own it.`;
}
