/** Milliseconds kept of the invocation's time to answer in, once AWS has been given up. */
export const TIME_TO_ANSWER = 500;
