import { formatArn } from '@palisade/policies';

export interface PolicyOptions {
  /** Managed ones. */
  readonly identifiers?: readonly string[];
  /** Regular expressions by name. */
  readonly custom?: Readonly<Record<string, string>>;
  /** Log group for the findings. */
  readonly findings?: string;
}

export const managedIdentifier = (name: string): string =>
  formatArn({
    partition: 'aws',
    service: 'dataprotection',
    region: '',
    account: 'aws',
    resource: `data-identifier/${name}`,
  });

/** A data protection policy as AWS documents it. */
export function policyDocument({
  identifiers = ['CreditCardNumber'],
  custom = {},
  findings,
}: PolicyOptions = {}): string {
  const DataIdentifier = [...identifiers.map(managedIdentifier), ...Object.keys(custom)];
  const CustomDataIdentifier = Object.entries(custom).map(([Name, Regex]) => ({ Name, Regex }));
  const FindingsDestination = findings === undefined ? {} : { CloudWatchLogs: { LogGroup: findings } };
  return JSON.stringify({
    Name: 'protection',
    Version: '2021-06-01',
    ...(CustomDataIdentifier.length > 0 && { Configuration: { CustomDataIdentifier } }),
    Statement: [
      { Sid: 'audit', DataIdentifier, Operation: { Audit: { FindingsDestination } } },
      { Sid: 'mask', DataIdentifier, Operation: { Deidentify: { MaskConfig: {} } } },
    ],
  });
}
