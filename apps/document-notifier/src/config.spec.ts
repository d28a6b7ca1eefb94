import { describe, expect, test } from '@jest/globals';
import { readConfig } from './config.ts';

describe('readConfig', () => {
  test.each(['arn:aws:sns:us-east-1:111122223333:prod-documents', 'arn:aws-cn:sns:cn-north-1:111122223333:a_b-c'])(
    'takes %s',
    (topicArn) => expect(readConfig({ TOPIC_ARN: topicArn })).toEqual({ topicArn }),
  );

  test.each([
    undefined,
    '',
    'prod-documents',
    'arn:aws:sqs:us-east-1:111122223333:q',
    'arn:aws:sns:us-east-1:111122223333:orders.fifo',
  ])('names TOPIC_ARN in refusing %j', (TOPIC_ARN) => expect(() => readConfig({ TOPIC_ARN })).toThrow('TOPIC_ARN'));
});
