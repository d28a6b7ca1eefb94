import type { Detector, Span } from '../detector.ts';

const LOCAL = /[A-Za-z\d._%+-]/;
/** Behind the `@`: labels, the last of letters only. */
const DOMAIN = /(?:[A-Za-z\d](?:[A-Za-z\d-]{0,61}[A-Za-z\d])?\.){1,8}[A-Za-z]{2,63}(?![A-Za-z\d-])/y;
const LONGEST_LOCAL = 64;

/** Needs no keyword. Source: CloudWatch Logs User Guide, "Personally identifiable information (PII)". */
export const emailAddress: Detector = {
  name: 'EmailAddress',
  find(text) {
    const found: Span[] = [];
    let free = 0;
    for (let at = text.indexOf('@'); at !== -1; at = text.indexOf('@', at + 1)) {
      let start = at;
      while (start > free && at - start < LONGEST_LOCAL && LOCAL.test(text[start - 1] ?? '')) start -= 1;
      DOMAIN.lastIndex = at + 1;
      const domain = start === at ? null : DOMAIN.exec(text);
      if (domain === null) continue;
      free = at + 1 + domain[0].length;
      found.push({ start, end: free });
    }
    return found;
  },
};
