/** Milliseconds kept of the invocation's time to end in, once AWS has been given up. */
export const TIME_TO_END = 500;
