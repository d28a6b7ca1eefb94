import { compareWithContract, type AccessContract, type Disagreement } from '@palisade/policies';
import type { World } from './world.ts';

export interface Differences {
  /** Questions asked. */
  readonly decided: number;
  /** Allowed by the policies, not by the contract; one line each, with the reason. */
  readonly surplus: readonly string[];
  /** Granted by the contract, not allowed by the policies. */
  readonly missing: readonly string[];
}

/** Asks every question of the world and compares each answer with the contract. */
export function differences<Who extends string, On extends string, By extends string>(
  { model, scope }: World<Who, On, By>,
  contract: AccessContract<Who, On, By>,
): Differences {
  const { decided, missing, surplus } = compareWithContract(model, scope, contract);
  return { decided, missing: missing.map(line), surplus: surplus.map(line) };
}

const line = ({ action, by, on, sentence, who }: Disagreement): string =>
  `${who} · ${action} · ${on} · ${by}: ${sentence}`;
