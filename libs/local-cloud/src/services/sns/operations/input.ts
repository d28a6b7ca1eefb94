import { optionalText } from '../../../kernel/query-input.ts';
import type { JsonObject } from '../../../kernel/wire.ts';
import type { MessageAttribute, MessageAttributes } from '../../sqs/index.ts';
import { InvalidParameter } from '../errors.ts';
import type { PublishedContent } from '../message.ts';

export function requiredText(input: JsonObject, name: string): string {
  const value = optionalText(input, name);
  if (value === undefined) throw new InvalidParameter(`${name} Reason: no value for required parameter`);
  return value;
}

export function topicArn(input: JsonObject, name = 'TopicArn'): string {
  const arn = requiredText(input, name);
  if (!/^arn:[^:]+:sns:[^:]+:\d{12}:[A-Za-z0-9_-]{1,256}(\.fifo)?$/.test(arn))
    throw new InvalidParameter(`${name} Reason: An ARN must have at least 6 elements, not ${arn.split(':').length}`);
  return arn;
}

/** The members that Publish and the entries of PublishBatch share. */
export function publishedContent(input: JsonObject): PublishedContent {
  for (const name of ['MessageGroupId', 'MessageDeduplicationId']) {
    if (optionalText(input, name) !== undefined) {
      throw new InvalidParameter(
        `${name} Reason: The request includes ${name} parameter that is not valid for this topic type`,
      );
    }
  }
  const message = input['Message'];
  if (typeof message !== 'string') throw new InvalidParameter('Message Reason: no value for required parameter');
  const subject = optionalText(input, 'Subject');
  const structure = optionalText(input, 'MessageStructure');
  if (structure !== undefined && structure !== 'json') throw new InvalidParameter('MessageStructure');
  return {
    message,
    attributes: attributes(input),
    ...(subject !== undefined && { subject }),
    ...(structure === 'json' && { perProtocol: true }),
  };
}

/** `MessageAttributes.entry.1.Name=a&MessageAttributes.entry.1.Value.DataType=String&…`. */
function attributes(input: JsonObject): MessageAttributes {
  const found: Record<string, MessageAttribute> = {};
  for (let at = 1; ; at++) {
    const entry = `MessageAttributes.entry.${at}`;
    const name = input[`${entry}.Name`];
    if (typeof name !== 'string') return found;
    const value = (member: string): string | undefined => optionalText(input, `${entry}.Value.${member}`);
    const stringValue = value('StringValue');
    const binaryValue = value('BinaryValue');
    found[name] = {
      dataType: value('DataType') ?? '',
      ...(stringValue !== undefined && { stringValue }),
      ...(binaryValue !== undefined && { binaryValue }),
    };
  }
}
