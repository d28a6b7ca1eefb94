import type { Service } from '../../kernel/service.ts';
import { functions } from './functions/index.ts';
import { declaredOnly } from './operations/declared-only.ts';
import { operations } from './operations/index.ts';
import { resources } from './resources/index.ts';
import { IamState } from './state.ts';

/** AWS Identity and Access Management. */
export const iam: Service<IamState> = {
  name: 'iam',
  protocol: 'query',
  xmlNamespace: 'https://iam.amazonaws.com/doc/2010-05-08/',
  resources,
  functions,
  operations,
  declaredOnly,
  createState: (host) => new IamState(host),
};

export type { IamState } from './state.ts';
