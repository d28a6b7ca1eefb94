/** A problem with the code of AWS's error, where it has none of its own and is not the local cloud's. */
export function asInvalid(problem: string): string {
  return /^(WAF\w+Exception:|The local cloud )/.test(problem) ? problem : `WAFInvalidParameterException: ${problem}`;
}
