import { regexSpans } from '../../filter/regex.ts';
import { FilterPatternError } from '../../filter/error.ts';
import type { Detector } from '../detector.ts';
import { PolicyDocumentError } from '../policy-error.ts';

const ALLOWED = /^[A-Za-z0-9_#=@/;, \-^$?[\]{}|\\*+.]+$/;
const MOST_CHARACTERS = 200;

/** Throws PolicyDocumentError. Source: CloudWatch Logs User Guide, "Custom data identifiers". */
export function customIdentifier(name: string, regex: string): Detector {
  if (regex.length > MOST_CHARACTERS)
    throw new PolicyDocumentError(
      `the regular expression of '${name}' has ${regex.length} of ${MOST_CHARACTERS} characters`,
    );
  if (!ALLOWED.test(regex))
    throw new PolicyDocumentError(`the regular expression of '${name}' has characters that are not supported`);
  try {
    return { name, find: regexSpans(regex) };
  } catch (error) {
    if (error instanceof FilterPatternError)
      throw new PolicyDocumentError(`the regular expression of '${name}': ${error.message}`);
    throw error;
  }
}
