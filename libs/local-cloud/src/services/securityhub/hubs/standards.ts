import { formatArn, parseArn, securityStandardArn } from '@palisade/policies';

/** A standard that Security Hub offers. */
export interface Standard {
  readonly arn: string;
  readonly name: string;
  readonly enabledByDefault: boolean;
}

interface Place {
  readonly partition: string;
  readonly region: string;
}

const FOUNDATIONS = 'aws-foundational-security-best-practices';
const CIS = 'cis-aws-foundations-benchmark';

const offered: readonly (readonly [name: string, version: string, title: string])[] = [
  [FOUNDATIONS, '1.0.0', 'AWS Foundational Security Best Practices v1.0.0'],
  ['aws-resource-tagging-standard', '1.0.0', 'AWS Resource Tagging Standard v1.0.0'],
  [CIS, '1.4.0', 'CIS AWS Foundations Benchmark v1.4.0'],
  [CIS, '3.0.0', 'CIS AWS Foundations Benchmark v3.0.0'],
  [CIS, '5.0.0', 'CIS AWS Foundations Benchmark v5.0.0'],
  ['nist-800-171', '2.0.0', 'NIST Special Publication 800-171 Revision 2'],
  ['nist-800-53', '5.0.0', 'NIST Special Publication 800-53 Revision 5'],
  ['pci-dss', '3.2.1', 'PCI DSS v3.2.1'],
  ['pci-dss', '4.0.1', 'PCI DSS v4.0.1'],
];

/**
 * What DescribeStandards lists. The oldest CIS benchmark alone has an ARN without a region. Source: AWS Security Hub User Guide,
 * "Standards reference for Security Hub CSPM".
 */
export function standardsOf({ partition, region }: Place): readonly Standard[] {
  const oldest = formatArn({
    partition,
    service: 'securityhub',
    region: '',
    account: '',
    resource: `ruleset/${CIS}/v/1.2.0`,
  });
  return [
    { arn: oldest, name: 'CIS AWS Foundations Benchmark v1.2.0', enabledByDefault: true },
    ...offered.map(([name, version, title]) => ({
      arn: securityStandardArn({ partition, region, name, version }),
      name: title,
      enabledByDefault: name === FOUNDATIONS,
    })),
  ];
}

/** The subscription of an account to a standard: its name without `standards/` or `ruleset/`. */
export function subscriptionArn(standardArn: string, place: Place & { readonly account: string }): string {
  const { resource = '' } = parseArn(standardArn) ?? {};
  return formatArn({ ...place, service: 'securityhub', resource: resource.replace(/^[a-z]+\//, 'subscription/') });
}
