import type { Service } from '../../kernel/service.ts';
import { declaredOnly } from './operations/declared-only.ts';
import { operations } from './operations/index.ts';
import { selectors } from './operations/selectors.ts';
import { resources } from './resources/index.ts';
import { S3State } from './state.ts';

/** Amazon Simple Storage Service. */
export const s3: Service<S3State> = {
  name: 's3',
  protocol: 'rest-xml',
  anonymous: true,
  bodyLimit: 256 * 1024 * 1024,
  xmlNamespace: 'http://s3.amazonaws.com/doc/2006-03-01/',
  resources,
  operations,
  declaredOnly,
  selectors,
  createState: (host) => new S3State(host),
};

export type { S3State } from './state.ts';
