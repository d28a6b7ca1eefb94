/** Services with gateway endpoints. */
const gatewayServices: ReadonlySet<string> = new Set(['s3', 'dynamodb']);

/**
 * Services an interface endpoint can be made for here, as `com.amazonaws.<region>.<service>` spells them, with the host
 * prefix their private DNS name has where it differs. Source: AWS PrivateLink Guide, "AWS services that integrate with PrivateLink".
 */
const interfaceServices: Readonly<Record<string, string>> = {
  ...Object.fromEntries(
    (
      'access-analyzer application-autoscaling athena autoscaling backup bedrock bedrock-runtime cloudtrail codebuild ' +
      'cognito-idp config dynamodb ec2 ec2messages ecs ecs-agent ecs-telemetry elasticloadbalancing email-smtp events ' +
      'execute-api glue inspector2 kms lambda logs monitoring organizations pipes rds rds-data redshift-data s3 scheduler ' +
      'secretsmanager securityhub sns sqs ssm ssm-contacts ssm-incidents ssmmessages states sts synthetics transfer wafv2 xray'
    )
      .split(' ')
      .map((service) => [service, service]),
  ),
  'ecr.api': 'api.ecr',
  'ecr.dkr': 'dkr.ecr',
  'kinesis-firehose': 'firehose',
  'kinesis-streams': 'kinesis',
  'sagemaker.api': 'api.sagemaker',
  'sagemaker.runtime': 'runtime.sagemaker',
};

export function endpointServiceExists(type: 'Gateway' | 'Interface', service: string): boolean {
  return type === 'Gateway' ? gatewayServices.has(service) : interfaceServices[service] !== undefined;
}

/** Every endpoint service, with the endpoint types it has. */
export function endpointServices(): readonly { service: string; types: readonly ('Gateway' | 'Interface')[] }[] {
  return Object.keys(interfaceServices).map((service) => ({
    service,
    types: gatewayServices.has(service) ? ['Gateway', 'Interface'] : ['Interface'],
  }));
}

/** `kms.us-east-1.amazonaws.com`: the public name that an interface endpoint with private DNS answers to. */
export function privateDnsName(service: string, region: string): string {
  return `${interfaceServices[service] ?? service}.${region}.amazonaws.com`;
}

/** The endpoint service behind the labels before the region of an AWS host name, e.g. `['bucket', 's3']`. */
export function endpointServiceOf(labels: readonly string[]): string {
  const two = labels.slice(-2).join('.');
  const one = labels.at(-1) ?? '';
  // DynamoDB has a host name for each account; FIPS names lie in the ranges of the service itself.
  const name = one === 'ddb' ? 'dynamodb' : one.replace(/^(s3|dynamodb)-fips$/, '$1');
  for (const [service, prefix] of Object.entries(interfaceServices)) {
    if (prefix === two || prefix === name) return service;
  }
  return name;
}
