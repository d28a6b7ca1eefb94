import fc from 'fast-check';

/** Numbers the networks and processors publish for tests; none is anybody's card. */
export const TEST_CARDS = [
  '4111111111111111',
  '4012888888881881',
  '4222222222222',
  '5555555555554444',
  '5105105105105100',
  '2223003122003222',
  '378282246310005',
  '371449635398431',
  '6011111111111117',
  '6011000990139424',
  '30569309025904',
  '38520000023237',
  '3530111333300000',
  '3566002020360505',
  '6200000000000005',
  '6759649826438453',
  '5019717010103742',
  '2200770212727079',
] as const;

const issued: readonly (readonly [prefix: string, length: number])[] = [
  ['4', 16],
  ['4', 19],
  ['4', 13],
  ['51', 16],
  ['55', 16],
  ['2221', 16],
  ['2720', 16],
  ['34', 15],
  ['37', 15],
  ['300', 14],
  ['36', 14],
  ['6011', 16],
  ['649', 16],
  ['65', 19],
  ['62', 18],
  ['3528', 16],
  ['3589', 17],
  ['6759', 19],
];

/** The digit that makes a card number of `digits`: worked out in another way than by the code under test. */
export function withCheckDigit(digits: string): string {
  const doubled = [0, 2, 4, 6, 8, 1, 3, 5, 7, 9];
  const sum = [...digits]
    .reverse()
    .reduce((total, digit, at) => total + (at % 2 ? Number(digit) : (doubled[Number(digit)] ?? 0)), 0);
  return `${digits}${(10 - (sum % 10)) % 10}`;
}

/** Any number that a network could have issued. */
export const cardNumber = fc
  .tuple(fc.constantFrom(...issued), fc.array(fc.integer({ min: 0, max: 9 }), { minLength: 19, maxLength: 19 }))
  .map(([[prefix, length], digits]) => withCheckDigit((prefix + digits.join('')).slice(0, length - 1)));

/** The same digits in groups, as people write them. */
export const written = (number: string): fc.Arbitrary<string> =>
  fc
    .tuple(
      fc.constantFrom(' ', '-', '\u00a0', '\u2011', '\u200b', ' - ', '\t', '\u2212'),
      fc.array(fc.boolean(), { minLength: number.length, maxLength: number.length }),
    )
    .map(([separator, breaks]) =>
      [...number].map((digit, at) => (at > 0 && breaks[at] ? separator + digit : digit)).join(''),
    );
