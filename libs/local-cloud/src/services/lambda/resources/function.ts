import {
  archive,
  boolean,
  integer,
  isAssetReference,
  list,
  map,
  object,
  oneOf,
  refused,
  required,
  string,
  type ModelContext,
  type Properties,
  type ResourceModel,
} from '@palisade/local-engine';
import { formatArn, lambdaFunctionArn } from '@palisade/policies';
import { block, text, texts } from '../../../kernel/properties.ts';
import { subnet } from '../../ec2/resources/subnet.ts';
import { checkFunction } from '../function-check.ts';
import { checkFunctionInGraph } from '../graph-check.ts';

const zipOnly = 'the local cloud runs functions from `code`, an archive of the bundled handler';

export const lambdaFunction: ResourceModel = {
  token: 'aws:lambda/function:Function',
  inputs: object({
    name: string,
    description: string,
    role: required(string),
    code: required(archive),
    handler: required(string),
    runtime: required(oneOf('nodejs24.x', 'nodejs22.x')),
    packageType: oneOf('Zip'),
    architectures: list(oneOf('x86_64', 'arm64')),
    memorySize: integer,
    timeout: integer,
    ephemeralStorage: object({ size: required(integer) }),
    environment: object({ variables: map(string) }),
    vpcConfig: object({
      subnetIds: required(list(string)),
      securityGroupIds: required(list(string)),
      ipv6AllowedForDualStack: oneOf(false),
    }),
    loggingConfig: object({
      logFormat: required(oneOf('JSON', 'Text')),
      logGroup: string,
      applicationLogLevel: oneOf('TRACE', 'DEBUG', 'INFO', 'WARN', 'ERROR', 'FATAL'),
      systemLogLevel: oneOf('DEBUG', 'INFO', 'WARN'),
    }),
    tracingConfig: object({ mode: required(oneOf('Active', 'PassThrough')) }),
    reservedConcurrentExecutions: integer,
    publish: oneOf(false),
    skipDestroy: oneOf(false),
    // Both matter on destroy only, where AWS is slow to give network interfaces back; here they are gone at once.
    replaceSecurityGroupsOnDestroy: boolean,
    replacementSecurityGroupIds: list(string),
    tags: map(string),
    imageUri: refused(zipOnly),
    s3Bucket: refused(zipOnly),
    layers: refused('bundle what the layer holds into `code`'),
    deadLetterConfig: object({ targetArn: required(string) }),
    kmsKeyArn: string,
    snapStart: refused('AWS has no SnapStart for Node.js either'),
  }),
  name: { property: 'name', maxLength: 64, automatic: true },
  replaceOn: ['name', 'packageType'],
  defaults: (inputs) => ({
    memorySize: 128,
    timeout: 3,
    packageType: 'Zip',
    publish: false,
    skipDestroy: false,
    reservedConcurrentExecutions: -1,
    architectures: ['x86_64'],
    ephemeralStorage: { size: 512 },
    tracingConfig: { mode: 'PassThrough' },
    loggingConfig: completeLogging(inputs),
  }),
  check: checkFunction,
  outputs: (inputs, context) => {
    const name = text(inputs, 'name') ?? '';
    const at = { partition: context.partition, region: context.region, account: context.accountId, name };
    const arn = lambdaFunctionArn(at);
    const qualifiedArn = lambdaFunctionArn({ ...at, qualifier: '$LATEST' });
    const codeSha256 = codeHash(inputs);
    return {
      id: name,
      outputs: {
        arn,
        qualifiedArn,
        invokeArn: integrationArn(context, arn, 'invocations'),
        qualifiedInvokeArn: integrationArn(context, qualifiedArn, 'invocations'),
        responseStreamingInvokeArn: integrationArn(context, arn, 'response-streaming-invocations'),
        version: '$LATEST',
        codeSha256,
        loggingConfig: completeLogging(inputs),
        sourceCodeHash: codeSha256,
        lastModified: '',
        signingJobArn: '',
        signingProfileVersionArn: '',
        ...placement(inputs, context),
      },
    };
  },
  checkInGraph: checkFunctionInGraph,
};

/** What API Gateway integrations name. */
function integrationArn({ partition, region }: ModelContext, arn: string, verb: string): string {
  const version = verb === 'invocations' ? '2015-03-31' : '2021-11-15';
  const resource = `path/${version}/functions/${arn}/${verb}`;
  return formatArn({ partition, service: 'apigateway', region, account: 'lambda', resource });
}

/** Lambda writes to `/aws/lambda/<name>` unless told otherwise; JSON logs are filtered at INFO. */
function completeLogging(inputs: Properties): Properties {
  const given = block(inputs, 'loggingConfig') ?? { logFormat: 'Text' };
  const levels = text(given, 'logFormat') === 'JSON' ? { applicationLogLevel: 'INFO', systemLogLevel: 'INFO' } : {};
  return { ...levels, logGroup: `/aws/lambda/${text(inputs, 'name')}`, ...given };
}

/** The archive's hash, as CodeSha256 writes it. */
function codeHash(inputs: Properties): string {
  const { code } = inputs;
  return isAssetReference(code) ? Buffer.from(code.hash, 'hex').toString('base64') : '';
}

function placement(inputs: Properties, context: ModelContext): Properties {
  const given = block(inputs, 'vpcConfig');
  if (given === undefined) return {};
  const [subnetId = ''] = texts(given, 'subnetIds');
  const home = context.resources.byId(subnet.token, subnetId);
  const vpcId = (home && text(home.outputs, 'vpcId')) ?? '';
  return { vpcConfig: { ipv6AllowedForDualStack: false, ...given, vpcId } };
}
