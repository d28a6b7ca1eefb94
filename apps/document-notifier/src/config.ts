import { required, type Environment } from '@palisade/lambda-kit';

/** Settings of the function, from its environment. */
export interface Config {
  topicArn: string;
}

/** Reads `TOPIC_ARN` (required): a standard topic's. */
export function readConfig(env: Environment): Config {
  return { topicArn: required(env, 'TOPIC_ARN', TOPIC_ARN, 'ARN of an SNS topic') };
}

/** A FIFO topic's name ends in `.fifo`, and publishing to one takes what this function does not send. */
const TOPIC_ARN = /^arn:[a-z-]+:sns:[a-z0-9-]+:\d{12}:[A-Za-z0-9_-]{1,256}$/;
