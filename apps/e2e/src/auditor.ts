import { AssumeRoleCommand, STSClient } from '@aws-sdk/client-sts';
import { clientConfig, type Place } from './identities.ts';
import { askPalisade, type BlueprintName, type Credentials, type Stack } from './stack.ts';

/** Outputs of an auditor stack. */
export interface AuditorOutputs {
  readonly region: string;
  readonly accountId: string;
  readonly auditorRoleArn: string;
  readonly logGroupNames: readonly string[];
}

/** What a caller shows of a second factor. */
export interface SecondFactor {
  readonly SerialNumber: string;
  readonly TokenCode: string;
}

/** Whether stacks of a blueprint are audited by a stack of its own: those of processing have their trails, a baseline has no logs. */
export const hasAuditor = (blueprint: BlueprintName): boolean => !['processing', 'baseline'].includes(blueprint);

/** The stack that audits another: `auditor-dev` for `documents-dev`, `auditor-secure-api-dev` for `secure-api-dev`. */
export const auditorStackOf = (stackName: string): string => `auditor-${stackName.replace(/^documents-/, '')}`;

export function readAuditor(stack: Place): AuditorOutputs {
  const printed = askPalisade('outputs', '--stack', auditorStackOf(stack.stack), '--json');
  return (JSON.parse(printed) as Stack<AuditorOutputs>).outputs;
}

/** A code nobody has used: of the local cloud's device, or the one that was typed in for a stack on AWS. */
export function secondFactor(stack: Place): SecondFactor {
  if (stack.target === 'local') {
    const [, SerialNumber, TokenCode] = /^serial number\s+(\S+)\ntoken code\s+(\d{6})$/m.exec(askPalisade('mfa')) ?? [];
    if (SerialNumber === undefined || TokenCode === undefined) throw new Error('`palisade mfa` printed no code.');
    return { SerialNumber, TokenCode };
  }
  const { MFA_SERIAL_NUMBER: SerialNumber, MFA_TOKEN_CODE: TokenCode } = process.env;
  if (SerialNumber === undefined || TokenCode === undefined) {
    throw new Error(
      'Whoever checks an auditor on AWS shows a second factor. Set MFA_SERIAL_NUMBER and MFA_TOKEN_CODE (a code of this ' +
        'moment) and run `npx nx e2e e2e --stack=… -- --project=auditor` (`--project=secure-api-auditor`).',
    );
  }
  return { SerialNumber, TokenCode };
}

/** Becomes the auditor as the deployer; throws what STS says when it may not. */
export async function becomeAuditor(
  stack: Place,
  RoleArn: string,
  factor: Partial<SecondFactor> = {},
): Promise<Credentials> {
  const sts = new STSClient(clientConfig(stack));
  const { Credentials: keys } = await sts.send(new AssumeRoleCommand({ RoleArn, RoleSessionName: 'e2e', ...factor }));
  const { AccessKeyId, SecretAccessKey, SessionToken } = keys ?? {};
  if (AccessKeyId === undefined || SecretAccessKey === undefined || SessionToken === undefined) {
    throw new Error(`STS answered without credentials for ${RoleArn}.`);
  }
  return { accessKeyId: AccessKeyId, secretAccessKey: SecretAccessKey, sessionToken: SessionToken };
}
