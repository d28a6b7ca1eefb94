import type { FieldToMatch, TextTransformation } from '../statements/statement.ts';

/*
 * The parts of a request that AWS's managed rules look into, each one constant, so that an evaluator can decode each part once for all rules.
 */

/**
 * All names and values of a JSON body, each for itself; a body that is no JSON, as a whole. AWS documents "the request body". Read value by
 * value, a body's quotes are not in the way of what they enclose, and innocent JSON is not read as code.
 */
export const BODY: FieldToMatch = {
  JsonBody: {
    MatchPattern: { All: {} },
    MatchScope: 'ALL',
    InvalidFallbackBehavior: 'EVALUATE_AS_STRING',
    OversizeHandling: 'CONTINUE',
  },
};
/** The body as it came, for its size. */
export const RAW_BODY: FieldToMatch = { Body: { OversizeHandling: 'CONTINUE' } };
export const URI_PATH: FieldToMatch = { UriPath: {} };
export const QUERY_STRING: FieldToMatch = { QueryString: {} };
export const QUERY_ARGUMENTS: FieldToMatch = { AllQueryArguments: {} };
export const COOKIES: FieldToMatch = {
  Cookies: { MatchPattern: { All: {} }, MatchScope: 'VALUE', OversizeHandling: 'CONTINUE' },
};
/** Names and values of all headers. */
export const HEADERS: FieldToMatch = {
  Headers: { MatchPattern: { All: {} }, MatchScope: 'ALL', OversizeHandling: 'CONTINUE' },
};
export const METHOD: FieldToMatch = { Method: {} };

export const header = (name: string): FieldToMatch => ({ SingleHeader: { Name: name } });

export const UNCHANGED: readonly TextTransformation[] = [{ Priority: 0, Type: 'NONE' }];
/** Percent signs twice over and character references, in which attacks are wrapped. */
export const DECODED: readonly TextTransformation[] = [
  { Priority: 0, Type: 'URL_DECODE_UNI' },
  { Priority: 1, Type: 'URL_DECODE_UNI' },
  { Priority: 2, Type: 'HTML_ENTITY_DECODE' },
];
