import type { Resource } from '@palisade/local-engine';
import { text, type GraphView } from './graph-view.ts';
import { stackReader } from './stack-reader.ts';

export const processingFunctions = ['authorizer', 'api-handler', 'processor', 'notifier'] as const;
export type ProcessingFunction = (typeof processingFunctions)[number];

/** A processing stack as its requirement speaks of it. */
export function processingReader(stack: () => GraphView) {
  const reader = stackReader(stack);
  const { bucketPart, one } = reader;
  return {
    ...reader,
    lambda: (name: ProcessingFunction): Resource => one('aws:lambda/function:Function', name),
    key: (kind: 'data' | 'logs' | 'messaging'): string => text(one('aws:kms/key:Key', `${kind}-key`), 'arn'),
    bucketPart: (part: string, token: string, bucket = 'documents-bucket'): Resource => bucketPart(part, token, bucket),
  };
}
