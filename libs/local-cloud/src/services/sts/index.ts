import type { Service } from '../../kernel/service.ts';
import { functions } from './functions/index.ts';
import { declaredOnly } from './operations/declared-only.ts';
import { operations } from './operations/index.ts';
import { resources } from './resources/index.ts';
import { StsState } from './state.ts';

/** AWS Security Token Service. */
export const sts: Service<StsState> = {
  name: 'sts',
  protocol: 'query',
  xmlNamespace: 'https://sts.amazonaws.com/doc/2011-06-15/',
  resources,
  functions,
  operations,
  declaredOnly,
  createState: (host) => new StsState(host),
};

export type { StsState } from './state.ts';
