import { ask, attacks, describedAs, pay, type Attack } from './request.ts';

/** More than a payment needs, by one byte or by much. */
export const oversize: readonly Attack[] = [
  ...attacks('body-size', {
    'body: 33 KB of JSON': pay('oversize json', {
      metadata: Object.fromEntries(Array.from({ length: 132 }, (_, index) => [`field${index}`, 'x'.repeat(240)])),
    }),
    'body: one byte too many': { path: '/process-payment', body: ' '.repeat(32 * 1024 + 1) },
    'body: 100 KB, more than is inspected': { path: '/process-payment', body: ' '.repeat(100_000) },
    'body: an attack behind 70 KB': describedAs('oversize padding', `${'x'.repeat(70_000)}' or 1=1--`),
  }),
  ...attacks('SizeRestrictions_QUERYSTRING', {
    'query: 2,049 bytes': ask(`q=${'x'.repeat(2_047)}`),
    'query: 4 KB': ask(`q=${'x'.repeat(4_096)}`),
  }),
  ...attacks('SizeRestrictions_URIPATH', { 'path: 1,025 bytes': { path: `/payments/${'x'.repeat(1_015)}` } }),
];
