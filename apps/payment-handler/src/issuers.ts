/** First digits, from and to, and how many digits such a number has. */
type Range = readonly [from: string, to: string, lengths: readonly number[]];

const FROM_16 = [16, 17, 18, 19];

/**
 * Ranges of issuer identification numbers by network, as the networks publish them. UATP (15 digits, beginning with 1) is left
 * out: airlines' own cards, and too much else looks like them.
 */
const RANGES: readonly Range[] = [
  ['4', '4', [13, 16, 18, 19]], // Visa
  ['51', '55', [16]], // Mastercard
  ['2221', '2720', [16]],
  ['34', '34', [15]], // American Express
  ['37', '37', [15]],
  ['300', '305', [14, ...FROM_16]], // Diners Club
  ['3095', '3095', [14, ...FROM_16]],
  ['36', '36', [14, 15, ...FROM_16]],
  ['38', '39', [14, ...FROM_16]],
  ['6011', '6011', FROM_16], // Discover
  ['644', '649', FROM_16],
  ['65', '65', FROM_16], // … and RuPay
  ['62', '62', FROM_16], // UnionPay
  ['81', '82', FROM_16], // … and RuPay
  ['3528', '3589', FROM_16], // JCB
  ['50', '50', [13, 14, 15, ...FROM_16]], // Maestro, Elo, Verve
  ['56', '58', [13, 14, 15, ...FROM_16]],
  ['63', '63', [13, 14, 15, ...FROM_16]],
  ['67', '67', [13, 14, 15, ...FROM_16]],
  ['60', '60', [16, 19]], // RuPay, Hipercard
  ['353', '353', [16]],
  ['356', '356', [16]],
  ['2200', '2204', FROM_16], // Mir
  ['9792', '9792', [16]], // Troy
  ['8600', '8600', [16]], // Uzcard
  ['9860', '9860', [16]], // Humo
];

/** Whether a network issues numbers that begin like `digits` and are as long. */
export function isIssued(digits: string): boolean {
  return RANGES.some(([from, to, lengths]) => {
    const prefix = digits.slice(0, from.length);
    return prefix >= from && prefix <= to && lengths.includes(digits.length);
  });
}
