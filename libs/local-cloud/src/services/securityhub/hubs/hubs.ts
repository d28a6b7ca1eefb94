import { securityHubArn } from '@palisade/policies';
import { flag, text } from '../../../kernel/properties.ts';
import type { CloudView, StackResource } from '../../../kernel/service.ts';
import { notSubscribed } from '../errors.ts';
import { standardsOf, subscriptionArn } from './standards.ts';

export const HUB = 'aws:securityhub/account:Account';
export const STANDARDS_SUBSCRIPTION = 'aws:securityhub/standardsSubscription:StandardsSubscription';

export interface Subscription {
  readonly arn: string;
  readonly standardsArn: string;
}

/** Security Hub of one region. */
export interface Hub {
  readonly arn: string;
  readonly region: string;
  /** The resource that switched it on. */
  readonly urn: string;
  readonly autoEnableControls: boolean;
  readonly controlFindingGenerator: string;
  readonly subscriptions: readonly Subscription[];
}

export interface Place {
  readonly partition: string;
  readonly accountId: string;
}

export interface DeclaredHubs {
  /** By region. */
  readonly hubs: ReadonlyMap<string, Hub>;
  readonly problems: readonly { readonly urn: string; readonly message: string }[];
}

/**
 * Security Hub as all stacks together declare it. An account has one in a region: who declares a second one is told so, and that is
 * whoever is not `before`. Pure. Source: AWS Security Hub API Reference, EnableSecurityHub and BatchEnableStandards.
 */
export function readHubs(view: CloudView, place: Place, before: ReadonlyMap<string, Hub>): DeclaredHubs {
  const problems: { readonly urn: string; readonly message: string }[] = [];
  const hubs = new Map<string, Hub>();
  const byRegion = Map.groupBy(view.ofType(HUB), regionOf);
  const subscriptions = Map.groupBy(view.ofType(STANDARDS_SUBSCRIPTION), regionOf);
  for (const [region, declared] of byRegion) {
    const [first, ...others] = firstBefore(declared, before.get(region)?.urn);
    for (const { resource } of others)
      problems.push({
        urn: resource.urn,
        message: 'ResourceConflictException: Account is already subscribed to Security Hub',
      });
    if (first !== undefined) hubs.set(region, hub(first, region, place, subscriptions.get(region) ?? []));
  }
  for (const [region, declared] of subscriptions)
    if (!hubs.has(region))
      for (const { resource } of declared)
        problems.push({ urn: resource.urn, message: `InvalidAccessException: ${notSubscribed(place.accountId)}` });
  return { hubs, problems };
}

const regionOf = ({ resource }: StackResource): string => text(resource.outputs, 'region') ?? '';

/** The one that is there already comes first. A retained one is, whatever stack declares one anew under the same urn. */
function firstBefore(declared: readonly StackResource[], urn: string | undefined): readonly StackResource[] {
  const first = declared.findIndex(({ resource }) => resource.urn === urn);
  return first < 1 ? declared : declared.toSpliced(first, 1).toSpliced(0, 0, declared[first] as StackResource);
}

function hub(
  { resource: { outputs, urn } }: StackResource,
  region: string,
  { accountId: account, partition }: Place,
  subscribed: readonly StackResource[],
): Hub {
  const standards = standardsOf({ partition, region });
  const arns = new Set([
    ...(flag(outputs, 'enableDefaultStandards')
      ? standards.filter(({ enabledByDefault }) => enabledByDefault).map(({ arn }) => arn)
      : []),
    ...subscribed.map(({ resource }) => text(resource.outputs, 'standardsArn') ?? ''),
  ]);
  return {
    arn: securityHubArn({ partition, region, account }),
    region,
    urn,
    autoEnableControls: flag(outputs, 'autoEnableControls'),
    controlFindingGenerator: text(outputs, 'controlFindingGenerator') ?? '',
    subscriptions: [...arns].map((standardsArn) => ({
      standardsArn,
      arn: subscriptionArn(standardsArn, { partition, region, account }),
    })),
  };
}
