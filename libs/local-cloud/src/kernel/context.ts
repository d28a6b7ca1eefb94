import type { ContextValue } from '@palisade/policies';
import type { Connection } from './edge.ts';
import type { Principal } from './principal.ts';

/** What the global condition keys of one request are made from. */
export interface ContextFacts {
  readonly principal: Principal;
  readonly region: string;
  readonly accountId: string;
  /** Milliseconds since the epoch. */
  readonly now: number;
  /** Absent for calls that services make inside the cloud. */
  readonly connection?: Connection;
  readonly userAgent?: string | undefined;
  readonly referer?: string | undefined;
}

/**
 * Global condition keys of a request, and those of S3 and Lambda that only the door knows.
 * Source: IAM User Guide, "AWS global condition context keys".
 */
export function globalContext(facts: ContextFacts): Record<string, ContextValue> {
  const { principal, region, accountId, now } = facts;
  const context: Record<string, ContextValue> = {
    'aws:CurrentTime': currentTime(now),
    'aws:EpochTime': Math.floor(now / 1000),
    'aws:RequestedRegion': region,
    'aws:ResourceAccount': accountId,
    'aws:ViaAWSService': 'false',
  };
  if (facts.connection !== undefined) addConnection(context, facts.connection);
  if (facts.userAgent !== undefined) context['aws:UserAgent'] = facts.userAgent;
  if (facts.referer !== undefined) context['aws:Referer'] = facts.referer;
  addPrincipal(context, principal, now);
  return context;
}

function addConnection(
  context: Record<string, ContextValue>,
  { path, scheme, sourceIp, tlsVersion }: Connection,
): void {
  context['aws:SecureTransport'] = scheme === 'https' ? 'true' : 'false';
  if (tlsVersion !== undefined) context['s3:TlsVersion'] = tlsVersion.slice(4);
  if (path?.via === 'vpc-endpoint') {
    context['aws:SourceVpce'] = path.vpcEndpointId;
    context['aws:SourceVpc'] = path.vpcId;
    context['aws:VpcSourceIp'] = path.vpcSourceIp;
  } else {
    context['aws:SourceIp'] = sourceIp;
  }
}

function addPrincipal(context: Record<string, ContextValue>, principal: Principal, now: number): void {
  switch (principal.kind) {
    case 'anonymous':
      context['aws:PrincipalType'] = 'Anonymous';
      context['aws:userid'] = 'anonymous';
      return;
    case 'service':
      context['aws:PrincipalIsAWSService'] = 'true';
      context['aws:PrincipalServiceName'] = principal.name;
      context['aws:PrincipalServiceNamesList'] = [principal.name];
      context['aws:SourceArn'] = principal.sourceArn;
      context['aws:SourceAccount'] = principal.sourceAccount;
      return;
  }
  context['aws:PrincipalIsAWSService'] = 'false';
  context['aws:PrincipalArn'] = principal.principalArn;
  context['aws:PrincipalAccount'] = principal.accountId;
  context['aws:PrincipalType'] = principalTypes[principal.kind];
  context['aws:userid'] = principal.userId;
  if (principal.kind === 'user') context['aws:username'] = principal.arn.slice(principal.arn.lastIndexOf('/') + 1);
  const { session } = principal;
  if (session === undefined) return;
  context['aws:TokenIssueTime'] = currentTime(session.issuedAt);
  context['aws:MultiFactorAuthPresent'] = session.mfaAuthenticated === true ? 'true' : 'false';
  if (session.mfaAuthenticated === true)
    context['aws:MultiFactorAuthAge'] = Math.floor((now - session.issuedAt) / 1000);
  if (session.sourceFunctionArn !== undefined) context['lambda:SourceFunctionArn'] = session.sourceFunctionArn;
  for (const key in session.tags) context[`aws:PrincipalTag/${key}`] = session.tags[key] as string;
}

const principalTypes = { user: 'User', root: 'Account', 'assumed-role': 'AssumedRole' } as const;

let second = -1;
let text = '';

/** `2026-01-01T00:00:00Z`; made once a second. */
function currentTime(now: number): string {
  const at = Math.floor(now / 1000);
  if (at !== second) {
    second = at;
    text = `${new Date(at * 1000).toISOString().slice(0, 19)}Z`;
  }
  return text;
}
