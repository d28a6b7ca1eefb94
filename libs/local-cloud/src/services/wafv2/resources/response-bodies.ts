import { list, object, oneOf, required, string, type Properties, type Shape } from '@palisade/local-engine';
import { blocks, text } from '../../../kernel/properties.ts';
import { invalidParameter } from '../errors.ts';

export const responseBodiesInput: Shape = list(
  object({
    key: required(string),
    content: required(string),
    contentType: required(oneOf('TEXT_PLAIN', 'TEXT_HTML', 'APPLICATION_JSON')),
  }),
);

/** Source: AWS WAF Developer Guide, "AWS WAF quotas": 50 bodies of 4 KB, 50 KB together. */
export function responseBodyProblems(inputs: Properties): string[] {
  const bodies = blocks(inputs, 'customResponseBodies');
  const keys = bodies.map((body) => text(body, 'key') ?? '');
  const sizes = bodies.map((body) => Buffer.byteLength(text(body, 'content') ?? ''));
  const problems = keys
    .filter((key, at) => !/^[\w-]{1,128}$/.test(key) || keys.indexOf(key) !== at)
    .map((key) => invalidParameter('The key is malformed or used twice.', 'CUSTOM_RESPONSE_BODY', key));
  const total = sizes.reduce((sum, size) => sum + size, 0);
  if (bodies.length > 50 || total > 51_200 || sizes.some((size) => size < 1 || size > 4096))
    problems.push(
      'WAFLimitsExceededException: There are at most 50 custom response bodies of 1 to 4096 bytes, 50 KB together.',
    );
  return problems;
}
