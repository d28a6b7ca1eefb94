import { askPalisade, palisade, tryPalisade, type SecureApiOutputs, type Stack } from './stack.ts';

/** What keys/main.ts makes; see there for who is short of what. */
export interface KeysOutputs {
  readonly keyId: string;
  readonly logGroupName: string;
  readonly keylessRoleArn: string;
  readonly contextUserRoleArn: string;
}

/** The stack is named after the stack under test. */
const where = (stack: Stack<SecureApiOutputs>, kind: 'keys' | 'misfit'): string[] => [
  '--cwd',
  'apps/e2e/keys',
  '--stack',
  `${kind}-${stack.stack}`,
];

export function deployKeys(stack: Stack<SecureApiOutputs>): void {
  palisade('up', ...where(stack, 'keys'));
}

export function removeKeys(stack: Stack<SecureApiOutputs>): void {
  palisade('destroy', ...where(stack, 'keys'));
}

export function keysOutputs(stack: Stack<SecureApiOutputs>): KeysOutputs {
  const printed = askPalisade('outputs', ...where(stack, 'keys'), '--json');
  return (JSON.parse(printed) as Stack<{ made: KeysOutputs }>).outputs.made;
}

/** Deploys a log group that the key of the stack does not know: what the command printed, and whether it went well. */
export function deployMisfit(stack: Stack<SecureApiOutputs>): { readonly deployed: boolean; readonly printed: string } {
  const { printed, status } = tryPalisade('up', ...where(stack, 'misfit'));
  return { deployed: status === 0, printed };
}
