import { assumedRoleArn, iamUserArn } from '@palisade/policies';
import type { Clock } from '../../kernel/clock.ts';
import type {
  Credentials,
  MfaOutcome,
  MfaPresentation,
  RoleSessionRequest,
  UserSessionRequest,
} from '../../kernel/host.ts';
import type { IdentityPrincipal } from '../../kernel/principal.ts';
import { uniqueId } from '../../kernel/unique-id.ts';
import { SignatureProblem } from '../sigv4/problem.ts';
import { openSessionKey, openUserKeys } from './files.ts';
import { DeployerMfa } from './mfa-device.ts';
import { SessionTokens, type SessionToken } from './session-token.ts';

/** What authentication needs of IAM. */
export interface Roles {
  /** The role's name and unique id; undefined if there is no such role (any more). */
  role(arn: string): { readonly name: string; readonly uniqueId: string } | undefined;
}

interface Identified {
  readonly secret: string;
  readonly principal: IdentityPrincipal;
}

export interface CredentialsOptions {
  /** The `.palisade` directory. */
  readonly root: string;
  readonly accountId: string;
  readonly partition: string;
  readonly region: string;
  readonly clock: Clock;
  readonly roles: Roles;
}

/** All keys this cloud accepts: users' long-term keys from `aws/credentials`, and sessions by their tokens. */
export class CredentialStore {
  readonly #options: CredentialsOptions;
  readonly #users = new Map<string, Identified>();
  readonly #tokens: SessionTokens;
  readonly #mfa: DeployerMfa;
  readonly #sessions = new WeakMap<SessionToken, Identified>();

  constructor(options: CredentialsOptions) {
    this.#options = options;
    this.#tokens = new SessionTokens(openSessionKey(options.root));
    this.#mfa = new DeployerMfa(options);
    const { accountId, partition } = options;
    for (const { user, accessKeyId, secretAccessKey } of openUserKeys(options.root, options.region)) {
      const arn = iamUserArn({ partition, account: accountId, name: user });
      this.#users.set(accessKeyId, {
        secret: secretAccessKey,
        principal: { kind: 'user', accountId, arn, principalArn: arn, userId: uniqueId('AIDA', arn), accessKeyId },
      });
    }
  }

  /** The user's principal and long-term key; undefined if there is no such user. */
  user(
    name: string,
  ):
    | { readonly principal: IdentityPrincipal; readonly accessKeyId: string; readonly secretAccessKey: string }
    | undefined {
    for (const { principal, secret } of this.#users.values()) {
      if (principal.arn.endsWith(`:user/${name}`))
        return { principal, accessKeyId: principal.accessKeyId, secretAccessKey: secret };
    }
    return undefined;
  }

  /** Whose key a claim names, and the secret to verify it with. Throws SignatureProblem. */
  identify(accessKeyId: string, token: string | undefined): Identified {
    if (token === undefined) {
      const user = this.#users.get(accessKeyId);
      if (user === undefined) throw new SignatureProblem('unknown-key', '', { AWSAccessKeyId: accessKeyId });
      return user;
    }
    const opened = this.#tokens.open(token);
    if (opened === undefined || opened.accessKeyId !== accessKeyId) throw new SignatureProblem('invalid-token');
    if (opened.facts.expiresAt <= this.#options.clock.now()) throw new SignatureProblem('expired-token');
    if (opened.sessionName !== undefined && this.#options.roles.role(opened.arn)?.uniqueId !== opened.uniqueId) {
      throw new SignatureProblem('invalid-token');
    }
    let identified = this.#sessions.get(opened);
    if (identified === undefined) {
      identified = { secret: this.#tokens.secretOf(accessKeyId), principal: this.#principal(opened) };
      this.#sessions.set(opened, identified);
    }
    return identified;
  }

  issueForRole(request: RoleSessionRequest): Credentials {
    const role = this.#options.roles.role(request.roleArn);
    if (role === undefined) throw new Error(`There is no role ${request.roleArn}.`);
    const now = this.#options.clock.now();
    const { policy, tags, mfaAuthenticated, sourceFunctionArn } = request;
    return this.#tokens.issue({
      arn: request.roleArn,
      uniqueId: role.uniqueId,
      sessionName: request.sessionName,
      facts: {
        issuedAt: now,
        expiresAt: now + request.duration * 1000,
        ...(policy !== undefined && { policy }),
        ...(tags !== undefined && { tags }),
        ...(mfaAuthenticated !== undefined && { mfaAuthenticated }),
        ...(sourceFunctionArn !== undefined && { sourceFunctionArn }),
      },
    });
  }

  issueForUser({ principal, duration, mfaAuthenticated = false }: UserSessionRequest): Credentials {
    const now = this.#options.clock.now();
    return this.#tokens.issue({
      arn: principal.arn,
      uniqueId: principal.userId,
      facts: { issuedAt: now, expiresAt: now + duration * 1000, mfaAuthenticated },
    });
  }

  presentMfa(presentation: MfaPresentation): MfaOutcome {
    return this.#mfa.present(presentation);
  }

  #principal(token: SessionToken): IdentityPrincipal {
    const { accountId, partition } = this.#options;
    const { accessKeyId, arn, facts: session, sessionName, uniqueId: id } = token;
    if (sessionName === undefined) {
      return { kind: 'user', accountId, arn, principalArn: arn, userId: id, accessKeyId, session };
    }
    const role = arn.slice(arn.lastIndexOf('/') + 1);
    return {
      kind: 'assumed-role',
      accountId,
      arn: assumedRoleArn({ partition, account: accountId, role, session: sessionName }),
      principalArn: arn,
      userId: `${id}:${sessionName}`,
      accessKeyId,
      session,
    };
  }
}
