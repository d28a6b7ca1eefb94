import { formatArn } from '@palisade/policies';
import * as aws from '@pulumi/aws';
import type * as pulumi from '@pulumi/pulumi';
import type { Part } from './part.ts';

/** What CloudWatch Logs knows to find, near words such as `card`. */
const identifiers = ['CreditCardNumber', 'CreditCardSecurityCode'];

/**
 * Card numbers that no such word is near, in groups as printed or in none; any number as long that begins as they do is one here.
 * @see https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/CWL-custom-data-identifiers.html
 */
const alone = {
  Name: 'CardNumberAlone',
  Regex: [
    '\\b[2-6][0-9]{12,18}\\b',
    '\\b[2-6][0-9]{3}[ -][0-9]{4}[ -][0-9]{4}[ -][0-9]{1,7}\\b',
    '\\b3[0-9]{3}[ -][0-9]{6}[ -][0-9]{4,5}\\b',
  ].join('|'),
};

/**
 * Logs with text of callers that the function never sees: API Gateway quotes what it refuses of a body, and the firewall's log has paths
 * and headers. In the others everything was searched before.
 */
const quoting: ReadonlySet<string> = new Set(['execution', 'waf']);

/**
 * Masks card numbers in log groups for everybody who has no `logs:Unmask`, and counts what it found (`LogEventsWithFindings`).
 * @see https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/cloudwatch-logs-data-protection-policies.html
 */
export function maskCardNumbers(
  { stack }: Part,
  logGroupNames: Readonly<Record<string, pulumi.Input<string>>>,
  opts: pulumi.CustomResourceOptions,
): void {
  const managed = identifiers.map((name) =>
    formatArn({
      partition: stack.place.partition,
      service: 'dataprotection',
      region: '',
      account: 'aws',
      resource: `data-identifier/${name}`,
    }),
  );
  for (const [name, logGroupName] of Object.entries(logGroupNames)) {
    const custom = quoting.has(name) ? [alone] : [];
    const dataIdentifier = [...managed, ...custom.map(({ Name }) => Name)];
    const policyDocument = JSON.stringify({
      Name: stack.names('card-numbers'),
      Description: 'Card numbers are shown to nobody',
      Version: '2021-06-01',
      ...(custom.length > 0 && { Configuration: { CustomDataIdentifier: custom } }),
      Statement: [
        { Sid: 'audit', DataIdentifier: dataIdentifier, Operation: { Audit: { FindingsDestination: {} } } },
        { Sid: 'redact', DataIdentifier: dataIdentifier, Operation: { Deidentify: { MaskConfig: {} } } },
      ],
    });
    new aws.cloudwatch.LogDataProtectionPolicy(`${name}-masking`, { logGroupName, policyDocument }, opts);
  }
}
