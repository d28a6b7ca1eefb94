/** Limits of the account and of functions. Source: Lambda Developer Guide, "Lambda quotas". */
export const limits = {
  /** Concurrent executions of all functions of a region. */
  concurrency: 1000,
  /** Of these, what reserved concurrency must leave for the other functions. */
  unreservedConcurrency: 100,
  environmentBytes: 4096,
  /** Unzipped code. */
  codeBytes: 262_144_000,
  requestBytes: 6_291_456,
  asynchronousRequestBytes: 1_048_576,
  responseBytes: 6_291_556,
} as const;
