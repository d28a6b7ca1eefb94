import { formatArn } from '@palisade/policies';
import * as aws from '@pulumi/aws';
import type * as pulumi from '@pulumi/pulumi';
import type { Part } from './part.ts';

/** What CloudWatch Logs knows to find; a card number never gets this far, and if one does nobody reads it. */
const identifiers = ['CreditCardNumber', 'CreditCardSecurityCode'];

/**
 * Masks card numbers in log groups for everybody who has no `logs:Unmask`, and counts what it found (`LogEventsWithFindings`).
 * @see https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/cloudwatch-logs-data-protection-policies.html
 */
export function maskCardNumbers(
  { stack }: Part,
  logGroupNames: Readonly<Record<string, pulumi.Input<string>>>,
  opts: pulumi.CustomResourceOptions,
): void {
  const dataIdentifier = identifiers.map((name) =>
    formatArn({
      partition: stack.place.partition,
      service: 'dataprotection',
      region: '',
      account: 'aws',
      resource: `data-identifier/${name}`,
    }),
  );
  const policyDocument = JSON.stringify({
    Name: stack.names('card-numbers'),
    Description: 'Card numbers are shown to nobody',
    Version: '2021-06-01',
    Statement: [
      { Sid: 'audit', DataIdentifier: dataIdentifier, Operation: { Audit: { FindingsDestination: {} } } },
      { Sid: 'redact', DataIdentifier: dataIdentifier, Operation: { Deidentify: { MaskConfig: {} } } },
    ],
  });
  for (const [name, logGroupName] of Object.entries(logGroupNames)) {
    new aws.cloudwatch.LogDataProtectionPolicy(`${name}-masking`, { logGroupName, policyDocument }, opts);
  }
}
