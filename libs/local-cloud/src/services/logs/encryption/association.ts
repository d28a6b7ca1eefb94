import { parseArn } from '@palisade/policies';
import type { Host } from '../../../kernel/host.ts';
import type { CloudView } from '../../../kernel/service.ts';
import { keyProblem } from '../../kms/index.ts';
import { keyNotUsable } from '../errors.ts';
import { asLogs, type EncryptedGroup } from './use-of-key.ts';

/**
 * What the key policy must let CloudWatch Logs do, with the ARN of the group as encryption context.
 * DescribeKey, which the policy there names too, carries no encryption context: under the condition it is allowed in writing only.
 * Source: CloudWatch Logs User Guide, "Encrypt log data in CloudWatch Logs using AWS Key Management Service", step 2.
 */
const ACTIONS = ['kms:Encrypt', 'kms:Decrypt', 'kms:ReEncryptFrom', 'kms:ReEncryptTo', 'kms:GenerateDataKey'];

/**
 * What AWS answers when this KMS key is to encrypt this group from now on; undefined if it may.
 * Source: CloudWatch Logs API Reference, AssociateKmsKey, for a key that is not enabled; the answers of CreateLogGroup for the others.
 */
export function associationProblem(view: CloudView, host: Host, group: EncryptedGroup): string | undefined {
  const keyRegion = parseArn(group.kmsKeyId)?.region;
  const problem =
    keyRegion === group.region
      ? keyProblem(view, host, asLogs(host, group), ACTIONS)
      : `the key is in ${keyRegion}, the log group in ${group.region}`;
  if (problem === undefined) return undefined;
  const notEnabled = /^(?:Disabled|KMSInvalidState)Exception:/.test(problem);
  return `${notEnabled ? 'InvalidParameterException' : 'AccessDeniedException'}: ${keyNotUsable(group.arn, problem)}`;
}
