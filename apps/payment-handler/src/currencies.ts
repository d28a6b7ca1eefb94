/**
 * Currencies in use by the number of their fraction digits (ISO 4217 list one, as of January 2026). No funds (CLF, UYW, …), metals
 * (XAU), units of account (XDR) or test codes (XTS): nobody pays with those.
 * @see https://www.six-group.com/en/products-services/financial-information/data-standards.html
 */
const BY_FRACTION_DIGITS: Readonly<Record<number, string>> = {
  0: 'BIF DJF GNF ISK JPY KMF KRW PYG RWF UGX VND VUV XAF XOF XPF CLP',
  2:
    'AED AFN ALL AMD AOA ARS AUD AWG AZN BAM BBD BDT BMD BND BOB BRL BSD BTN BWP BYN BZD CAD CDF CHF CNY COP CRC CUP ' +
    'CVE CZK DKK DOP DZD EGP ERN ETB EUR FJD FKP GBP GEL GHS GIP GMD GTQ GYD HKD HNL HTG HUF IDR ILS INR IRR JMD KES ' +
    'KGS KHR KPW KYD KZT LAK LBP LKR LRD LSL MAD MDL MGA MKD MMK MNT MOP MRU MUR MVR MWK MXN MYR MZN NAD NGN NIO NOK ' +
    'NPR NZD PAB PEN PGK PHP PKR PLN QAR RON RSD RUB SAR SBD SCR SDG SEK SGD SHP SLE SOS SRD SSP STN SVC SYP SZL THB ' +
    'TJS TMT TOP TRY TTD TWD TZS UAH USD UYU UZS VED VES WST XCD XCG YER ZAR ZMW ZWG',
  3: 'BHD IQD JOD KWD LYD OMR TND',
};

const FRACTION_DIGITS: ReadonlyMap<string, number> = new Map(
  Object.entries(BY_FRACTION_DIGITS).flatMap(([digits, codes]) =>
    codes.split(' ').map((code): [string, number] => [code, Number(digits)]),
  ),
);

/** How many fraction digits a currency has; undefined when `code` is none that is in use. */
export function fractionDigits(code: string): number | undefined {
  return FRACTION_DIGITS.get(code);
}

/** Every currency that can be paid in. */
export const currencies: readonly string[] = [...FRACTION_DIGITS.keys()];
