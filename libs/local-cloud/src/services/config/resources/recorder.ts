import {
  boolean,
  list,
  object,
  oneOf,
  refused,
  required,
  string,
  type Properties,
  type ResourceModel,
} from '@palisade/local-engine';
import { block, blocks, flag, text, texts } from '../../../kernel/properties.ts';
import { RECORDER } from '../recording/declared.ts';

/** Source: AWS Config API Reference, PutConfigurationRecorder. */
export const recorder: ResourceModel = {
  token: RECORDER,
  inputs: object({
    name: string,
    recordingGroup: object({
      allSupported: boolean,
      exclusionByResourceTypes: list(object({ resourceTypes: list(string) })),
      includeGlobalResourceTypes: boolean,
      recordingStrategies: list(
        object({
          useOnly: oneOf('ALL_SUPPORTED_RESOURCE_TYPES', 'EXCLUSION_BY_RESOURCE_TYPES', 'INCLUSION_BY_RESOURCE_TYPES'),
        }),
      ),
      resourceTypes: list(string),
    }),
    recordingMode: object({
      recordingFrequency: oneOf('CONTINUOUS', 'DAILY'),
      recordingModeOverride: refused('nothing is recorded here, so one frequency is enough'),
    }),
    roleArn: required(string),
  }),
  retainable: true,
  replaceOn: ['name'],
  defaults: () => ({ name: 'default' }),
  check: (inputs) => [...nameProblems(text(inputs, 'name') ?? '', 'recorder'), ...groupProblems(inputs)],
  outputs(inputs) {
    const group = block(inputs, 'recordingGroup') ?? {};
    const allSupported = group['allSupported'] !== false;
    return {
      id: text(inputs, 'name') ?? '',
      outputs: {
        recordingGroup: {
          includeGlobalResourceTypes: false,
          resourceTypes: [],
          exclusionByResourceTypes: [],
          recordingStrategies: [{ useOnly: strategy(group) }],
          ...group,
          allSupported,
        },
        recordingMode: { recordingFrequency: 'CONTINUOUS', ...block(inputs, 'recordingMode') },
      },
    };
  },
};

function strategy(group: Properties): string {
  if (group['allSupported'] !== false) return 'ALL_SUPPORTED_RESOURCE_TYPES';
  return excluded(group).length > 0 ? 'EXCLUSION_BY_RESOURCE_TYPES' : 'INCLUSION_BY_RESOURCE_TYPES';
}

const excluded = (group: Properties): readonly string[] =>
  blocks(group, 'exclusionByResourceTypes').flatMap((each) => texts(each, 'resourceTypes'));

/** Names of recorders and channels. */
export function nameProblems(name: string, what: string): readonly string[] {
  return name.length >= 1 && name.length <= 256
    ? []
    : [`ValidationException: the name of a ${what} has between 1 and 256 characters.`];
}

/** Source: AWS Config API Reference, RecordingGroup. */
function groupProblems(inputs: Properties): readonly string[] {
  const group = block(inputs, 'recordingGroup');
  if (group === undefined) return [];
  const all = group['allSupported'] !== false;
  const [types, exclusions] = [texts(group, 'resourceTypes'), excluded(group)];
  const invalid = (reason: string): readonly string[] => [
    `InvalidRecordingGroupException: The recording group provided is not valid: ${reason}`,
  ];
  if (all && types.length + exclusions.length > 0)
    return invalid('all supported types are recorded, or those that are listed, or all but those.');
  if (!all && flag(group, 'includeGlobalResourceTypes'))
    return invalid('global resource types are included only where all supported types are recorded.');
  if (!all && types.length > 0 && exclusions.length > 0) return invalid('types are listed or excluded, not both.');
  if (!all && types.length + exclusions.length === 0) return invalid('it records nothing.');
  const [given] = blocks(group, 'recordingStrategies').map((each) => text(each, 'useOnly'));
  return given === undefined || given === strategy(group)
    ? []
    : invalid(`the strategy ${given} does not fit what is listed.`);
}
