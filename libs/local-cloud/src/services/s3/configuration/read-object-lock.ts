import type { Properties } from '@palisade/local-engine';
import { block, flag, number, text } from '../../../kernel/properties.ts';
import type { BucketLock } from '../locks/retention.ts';

/** Object Lock as a bucket, or the configuration beside it, declares it; undefined if neither does. */
export function readObjectLock(bucket: Properties, configuration: Properties | undefined): BucketLock | undefined {
  if (configuration === undefined) return flag(bucket, 'objectLockEnabled') ? {} : undefined;
  const retention = block(block(configuration, 'rule') ?? {}, 'defaultRetention');
  if (retention === undefined) return {};
  const mode = text(retention, 'mode') === 'COMPLIANCE' ? 'COMPLIANCE' : 'GOVERNANCE';
  const days = number(retention, 'days');
  return {
    defaultRetention: { mode, ...(days === undefined ? { years: number(retention, 'years') ?? 1 } : { days }) },
  };
}
