/** What can happen to an object that a notification may tell. Source: Amazon S3 User Guide, "Supported event types for SQS, SNS, and Lambda". */
export const eventTypes = [
  's3:ObjectCreated:Put',
  's3:ObjectCreated:Copy',
  's3:ObjectCreated:CompleteMultipartUpload',
  's3:ObjectRemoved:Delete',
  's3:ObjectRemoved:DeleteMarkerCreated',
] as const;

export type EventType = (typeof eventTypes)[number];

/** What a program may ask for; `Post` uploads do not happen here, but asking for them does no harm. */
export const eventPatterns = [
  ...eventTypes,
  's3:ObjectCreated:*',
  's3:ObjectCreated:Post',
  's3:ObjectRemoved:*',
] as const;

/** Whether what a rule asks for includes that event. */
export function includesEvent(patterns: readonly string[], event: string): boolean {
  return patterns.some((pattern) =>
    pattern.endsWith('*') ? event.startsWith(pattern.slice(0, -1)) : pattern === event,
  );
}

/** Whether two rules could both be asked about one event. */
export function shareEvent(one: readonly string[], other: readonly string[]): boolean {
  return eventPatterns.some(
    (event) => !event.endsWith('*') && includesEvent(one, event) && includesEvent(other, event),
  );
}
