import { parseArn } from '@palisade/policies';

/** Where a function's events may go: what its role needs there. */
interface TargetKind {
  readonly action: string;
  /** As CreateFunction calls it when the role may not. */
  readonly call: string;
}

const kinds: Readonly<Record<string, TargetKind>> = {
  sqs: { action: 'sqs:SendMessage', call: 'SendMessage on SQS' },
  sns: { action: 'sns:Publish', call: 'Publish on SNS' },
  lambda: { action: 'lambda:InvokeFunction', call: 'InvokeFunction on Lambda' },
};

/** What a role needs to hand something over to that target. */
export function targetPermission(arn: string): TargetKind | undefined {
  return kinds[parseArn(arn)?.service ?? ''];
}

/** What is wrong with an ARN as a destination. */
export function destinationProblem(arn: string): string | undefined {
  const { service, resource = '' } = parseArn(arn) ?? {};
  if (service === undefined || kinds[service] === undefined) {
    return `${arn} is no queue, no topic and no function; the local cloud supports no other destination`;
  }
  return service !== 'lambda' && resource.endsWith('.fifo')
    ? `InvalidParameterValueException: ${arn} is FIFO and cannot be a destination`
    : undefined;
}
