import type { Service } from '../kernel/service.ts';
import type { Clock } from '../kernel/clock.ts';
import type { Principal } from '../kernel/principal.ts';
import type { CredentialStore } from './credentials/index.ts';
import type { Claim, SignableRequest } from './sigv4/claim.ts';
import { SignatureProblem } from './sigv4/problem.ts';
import { SigningKeys } from './sigv4/signing-key.ts';
import { verifySignature, type VerifiedPayload } from './sigv4/verify.ts';

const MINUTE = 60_000;
const anonymous: Principal = { kind: 'anonymous' };

export interface Authenticated extends VerifiedPayload {
  readonly principal: Principal;
}

/** What counts about the service a request is signed for. */
export type SignedService = Pick<Service, 'name' | 'signingName' | 'maxSkew'>;

/** Finds out who signed a request and whether they really did. */
export class Authenticator {
  readonly #credentials: CredentialStore;
  readonly #clock: Clock;
  readonly #keys = new SigningKeys();

  constructor(credentials: CredentialStore, clock: Clock) {
    this.#credentials = credentials;
    this.#clock = clock;
  }

  /** `service` is the one the request is going to; a claim for another one is refused. Throws SignatureProblem. */
  authenticate(
    request: SignableRequest,
    claim: Claim | undefined,
    body: Buffer,
    service: SignedService,
  ): Authenticated {
    if (claim === undefined) return { principal: anonymous, body };
    const signingName = service.signingName ?? service.name;
    if (claim.service !== signingName) {
      throw new SignatureProblem(
        'wrong-scope',
        service.name === 's3'
          ? `incorrect service "${claim.service}". This endpoint belongs to "s3".`
          : `Credential should be scoped to correct service: '${signingName}'. `,
      );
    }
    const { principal, secret } = this.#credentials.identify(claim.accessKeyId, claim.token);
    const signingKey = this.#keys.get(claim.accessKeyId, secret, claim.scope);
    const payload = verifySignature({
      request,
      claim,
      body,
      signingKey,
      now: this.#clock.now(),
      maxSkew: service.maxSkew ?? 15 * MINUTE,
    });
    return { principal, ...payload };
  }
}
