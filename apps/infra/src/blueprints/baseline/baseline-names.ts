import { iamRoleArn, securityStandardArn, standardsSubscriptionArn } from '@palisade/policies';
import { bucketNameIn } from '../../names.ts';
import type { Stack } from '../blueprint.ts';

/** A standard of Security Hub and the id of the account's subscription to it. */
export interface StandardName {
  readonly logical: string;
  readonly arn: string;
  readonly subscriptionArn: string;
}

/** Names and ids of what an account has once: known before anything is made, so that it can be adopted. */
export interface BaselineNames {
  readonly standards: readonly StandardName[];
  /** What AWS itself calls them: the first one of an account is mostly there under this name. */
  readonly recorder: string;
  readonly channel: string;
  readonly historyBucket: string;
  readonly configRoleArn: string;
}

/** What the payments requirement asks for, and AWS's own best practices. */
const standards = [
  { logical: 'foundational-best-practices', name: 'aws-foundational-security-best-practices', version: '1.0.0' },
  { logical: 'pci-dss', name: 'pci-dss', version: '4.0.1' },
];

export function baselineNames({ names, place }: Pick<Stack, 'names' | 'place'>): BaselineNames {
  return {
    standards: standards.map(({ logical, name, version }) => ({
      logical,
      arn: securityStandardArn({ ...place, name, version }),
      subscriptionArn: standardsSubscriptionArn({ ...place, name, version }),
    })),
    recorder: 'default',
    channel: 'default',
    historyBucket: bucketNameIn(place, names('config-history')),
    configRoleArn: iamRoleArn({
      ...place,
      path: '/aws-service-role/config.amazonaws.com/',
      name: 'AWSServiceRoleForConfig',
    }),
  };
}
