import type { Host } from '../../kernel/host.ts';
import type { CloudView } from '../../kernel/service.ts';
import { exists } from '../ec2/checks/references.ts';
import { readNetwork } from '../ec2/reading/read-network.ts';
import { readDirectory } from '../iam/directory.ts';
import { defaultEventSettings, readEventSettings } from './asynchronous/event-settings.ts';
import { eventTargetProblems } from './asynchronous/target-check.ts';
import { codeSize } from './code-size.ts';
import { roleProblems } from './execution-role.ts';
import type { FunctionConfiguration } from './function-configuration.ts';
import { concurrencyProblems } from './graph-check.ts';
import { limits } from './limits.ts';
import { lambdaFunction } from './resources/function.ts';

interface Problem {
  readonly urn: string;
  readonly message: string;
}

/** Problems that only the whole cloud shows: what other stacks have, what the asset store holds. */
export function applyProblems(
  view: CloudView,
  functions: readonly FunctionConfiguration[],
  host: Host,
): readonly Problem[] {
  if (functions.length === 0) return [];
  const directory = readDirectory(view);
  const network = readNetwork((token) => view.ofType(token));
  const settings = readEventSettings(view);
  const problems: Problem[] = [];
  const seen = new Set<string>();
  for (const each of functions) {
    const report = (message: string): void => void problems.push({ urn: each.urn, message });
    const { arn, region, role: roleArn, vpc } = each;
    const role = directory.roles.get(roleArn);
    const { partition, accountId } = host;
    const place = { partition, accountId, region, functionArn: arn, now: host.clock.now() };
    if (role === undefined)
      report('InvalidParameterValueException: The role defined for the function cannot be assumed by Lambda.');
    else {
      roleProblems(role, place, vpc !== undefined).forEach(report);
      eventTargetProblems(view, settings.get(arn) ?? defaultEventSettings, role, place).forEach(report);
    }
    for (const id of vpc?.subnetIds ?? []) {
      if (!exists(network, 'subnetId', id))
        report(`InvalidParameterValueException: The subnet ID '${id}' does not exist`);
    }
    for (const id of vpc?.securityGroupIds ?? []) {
      if (!exists(network, 'groupId', id))
        report(`InvalidParameterValueException: The security group '${id}' does not exist`);
    }
    if (codeSize(host.assetPath(each.codeHash)) > limits.codeBytes) {
      report(`InvalidParameterValueException: Unzipped size must be smaller than ${limits.codeBytes} bytes`);
    }
    if (seen.has(arn)) report(`ResourceConflictException: Function already exist: ${each.name}`);
    seen.add(arn);
  }
  return [...problems, ...concurrency(view, functions)];
}

function concurrency(view: CloudView, functions: readonly FunctionConfiguration[]): readonly Problem[] {
  const reserving = functions.filter(({ reservedConcurrency }) => (reservedConcurrency ?? 0) > 0);
  return [...Map.groupBy(reserving, ({ region }) => region)].flatMap(([region, group]) => {
    const resources = view.ofType(lambdaFunction.token).map(({ resource }) => resource);
    const own = resources.filter(({ outputs }) => outputs['region'] === region);
    return concurrencyProblems(own).map((message) => ({ urn: group.at(-1)?.urn ?? '', message }));
  });
}
