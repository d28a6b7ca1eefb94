import { operation } from '../../../kernel/operation.ts';
import { optionalText } from '../../../kernel/query-input.ts';
import { result } from '../../../kernel/wire.ts';
import type { SnsState } from '../state.ts';
import { page } from './page.ts';

/** Source: Amazon SNS API Reference, ListTopics. */
export const listTopics = operation({
  name: 'ListTopics',
  parse: ({ input }) => optionalText(input, 'NextToken'),
  permissions: () => [{ action: 'sns:ListTopics', resource: '*' }],
  run(after, { region }, state: SnsState) {
    const { shown, token } = page(state.topics(region), after);
    return result({ Topics: { member: shown.map(({ arn }) => ({ TopicArn: arn })) }, NextToken: token });
  },
});
