import * as pulumi from '@pulumi/pulumi';
import type { Place } from '../blueprint.ts';

/** What an auditor reads of another stack. */
export interface Audited {
  readonly logGroups: readonly [string, ...string[]];
  /** Customer managed KMS keys those groups are encrypted with; none if CloudWatch Logs uses its own. */
  readonly logKeyArns: readonly string[];
}

/** What an audited stack tells, as far as it matters here: its outputs may be anything. */
export interface AuditedOutputs {
  readonly accountId: unknown;
  readonly region: unknown;
  readonly logGroupNames: unknown;
  readonly logKeyArns?: unknown;
}

/** Reads the outputs of the audited stack. Fails while deploying if they do not fit; see {@link readAudited}. */
export function auditedStack(name: string, place: Place): pulumi.Output<Audited> {
  const fullName = name.includes('/') ? name : `${pulumi.getOrganization()}/${pulumi.getProject()}/${name}`;
  const stack = new pulumi.StackReference('audited-stack', { name: fullName });
  const told = (output: string): pulumi.Output<unknown> =>
    pulumi
      .all([stack.getOutput(output), stack.getOutput(inSnakeCase(output))] as pulumi.Output<unknown>[])
      .apply(([one, other]) => one ?? other);
  return pulumi
    .output({
      accountId: told('accountId'),
      region: told('region'),
      logGroupNames: told('logGroupNames'),
      logKeyArns: told('logKeyArns'),
    })
    .apply((outputs) => readAudited(outputs, name, place));
}

/** Blueprints spell their outputs as their requirements do: `logGroupNames` or `log_group_names`. */
function inSnakeCase(output: string): string {
  return output.replaceAll(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
}

/**
 * Throws if the stack lists no log groups, or lies where the auditor cannot look: CloudWatch Logs lets nobody in from another
 * account, and a role's policy names the groups of one region.
 */
export function readAudited(outputs: AuditedOutputs, name: string, place: Place): Audited {
  const { accountId, region } = outputs;
  if (accountId !== place.account || region !== place.region) {
    throw new Error(
      `The stack ${name} is in account ${String(accountId)}, region ${String(region)}; the auditor would be in account ` +
        `${place.account}, region ${place.region}. Deploy the auditor where the stack is.`,
    );
  }
  const [first, ...rest] = texts(outputs.logGroupNames) ?? [];
  const logKeyArns = outputs.logKeyArns === undefined ? [] : texts(outputs.logKeyArns);
  if (first === undefined || logKeyArns === undefined) {
    const output = first === undefined ? 'logGroupNames' : 'logKeyArns';
    throw new Error(
      `The output ${output} of the stack ${name} is no list of names, so it cannot be audited. ` +
        'Set `palisade:auditedStack` to a stack that lists its log groups.',
    );
  }
  return { logGroups: [first, ...rest], logKeyArns };
}

function texts(value: unknown): readonly string[] | undefined {
  return Array.isArray(value) && value.every((item) => typeof item === 'string' && item !== '') ? value : undefined;
}
