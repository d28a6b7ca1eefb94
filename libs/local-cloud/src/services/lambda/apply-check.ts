import type { Host } from '../../kernel/host.ts';
import type { CloudView } from '../../kernel/service.ts';
import { exists } from '../ec2/checks/references.ts';
import { readNetwork } from '../ec2/reading/read-network.ts';
import { readDirectory } from '../iam/directory.ts';
import { defaultEventSettings, readEventSettings } from './asynchronous/event-settings.ts';
import { eventTargetProblems } from './asynchronous/target-check.ts';
import { readEventSourceMappings, type EventSourceMapping } from './event-sources/event-source-mapping.ts';
import { mappingProblems } from './event-sources/mapping-check.ts';
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
  const directory = readDirectory(view);
  const network = readNetwork((token) => view.ofType(token));
  const settings = readEventSettings(view);
  const mappings = readEventSourceMappings(view);
  const problems: Problem[] = [];
  const seen = new Set<string>();
  for (const each of functions) {
    const report = (message: string): void => void problems.push({ urn: each.urn, message });
    const { arn, region, role: roleArn, tracing, vpc } = each;
    const role = directory.roles.get(roleArn);
    const { partition, accountId } = host;
    const place = { partition, accountId, region, functionArn: arn, now: host.clock.now() };
    if (role === undefined)
      report('InvalidParameterValueException: The role defined for the function cannot be assumed by Lambda.');
    else {
      roleProblems(role, place, { inVpc: vpc !== undefined, tracing: tracing === 'Active' }).forEach(report);
      eventTargetProblems(view, settings.get(arn) ?? defaultEventSettings, role, place).forEach(report);
      for (const mapping of mappings.filter(({ functionArn }) => isOf(functionArn, arn))) {
        for (const message of mappingProblems(view, mapping, each, role, place))
          problems.push({ urn: mapping.urn, message });
      }
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
  return [...problems, ...strayMappings(mappings, functions), ...concurrency(view, functions)];
}

/** Mappings of functions that nobody declares. */
function strayMappings(
  mappings: readonly EventSourceMapping[],
  functions: readonly FunctionConfiguration[],
): readonly Problem[] {
  return mappings
    .filter(({ functionArn }) => !functions.some(({ arn }) => isOf(functionArn, arn)))
    .map(({ functionArn, urn }) => ({ urn, message: `ResourceNotFoundException: Function not found: ${functionArn}` }));
}

/** Whether an ARN, with a qualifier or without, is that function's. */
function isOf(functionArn: string, arn: string): boolean {
  return functionArn === arn || functionArn.startsWith(`${arn}:`);
}

function concurrency(view: CloudView, functions: readonly FunctionConfiguration[]): readonly Problem[] {
  const reserving = functions.filter(({ reservedConcurrency }) => (reservedConcurrency ?? 0) > 0);
  return [...Map.groupBy(reserving, ({ region }) => region)].flatMap(([region, group]) => {
    const resources = view.ofType(lambdaFunction.token).map(({ resource }) => resource);
    const own = resources.filter(({ outputs }) => outputs['region'] === region);
    return concurrencyProblems(own).map((message) => ({ urn: group.at(-1)?.urn ?? '', message }));
  });
}
