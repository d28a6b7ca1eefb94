import type { AssetReference, Value } from '../graph.ts';
import type { Catalogue, FunctionModel, ProviderModel, ResourceModel } from '../model.ts';
import { archive, boolean, integer, json, list, map, object, oneOf, required, string } from '../shape.ts';

/** A handful of real types with models just big enough to exercise the engine. */
const bucket: ResourceModel = {
  token: 'aws:s3/bucket:Bucket',
  inputs: object({ bucket: string, forceDestroy: boolean, tags: map(string) }),
  name: { property: 'bucket', maxLength: 63, pattern: /^[a-z0-9][a-z0-9.-]+$/, lowerCase: true, automatic: true },
  replaceOn: ['bucket'],
  defaults: () => ({ forceDestroy: false }),
  outputs: (inputs, context) => ({
    id: String(inputs['bucket']),
    outputs: {
      arn: ['arn', context.partition, 's3', '', '', inputs['bucket']].join(':'),
      hostedZoneId: 'Z3AQBSTGFYJSTF',
    },
  }),
};

const versioning: ResourceModel = {
  token: 'aws:s3/bucketVersioning:BucketVersioning',
  inputs: object({
    bucket: required(string),
    versioningConfiguration: required(object({ status: required(oneOf('Enabled', 'Suspended')) })),
  }),
  replaceOn: ['bucket'],
  outputs: (inputs) => ({ id: String(inputs['bucket']), outputs: {} }),
  checkInGraph: (resource, _graph, lookup) =>
    lookup.byId('aws:s3/bucket:Bucket', String(resource.inputs['bucket'])) === undefined
      ? [`NoSuchBucket: The specified bucket does not exist: ${String(resource.inputs['bucket'])}`]
      : [],
};

const role: ResourceModel = {
  token: 'aws:iam/role:Role',
  inputs: object({
    name: string,
    description: string,
    assumeRolePolicy: required(json),
    managedPolicyArns: list(string),
    tags: map(string),
  }),
  name: { property: 'name', maxLength: 64, pattern: /^[\w+=,.@-]+$/, automatic: true },
  replaceOn: ['name'],
  global: true,
  defaults: () => ({ description: 'Managed by Pulumi' }),
  check: ({ description }) =>
    typeof description === 'string' && description.length > 1000 ? ['description is longer than 1000 characters'] : [],
  outputs: (inputs, context) => ({
    id: String(inputs['name']),
    outputs: {
      arn: ['arn', context.partition, 'iam', '', context.accountId, `role/${String(inputs['name'])}`].join(':'),
      uniqueId: context.id('AROA', 17, 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'),
    },
  }),
};

const lambda: ResourceModel = {
  token: 'aws:lambda/function:Function',
  inputs: object({
    name: string,
    code: required(archive),
    role: required(string),
    handler: string,
    runtime: string,
    memorySize: integer,
    timeout: integer,
    environment: object({ variables: map(string) }),
  }),
  name: { property: 'name', maxLength: 64, automatic: true },
  replaceOn: ['name'],
  defaults: () => ({ memorySize: 128 }),
  secretOutputs: ['codeSha256'],
  outputs: (inputs) => ({
    id: String(inputs['name']),
    outputs: { codeSha256: (inputs['code'] as AssetReference).hash },
  }),
};

const getCallerIdentity: FunctionModel = {
  token: 'aws:index/getCallerIdentity:getCallerIdentity',
  inputs: object({}),
  invoke: (_args, { accountId, resources }) => ({
    id: accountId,
    accountId,
    arn: resources.ofType('aws:iam/role:Role')[0]?.outputs['arn'] ?? null,
  }),
};

const provider: ProviderModel = {
  inputs: object({
    region: string,
    skipCredentialsValidation: boolean,
    skipRegionValidation: boolean,
    defaultTags: object({ tags: map(string) }),
  }),
  region: (inputs, config) => {
    const region = inputs['region'] ?? config['aws:region'];
    if (typeof region !== 'string') throw new Error('Missing region configuration');
    return region;
  },
  defaultTags: (inputs) => {
    const tags = (inputs['defaultTags'] as { readonly tags?: Record<string, Value> } | undefined)?.tags ?? {};
    return Object.fromEntries(Object.entries(tags).map(([name, value]) => [name, String(value)]));
  },
};

export function testCatalogue(...more: readonly ResourceModel[]): Catalogue {
  const models = new Map([bucket, versioning, role, lambda, ...more].map((model) => [model.token, model]));
  const functions = new Map([[getCallerIdentity.token, getCallerIdentity]]);
  return {
    resource: (token) => models.get(token),
    function: (token) => functions.get(token),
    providers: { aws: provider },
  };
}
