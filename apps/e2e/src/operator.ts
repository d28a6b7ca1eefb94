import { becomeAuditor, secondFactor } from './auditor.ts';
import { currentStack, type Credentials, type PaymentsOutputs, type Stack } from './stack.ts';

const VARIABLE = 'PALISADE_E2E_OPERATOR';

/**
 * Playwright's global setup: becomes the operator of the payments stack with a second factor, once for all workers, for a code is good
 * for once.
 */
export default async function takeOperator(): Promise<void> {
  const stack = currentStack('payments');
  const operator = await becomeAuditor(stack, stack.outputs.operator_role_arn, secondFactor(stack));
  process.env[VARIABLE] = JSON.stringify(operator);
}

/** The operator, as the run took the role. */
export function operatorOf({ stack }: Stack<PaymentsOutputs>): Credentials {
  const credentials = process.env[VARIABLE];
  if (credentials === undefined)
    throw new Error(`Nobody took the operator's role of ${stack}: start with \`npx nx e2e e2e\`.`);
  return JSON.parse(credentials) as Credentials;
}
