import type { Service } from '../../kernel/service.ts';
import { declaredOnly } from './operations/declared-only.ts';
import { operations } from './operations/index.ts';
import { resources } from './resources/index.ts';
import { DENIED } from './errors.ts';
import { SnsState } from './state.ts';

/** Amazon Simple Notification Service. */
export const sns: Service<SnsState> = {
  name: 'sns',
  protocol: 'query',
  deniedAs: DENIED,
  xmlNamespace: 'http://sns.amazonaws.com/doc/2010-03-31/',
  resources,
  operations,
  declaredOnly,
  createState: (host) => new SnsState(host),
};

export type { Mail } from './delivery/inbox.ts';
export type { PublishRequest, SnsState } from './state.ts';
export { TOPIC } from './resources/topic.ts';
