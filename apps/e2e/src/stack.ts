import { execFileSync, spawnSync, type StdioOptions } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/** Outputs of a documents stack the checks need. */
export interface DocumentsOutputs {
  readonly apiUrl: string;
  readonly region: string;
  readonly accountId: string;
  readonly bucketName: string;
  readonly functionName: string;
  readonly clientRoleArn: string;
  readonly verifierRoleArn: string;
  readonly handlerRoleArn: string;
  readonly handlerLogGroupName: string;
  readonly accessLogGroupName: string;
  readonly logGroupNames: readonly string[];
  readonly logRetentionDays: number;
}

/** Outputs of a secure-api stack the checks need. */
export interface SecureApiOutputs {
  readonly apiUrl: string;
  readonly healthUrl: string;
  readonly apiId: string;
  readonly stageName: string;
  readonly region: string;
  readonly accountId: string;
  readonly functionName: string;
  readonly kmsKeyId: string;
  readonly kmsKeyArn: string;
  readonly kmsKeyAlias: string;
  readonly clientRoleArn: string;
  readonly verifierRoleArn: string;
  readonly handlerRoleArn: string;
  readonly logGroupName: string;
  readonly accessLogGroupName: string;
  readonly executionLogGroupName: string;
  readonly logGroupNames: readonly string[];
  readonly logRetentionDays: number;
}

/** Outputs of a processing stack the checks need. */
export interface ProcessingOutputs {
  readonly apiUrl: string;
  readonly uploadUrl: string;
  readonly apiId: string;
  readonly apiName: string;
  readonly stageName: string;
  readonly authorizerCacheSeconds: number;
  readonly readOnlyUsagePlanId: string;
  readonly readWriteUsagePlanId: string;
  readonly adminUsagePlanId: string;
  readonly region: string;
  readonly accountId: string;
  readonly bucketName: string;
  readonly bucketArn: string;
  readonly incomingPrefix: string;
  readonly documentsTableName: string;
  readonly permissionsTableName: string;
  readonly authorizerFunctionName: string;
  readonly apiHandlerFunctionName: string;
  readonly processorFunctionName: string;
  readonly notifierFunctionName: string;
  readonly authorizerRoleArn: string;
  readonly apiHandlerRoleArn: string;
  readonly processorRoleArn: string;
  readonly notifierRoleArn: string;
  readonly verifierRoleArn: string;
  readonly authorizerDeadLetterQueueUrl: string;
  readonly apiHandlerDeadLetterQueueUrl: string;
  readonly processorDeadLetterQueueUrl: string;
  readonly notifierDeadLetterQueueUrl: string;
  readonly changesTopicArn: string;
  readonly alarmTopicArn: string;
  readonly dataKeyArn: string;
  readonly logsKeyArn: string;
  readonly messagingKeyArn: string;
  readonly authorizerLogGroupName: string;
  readonly apiHandlerLogGroupName: string;
  readonly processorLogGroupName: string;
  readonly notifierLogGroupName: string;
  readonly accessLogGroupName: string;
  readonly logGroupNames: readonly string[];
  readonly logRetentionDays: number;
  /** This, and the next two, where the stack makes its own trail. */
  readonly trailName: string;
  readonly trailBucketName: string;
  readonly trailLogGroupName: string;
  readonly dashboardName: string;
  readonly alarmNames: readonly string[];
  readonly metricNamespace: string;
  readonly vpcId: string;
  readonly privateSubnetIds: readonly string[];
}

/** Outputs of a payments stack the checks need, in the spelling of its requirement. */
export interface PaymentsOutputs {
  readonly api_gateway_url: string;
  readonly default_endpoint_url: string;
  readonly rest_api_id: string;
  readonly stage_name: string;
  readonly region: string;
  readonly account_id: string;
  readonly vpc_id: string;
  readonly private_subnet_ids: readonly string[];
  readonly public_subnet_ids: readonly string[];
  readonly lambda_function_name: string;
  readonly lambda_role_arn: string;
  readonly lambda_security_group_ids: readonly string[];
  readonly lambda_log_group_name: string;
  readonly access_log_group_name: string;
  readonly waf_log_group_name: string;
  readonly log_group_names: readonly string[];
  readonly log_retention_days: number;
  readonly s3_bucket_name: string;
  readonly dynamodb_table_name: string;
  readonly dynamodb_table_arn: string;
  readonly revoked_certificates_table_name: string;
  readonly revoked_certificates_table_arn: string;
  readonly truststore_bucket_name: string;
  readonly truststore_uri: string;
  readonly waf_web_acl_id: string;
  readonly kms_s3_key_arn: string;
  readonly kms_dynamodb_key_arn: string;
  readonly kms_logs_key_arn: string;
  readonly kms_operations_key_arn: string;
  readonly operator_role_arn: string;
  readonly trail_name: string;
  readonly trail_log_group_name: string;
  readonly alarm_topic_arn: string;
  readonly alarm_names: readonly string[];
  readonly metric_namespace: string;
}

/** Outputs of a baseline stack the checks need. */
export interface BaselineOutputs {
  readonly region: string;
  readonly accountId: string;
  readonly securityHubArn: string;
  readonly standardsArns: readonly string[];
  readonly configServiceRoleArn: string;
  readonly configRecorderName: string;
  readonly configDeliveryChannelName: string;
  readonly configHistoryBucketName: string;
}

/** What is checked, by blueprint, and the outputs of its stacks. */
export interface Checked {
  readonly documents: DocumentsOutputs;
  readonly 'secure-api': SecureApiOutputs;
  readonly processing: ProcessingOutputs;
  readonly payments: PaymentsOutputs;
  readonly baseline: BaselineOutputs;
}
export type BlueprintName = keyof Checked;

/** Keys of an identity, as the AWS SDK takes them. */
export interface Credentials {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  readonly sessionToken?: string;
}

/** A deployed stack: what `palisade outputs --json` prints of it. */
export interface Stack<Outputs = DocumentsOutputs> {
  readonly stack: string;
  readonly target: 'local' | 'aws';
  readonly outputs: Outputs;
  /** Base URL of the local cloud; null on AWS. */
  readonly endpoint: string | null;
  /** Certificate authority of the local cloud; null on AWS. */
  readonly caFile: string | null;
  /** Where the deployer's profile is; null on AWS, where the SDK finds it itself (`AWS_PROFILE` and its like). */
  readonly awsConfigFile: string | null;
  readonly awsCredentialsFile: string | null;
}

const root = join(import.meta.dirname, '../../..');
const command = join(root, 'apps/cli/bin/palisade.mjs');

/** What outputs a stack of a blueprint must have, beside the verifier role where there is one. */
const required: { readonly [Name in BlueprintName]: readonly (keyof Checked[Name])[] } = {
  documents: ['apiUrl', 'region', 'bucketName', 'clientRoleArn', 'handlerLogGroupName', 'logGroupNames'],
  'secure-api': ['apiUrl', 'healthUrl', 'region', 'kmsKeyArn', 'clientRoleArn', 'logGroupName', 'logGroupNames'],
  processing: ['apiUrl', 'uploadUrl', 'region', 'bucketName', 'documentsTableName', 'dataKeyArn', 'trailName'],
  payments: ['api_gateway_url', 'region', 's3_bucket_name', 'dynamodb_table_name', 'operator_role_arn', 'trail_name'],
  baseline: ['region', 'securityHubArn', 'standardsArns', 'configRecorderName', 'configHistoryBucketName'],
};

/** Where the stack file says the stack lives. */
export function targetOf(stackName: string): Stack['target'] {
  const target = stackFileValue(stackName, 'palisade:target');
  if (target === 'local' || target === 'aws') return target;
  throw new Error(`${fileOf(stackName)} does not say \`palisade:target: local\` or \`palisade:target: aws\`.`);
}

/** Which blueprint the stack file says it is of. */
export function blueprintOf(stackName: string): BlueprintName {
  const name = stackFileValue(stackName, 'palisade:blueprint');
  if (name !== undefined && isChecked(name)) return name;
  throw new Error(
    `${stackName} is a stack of the blueprint ${name}; there are checks for ${Object.keys(required).join(', ')}.`,
  );
}

const isChecked = (name: string): name is BlueprintName => Object.hasOwn(required, name);

const fileOf = (stackName: string): string => `apps/infra/Pulumi.${stackName}.yaml`;

function stackFileValue(stackName: string, key: string): string | undefined {
  const text = readFileSync(join(root, fileOf(stackName)), 'utf8');
  return new RegExp(`^\\s*${key}:\\s*([\\w-]+)`, 'm').exec(text)?.[1];
}

/** Runs a palisade command in sight of whoever runs the checks. */
export function palisade(...args: string[]): void {
  run(args, 'inherit');
}

/** What a palisade command prints; its complaints stay in sight. */
export function askPalisade(...args: string[]): string {
  return run(args, ['ignore', 'pipe', 'inherit']);
}

/** The same with another `.palisade`. */
export function askPalisadeAt(home: string, ...args: string[]): string {
  return run(args, ['ignore', 'pipe', 'inherit'], { ...process.env, PALISADE_HOME: home });
}

/** What a palisade command that may fail prints, complaints included. */
export function tryPalisade(...args: string[]): { readonly status: number | null; readonly printed: string } {
  const { status, stderr, stdout } = spawnSync(process.execPath, [command, ...args], { cwd: root, encoding: 'utf8' });
  return { status, printed: `${stdout}${stderr}` };
}

function run(args: string[], stdio: StdioOptions, env: NodeJS.ProcessEnv = process.env): string {
  return execFileSync(process.execPath, [command, ...args], { cwd: root, encoding: 'utf8', stdio, env });
}

/** Variables by which a run tells its workers which stacks are under test. */
export const variableOf = (blueprint: BlueprintName): string =>
  `PALISADE_E2E_${blueprint.toUpperCase().replace('-', '_')}`;

/** Reads a stack once, for this process and those it starts. */
export function readStack<Name extends BlueprintName>(blueprint: Name, stackName: string): Stack<Checked[Name]> {
  const printed = askPalisade('outputs', '--stack', stackName, '--json');
  process.env[variableOf(blueprint)] = printed;
  return parseStack(blueprint, printed);
}

/** The stack of a blueprint that is under test, in a worker of the run. */
export function currentStack<Name extends BlueprintName>(blueprint: Name): Stack<Checked[Name]> {
  const printed = process.env[variableOf(blueprint)];
  if (printed === undefined) {
    throw new Error(`No ${blueprint} stack is under test. Start with \`npx nx e2e e2e [--stack=NAME]\`.`);
  }
  return parseStack(blueprint, printed);
}

function parseStack<Name extends BlueprintName>(blueprint: Name, printed: string): Stack<Checked[Name]> {
  const stack = JSON.parse(printed) as Stack<Readonly<Record<string, unknown>>>;
  const missing = required[blueprint].map(String).filter((name) => stack.outputs[name] === undefined);
  if (missing.length > 0)
    throw new Error(`${stack.stack} is no ${blueprint} stack: it has no output ${missing.join(', ')}.`);
  // Of payments there is none: what one may look at there, the operator may, with a second factor; a baseline is the account's own.
  if (blueprint !== 'payments' && blueprint !== 'baseline' && stack.outputs['verifierRoleArn'] === undefined) {
    throw new Error(
      `${stack.stack} has no verifier role, so nothing can be looked at from outside. ` +
        `Set \`palisade:verifierRole: enabled\` in ${fileOf(stack.stack)} and deploy.`,
    );
  }
  return stack as unknown as Stack<Checked[Name]>;
}
