import type { Service } from '../../kernel/service.ts';
import { functions } from './functions/index.ts';
import { declaredOnly } from './operations/declared-only.ts';
import { operations } from './operations/index.ts';
import { resources } from './resources/index.ts';
import { Ec2State } from './state.ts';

/** Amazon EC2 networking: VPCs, routes, endpoints, security groups, network ACLs, flow logs. */
export const ec2: Service<Ec2State> = {
  name: 'ec2',
  protocol: 'ec2',
  xmlNamespace: 'http://ec2.amazonaws.com/doc/2016-11-15/',
  resources,
  functions,
  operations,
  declaredOnly,
  createState: (host) => new Ec2State(host),
};

export type { Ec2State } from './state.ts';
