import { GetSessionTokenCommand, STSClient } from '@aws-sdk/client-sts';
import { secondFactor, type SecondFactor } from './auditor.ts';
import { assumeRole, clientConfig, type Place } from './identities.ts';
import { currentStack, type Credentials, type PaymentsOutputs, type Stack } from './stack.ts';

const PERSON = 'PALISADE_E2E_PERSON';
const OPERATOR = 'PALISADE_E2E_OPERATOR';

/**
 * Playwright's global setup: shows a second factor once for all workers and all roles that ask for one, for a code is good for once, and
 * becomes the operator of the payments stack.
 */
export default async function takeOperator(): Promise<void> {
  const stack = currentStack('payments');
  const person = await showSecondFactor(stack, secondFactor(stack));
  process.env[PERSON] = JSON.stringify(person);
  process.env[OPERATOR] = JSON.stringify(await assumeRole(stack, stack.outputs.operator_role_arn, person));
}

/** The deployer, who showed a second factor when the run began. */
export const personWithSecondFactor = (stack: Stack<PaymentsOutputs>): Credentials => keptAs(PERSON, stack);

/** The operator, as the run took the role. */
export const operatorOf = (stack: Stack<PaymentsOutputs>): Credentials => keptAs(OPERATOR, stack);

function keptAs(variable: string, { stack }: Stack<PaymentsOutputs>): Credentials {
  const credentials = process.env[variable];
  if (credentials === undefined)
    throw new Error(`Nobody took the operator's role of ${stack}: start with \`npx nx e2e e2e\`.`);
  return JSON.parse(credentials) as Credentials;
}

async function showSecondFactor(stack: Place, factor: SecondFactor): Promise<Credentials> {
  const { Credentials: keys } = await new STSClient(clientConfig(stack)).send(
    new GetSessionTokenCommand({ ...factor }),
  );
  const { AccessKeyId, SecretAccessKey, SessionToken } = keys ?? {};
  if (AccessKeyId === undefined || SecretAccessKey === undefined || SessionToken === undefined) {
    throw new Error('STS answered GetSessionToken without credentials.');
  }
  return { accessKeyId: AccessKeyId, secretAccessKey: SecretAccessKey, sessionToken: SessionToken };
}
