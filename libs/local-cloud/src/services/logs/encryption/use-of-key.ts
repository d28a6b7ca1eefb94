import type { Host } from '../../../kernel/host.ts';
import type { Principal } from '../../../kernel/principal.ts';
import type { UseOfKey } from '../../kms/index.ts';

/** A log group with a KMS key. */
export interface EncryptedGroup {
  readonly region: string;
  /** Without `:*`. */
  readonly arn: string;
  /** ARN of the KMS key. */
  readonly kmsKeyId: string;
}

/** Source: CloudWatch Logs User Guide, "Encrypt log data in CloudWatch Logs using AWS Key Management Service". */
const servicePrincipal = (region: string): string => `logs.${region}.amazonaws.com`;

/** CloudWatch Logs uses the key for itself. */
export function asLogs({ accountId }: Pick<Host, 'accountId'>, { region, arn, kmsKeyId }: EncryptedGroup): UseOfKey {
  return {
    region,
    keyId: kmsKeyId,
    context: { 'aws:logs:arn': arn },
    principal: { kind: 'service', name: servicePrincipal(region), sourceArn: arn, sourceAccount: accountId },
    sourceArn: arn,
  };
}

/** CloudWatch Logs uses the key for somebody who reads the group. */
export function onBehalfOf(principal: Principal, { region, arn, kmsKeyId }: EncryptedGroup): UseOfKey {
  return {
    region,
    keyId: kmsKeyId,
    context: { 'aws:logs:arn': arn },
    principal,
    viaService: servicePrincipal(region),
  };
}
