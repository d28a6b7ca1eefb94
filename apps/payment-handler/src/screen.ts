import { clientCertificateOf, HttpProblem, payloadTooLarge, type ProblemKind, type Screen } from '@palisade/lambda-kit';
import { hasCardNumber } from './card-number.ts';
import { clientOf } from './client.ts';
import { bodyTexts, headerTexts, pathTexts, queryTexts, type Event } from './event-texts.ts';

export const cardNumberRefused: ProblemKind = {
  status: 400,
  code: 'card-number',
  title: 'The request contains a card number',
};

/**
 * As much as AWS WAF's core rule set lets pass (SizeRestrictions_BODY): no body gets here that rules have not seen to its end.
 * @see https://docs.aws.amazon.com/waf/latest/developerguide/aws-managed-rule-groups-baseline.html
 */
export const MAX_BODY_BYTES = 8_192;

/**
 * Refuses, before anything of the request is logged or parsed: whoever shows no valid certificate (403), a body too large (413), and
 * card numbers wherever they are (400). This API keeps payments, not cards: a card number has no business here, and what never
 * gets in need not be protected. The answer says which part of the request has one, and no more.
 */
export function screen(now: () => Date): Screen {
  return (event) => {
    clientOf(clientCertificateOf(event), now());
    const bytes = Buffer.byteLength(event.body ?? '', event.isBase64Encoded ? 'base64' : 'utf8');
    if (bytes > MAX_BODY_BYTES) {
      throw new HttpProblem(payloadTooLarge, { detail: `The body must be at most ${MAX_BODY_BYTES} bytes` });
    }
    for (const [part, textsOf] of PARTS) {
      if (textsOf(event).some(hasCardNumber)) {
        throw new HttpProblem(cardNumberRefused, { detail: `The ${part} must not contain a card number` });
      }
    }
  };
}

const PARTS: readonly [string, (event: Event) => string[]][] = [
  ['body', bodyTexts],
  ['path', pathTexts],
  ['query', queryTexts],
  ['headers', headerTexts],
];
