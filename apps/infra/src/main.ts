import * as aws from '@pulumi/aws';
import * as pulumi from '@pulumi/pulumi';
import type { Blueprint, Outputs, Place, Stack } from './blueprints/blueprint.ts';
import { blueprints } from './blueprints/index.ts';
import { ConfigReader } from './config-reader.ts';
import { readStackConfig, type StackConfig } from './config.ts';
import { namesFor } from './names.ts';

/** The Pulumi program: declares the blueprint the stack file names. Its return value becomes the stack's outputs. */
export default async function main(): Promise<Outputs> {
  const reader = new ConfigReader(pulumi.getStack(), (key) => pulumi.runtime.getConfig(key));
  const config = readStackConfig(reader, new Map(blueprints.map((each) => [each.name, each])));
  const blueprint = blueprints.find(({ name }) => name === config.blueprint);
  const declare = blueprint?.configure(reader);
  reader.finish();
  if (blueprint === undefined || declare === undefined) {
    throw new Error(`No blueprint is named "${config.blueprint}".`);
  }
  return declare(await describeStack(config, blueprint));
}

async function describeStack(config: StackConfig, blueprint: Blueprint): Promise<Stack> {
  const provider = createProvider(config, blueprint);
  const [identity, { partition }] = await Promise.all([
    aws.getCallerIdentity({}, { provider }),
    aws.getPartition({}, { provider }),
  ]);
  const session = await aws.iam.getSessionContext({ arn: identity.arn }, { provider });
  const place: Place = { partition, account: identity.accountId, region: config.region };
  return { config, place, provider, names: namesFor(config.environmentSuffix), deployerArn: session.issuerArn };
}

/** Tags and region are set once, here: no resource can forget them. */
function createProvider(config: StackConfig, { complianceScope }: Blueprint): aws.Provider {
  return new aws.Provider('aws', {
    region: config.region as aws.Region,
    defaultTags: {
      tags: {
        Project: pulumi.getProject(),
        Blueprint: config.blueprint,
        Environment: config.environmentSuffix,
        DataClassification: 'confidential',
        ComplianceScope: complianceScope,
        ManagedBy: 'pulumi',
      },
    },
  });
}
