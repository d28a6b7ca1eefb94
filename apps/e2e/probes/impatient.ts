/** A probe without a way to a service has to answer before it times out itself. */
export const impatient = { maxAttempts: 1, requestHandler: { connectionTimeout: 3_000, requestTimeout: 10_000 } };
