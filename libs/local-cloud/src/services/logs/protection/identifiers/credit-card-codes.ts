import type { Detector } from '../detector.ts';
import { keywords, nearKeyword } from '../keywords.ts';

/** `MM/YY` or `MM/YYYY`, also with a hyphen. AWS does not say which forms it knows. */
const DATE = /[01](?<![A-Za-z\d/-][01])(?:(?<=0)[1-9]|(?<=1)[0-2])[/-](?:20)?\d{2}(?![A-Za-z\d/-])/g;
const CODE = /\d(?<![A-Za-z\d]\d)\d{2,3}(?![A-Za-z\d])/g;

/** Source: CloudWatch Logs User Guide, "Financial information". */
export const creditCardExpiration: Detector = {
  name: 'CreditCardExpiration',
  find: nearKeyword(DATE, keywords('exp d…', 'exp m…', 'exp y…', 'expiration', 'expiry')),
};

/** Three or four digits. Source: CloudWatch Logs User Guide, "Financial information". */
export const creditCardSecurityCode: Detector = {
  name: 'CreditCardSecurityCode',
  find: nearKeyword(
    CODE,
    keywords(
      ...['card id', 'card identification code', 'card identification number', 'card security code'],
      ...['card validation code', 'card validation number', 'card verification data', 'card verification value'],
      ...['cvc', 'cvc2', 'cvv', 'cvv2', 'elo verification code'],
    ),
  ),
};
