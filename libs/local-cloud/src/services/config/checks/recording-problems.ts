import type { Host } from '../../../kernel/host.ts';
import { isRetained } from '../../../kernel/retained.ts';
import type { CloudView } from '../../../kernel/service.ts';
import { readDirectory } from '../../iam/directory.ts';
import { readBuckets } from '../../s3/configuration/read-graph.ts';
import type { Declarations } from '../recording/declared.ts';
import { deliveryProblem } from './delivery-problem.ts';
import { roleProblem } from './role-problem.ts';
import { singletonProblems, type Problem } from './singletons.ts';

/**
 * What Config refuses about recorders, channels and their status. What was retained is not looked at again: nobody puts it. Source: AWS
 * Config API Reference, PutConfigurationRecorder, PutDeliveryChannel and StartConfigurationRecorder.
 */
export function recordingProblems(all: Declarations, view: CloudView, host: Host): readonly Problem[] {
  if (all.recorders.length + all.channels.length + all.statuses.length === 0) return [];
  const problems: Problem[] = [...singletonProblems(all, isRetained)];
  const add = (urn: string, message: string | undefined): void => {
    if (message !== undefined) problems.push({ urn, message });
  };
  const { roles } = readDirectory(view);
  const { accountId, clock } = host;
  const { buckets } = readBuckets(view, { accountId, now: clock.now() });
  const declared = <Each extends { readonly stack: string }>(list: readonly Each[]): readonly Each[] =>
    list.filter((each) => !isRetained(each));
  for (const recorder of declared(all.recorders))
    add(recorder.urn, roleProblem(recorder, roles.get(recorder.roleArn), host));
  for (const channel of declared(all.channels)) {
    const recorder = all.recorders.find(({ region }) => region === channel.region);
    const missing =
      'NoAvailableConfigurationRecorderException: Configuration recorder is not available to put delivery channel.';
    const delivery = recorder && {
      ...{ channel, recorder },
      role: roles.get(recorder.roleArn),
      bucket: buckets.get(channel.bucket),
    };
    add(channel.urn, delivery === undefined ? missing : deliveryProblem(delivery, view, host));
  }
  for (const { isEnabled, name, region, urn } of declared(all.statuses)) {
    if (!all.recorders.some((recorder) => recorder.region === region && recorder.name === name))
      add(
        urn,
        `NoSuchConfigurationRecorderException: Cannot find configuration recorder with the specified name '${name}'.`,
      );
    else if (isEnabled && !all.channels.some((channel) => channel.region === region))
      add(
        urn,
        'NoAvailableDeliveryChannelException: Delivery channel is not available to start configuration recorder.',
      );
  }
  return problems;
}
