import { json, object, required, string, type ResourceModel } from '@palisade/local-engine';
import { text } from '../../../kernel/properties.ts';
import { onlyOneFor } from './queue-attribute.ts';
import { checkRedriveAllowPolicy, checkRedrivePolicy } from './redrive-check.ts';

export const REDRIVE_POLICY = 'aws:sqs/redrivePolicy:RedrivePolicy';
export const REDRIVE_ALLOW_POLICY = 'aws:sqs/redriveAllowPolicy:RedriveAllowPolicy';

/** The redrive policy of a queue declared before its dead-letter queue. */
export const redrivePolicy: ResourceModel = {
  token: REDRIVE_POLICY,
  inputs: object({ queueUrl: required(string), redrivePolicy: required(json) }),
  replaceOn: ['queueUrl'],
  check: (inputs) => checkRedrivePolicy(text(inputs, 'redrivePolicy')),
  outputs: (inputs) => ({ id: text(inputs, 'queueUrl') ?? '', outputs: {} }),
  checkInGraph: onlyOneFor,
};

export const redriveAllowPolicy: ResourceModel = {
  token: REDRIVE_ALLOW_POLICY,
  inputs: object({ queueUrl: required(string), redriveAllowPolicy: required(json) }),
  replaceOn: ['queueUrl'],
  check: (inputs) => checkRedriveAllowPolicy(text(inputs, 'redriveAllowPolicy')),
  outputs: (inputs) => ({ id: text(inputs, 'queueUrl') ?? '', outputs: {} }),
  checkInGraph: onlyOneFor,
};
