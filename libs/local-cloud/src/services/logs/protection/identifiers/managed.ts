import type { Detector } from '../detector.ts';
import { awsSecretKey } from './aws-secret-key.ts';
import { creditCardExpiration, creditCardSecurityCode } from './credit-card-codes.ts';
import { creditCardNumber } from './credit-card-number.ts';
import { emailAddress } from './email-address.ts';

/** Managed data identifiers that the local cloud detects. */
export const managed: readonly Detector[] = [
  awsSecretKey,
  creditCardExpiration,
  creditCardNumber,
  creditCardSecurityCode,
  emailAddress,
];
