import { NotSupportedError } from '../../../kernel/errors.ts';
import { operation } from '../../../kernel/operation.ts';
import { optionalText } from '../../../kernel/query-input.ts';
import { result } from '../../../kernel/wire.ts';
import type { SnsState } from '../state.ts';
import { publishedContent, topicArn } from './input.ts';
import { onTopic, topicIn } from './on-topic.ts';

/** Source: Amazon SNS API Reference, Publish. */
export const publish = operation({
  name: 'Publish',
  parse({ input }) {
    if (optionalText(input, 'PhoneNumber') !== undefined)
      throw new NotSupportedError('text messages to a PhoneNumber (sns:Publish)');
    const target = optionalText(input, 'TopicArn') === undefined && optionalText(input, 'TargetArn') !== undefined;
    return { arn: topicArn(input, target ? 'TargetArn' : 'TopicArn'), content: publishedContent(input) };
  },
  permissions: ({ arn }, state: SnsState) => [onTopic('Publish', arn, state)],
  async run({ arn, content }, { principal, region }, state) {
    return result({ MessageId: await state.accept(topicIn(region, arn, state), content, principal) });
  },
});
