import { boolean, json, list, map, object, string, type Catalogue, type ProviderModel } from '@palisade/local-engine';
import { block, text, textMap } from './properties.ts';
import type { Service } from './service.ts';

/** All resource and function models of these services, for the engine. Throws if two services claim one token. */
export function catalogueOf(services: readonly Service[]): Catalogue {
  const resources = byToken(services.flatMap((service) => service.resources));
  const functions = byToken(services.flatMap((service) => service.functions ?? []));
  return {
    resource: (token) => resources.get(token),
    function: (token) => functions.get(token),
    providers: { aws: awsProvider },
  };
}

function byToken<Model extends { readonly token: string }>(models: readonly Model[]): ReadonlyMap<string, Model> {
  const found = new Map<string, Model>();
  for (const model of models) {
    if (found.has(model.token)) throw new Error(`Two models claim ${model.token}.`);
    found.set(model.token, model);
  }
  return found;
}

/** The `aws` provider. What only says how to reach AWS is accepted and means nothing here. */
export const awsProvider: ProviderModel = {
  inputs: object({
    region: string,
    profile: string,
    allowedAccountIds: list(string),
    defaultTags: object({ tags: map(string) }),
    accessKey: string,
    secretKey: string,
    token: string,
    maxRetries: json,
    retryMode: string,
    s3UsePathStyle: boolean,
    skipCredentialsValidation: boolean,
    skipMetadataApiCheck: boolean,
    skipRegionValidation: boolean,
    skipRequestingAccountId: boolean,
    useDualstackEndpoint: boolean,
    useFipsEndpoint: boolean,
  }),
  region(inputs, config) {
    const region = text(inputs, 'region') ?? config['aws:region'];
    if (region === undefined) {
      throw new Error(
        "No AWS region is set. Run 'pulumi config set aws:region <region>', or give the provider a region.",
      );
    }
    const partition = otherPartitions.find(([prefix]) => region.startsWith(prefix))?.[1];
    if (partition !== undefined) {
      throw new Error(
        `The local cloud does not support the region ${region}: it belongs to the partition ${partition}, and the local cloud ` +
          'is one of the partition aws. Choose a region of that, such as us-east-1 or eu-west-1.',
      );
    }
    return region;
  },
  defaultTags: (inputs) => textMap(block(inputs, 'defaultTags') ?? {}, 'tags'),
};

/**
 * Where principals, endpoints and ARNs are others than in `aws`: half of that would be worse than none.
 * Source: AWS General Reference, "Amazon Resource Names (ARNs)"; botocore, partitions.json.
 */
const otherPartitions = [
  ['cn-', 'aws-cn'],
  ['us-gov-', 'aws-us-gov'],
  ['us-iso-', 'aws-iso'],
  ['us-isob-', 'aws-iso-b'],
  ['eu-isoe-', 'aws-iso-e'],
  ['us-isof-', 'aws-iso-f'],
  ['eusc-', 'aws-eusc'],
] as const;
