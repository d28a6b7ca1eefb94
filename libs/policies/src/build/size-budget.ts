import { PolicyError } from '../errors.ts';
import { describeKind } from '../policy-kind.ts';
import type { Policy } from './policy.ts';

/** How much of what a document may have. */
export interface SizeBudget {
  readonly limit: number;
  readonly unit: 'characters' | 'bytes';
  /** What to do about a document that is too long. */
  readonly remedy: string;
}

/**
 * How long a document may be. Most services count white space, and the documents here have none.
 * Sources: IAM and AWS STS quotas; Amazon S3, "Bucket policies"; AWS KMS quotas; AWS PrivateLink, "Endpoint policies"; Amazon
 * SQS policy quotas; Amazon SNS API permissions; DynamoDB resource-based policy considerations; API Gateway quotas.
 *
 * @example
 * const budget: SizeBudget = sizeBudgets.managed;
 * budget.limit; // => 6144
 */
export const sizeBudgets = {
  managed: { limit: 6144, unit: 'characters', remedy: 'Split it into several managed policies; a role takes ten.' },
  inlineRole: {
    limit: 10240,
    unit: 'characters',
    remedy: 'Move statements to a managed policy; all inline policies of a role share this budget.',
  },
  trust: { limit: 2048, unit: 'characters', remedy: 'Name fewer principals, or an account with a condition.' },
  bucket: { limit: 20480, unit: 'bytes', remedy: 'Merge statements, or move grants to identity policies.' },
  gatewayEndpoint: {
    limit: 20480,
    unit: 'characters',
    remedy: 'Name fewer buckets or tables, or use another endpoint.',
  },
  interfaceEndpoint: {
    limit: 20480,
    unit: 'characters',
    remedy: 'Name fewer principals or resources, or use another endpoint.',
  },
  key: {
    limit: 32768,
    unit: 'bytes',
    remedy: 'Move grants to identity policies; the account statement lets them count.',
  },
  queue: { limit: 8192, unit: 'bytes', remedy: 'Merge statements, or move grants to identity policies.' },
  topic: { limit: 30720, unit: 'bytes', remedy: 'Merge statements, or move grants to identity policies.' },
  table: { limit: 20480, unit: 'bytes', remedy: 'Merge statements, or move grants to identity policies.' },
  api: { limit: 8192, unit: 'bytes', remedy: 'Name fewer methods or principals, or move grants to identity policies.' },
} as const satisfies Record<string, SizeBudget>;

export function checkSize(policy: Policy, { limit, unit, remedy }: SizeBudget): void {
  const text = JSON.stringify(policy.document);
  const size = unit === 'bytes' ? new TextEncoder().encode(text).length : text.length;
  if (size <= limit) return;
  throw new PolicyError(
    policy.name,
    undefined,
    `the ${describeKind(policy.kind)} has ${size} ${unit}, AWS takes ${limit}`,
    remedy,
  );
}
