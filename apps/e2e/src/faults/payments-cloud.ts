import { readFileSync } from 'node:fs';
import { AssumeRoleCommand, STSClient } from '@aws-sdk/client-sts';
import type { ClientCertificate } from '../payments-api.ts';
import type { Credentials, PaymentsOutputs, Stack } from '../stack.ts';
import { Cloud } from './cloud.ts';

export const STACK = 'payments-local';

/** A cloud of its own with the payments API and an authority for its clients. */
export const openPayments = (): Promise<Cloud> => Cloud.open(STACK, ['certs', 'init']);

export type PaymentsStack = Stack<PaymentsOutputs>;

export const stackOf = (cloud: Cloud): Promise<PaymentsStack> => cloud.report<PaymentsStack>(STACK);

/** A certificate for a client. `options` go to `palisade certs issue`. */
export async function issueClient(cloud: Cloud, name: string, ...options: string[]): Promise<ClientCertificate> {
  const [certificate = '', key = ''] = (await cloud.palisade('certs', 'issue', name, ...options)).split('\n');
  return { cert: readFileSync(certificate, 'utf8'), key: readFileSync(key, 'utf8') };
}

/** The operator's role, taken as the deployer with a second factor. */
export async function becomeOperator(cloud: Cloud, { outputs }: PaymentsStack): Promise<Credentials> {
  const [, serial, code] = /^serial number\s+(\S+)\ntoken code\s+(\d{6})$/m.exec(await cloud.palisade('mfa')) ?? [];
  const sts = new STSClient(cloud.clientConfig(outputs.region));
  const role = { RoleArn: outputs.operator_role_arn, RoleSessionName: 'load' };
  const { Credentials } = await sts.send(new AssumeRoleCommand({ ...role, SerialNumber: serial, TokenCode: code }));
  const { AccessKeyId = '', SecretAccessKey = '', SessionToken = '' } = Credentials ?? {};
  return { accessKeyId: AccessKeyId, secretAccessKey: SecretAccessKey, sessionToken: SessionToken };
}
