import { AwsError } from '../../kernel/errors.ts';
import type { Host } from '../../kernel/host.ts';
import type { Call } from '../../kernel/operation.ts';
import { kms } from '../kms/index.ts';
import { AccessDenied, KmsRefused } from './errors.ts';
import type { KeyUser } from './storage/kms-data-keys.ts';

/** KMS as S3 calls it on behalf of `principal`: with that caller's permissions, and with S3's errors. */
export function keyUserFor(host: Host, { principal, region }: Pick<Call, 'principal' | 'region'>): KeyUser {
  const state = host.state(kms);
  const use = (keyId: string, context: Readonly<Record<string, string>>) => ({
    region,
    keyId,
    context,
    principal,
    viaService: `s3.${region}.amazonaws.com`,
  });
  return {
    generateDataKey: (keyId, context) => translated(() => state.generateDataKey(use(keyId, context))),
    decrypt: (keyId, context, ciphertext) => translated(() => state.decrypt(use(keyId, context), ciphertext)),
  };
}

/** S3 passes KMS's words on: a denial as its own, anything else under KMS's name. */
function translated<T>(call: () => T): T {
  try {
    return call();
  } catch (error) {
    if (!(error instanceof AwsError)) throw error;
    throw error.code === 'AccessDeniedException' ? new AccessDenied(error.message) : new KmsRefused(error);
  }
}
