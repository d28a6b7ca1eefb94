import { json } from '../../../kernel/wire.ts';
import { keyOperation } from './key-operation.ts';
import { page, readPaging } from './page.ts';

/** Source: AWS KMS API Reference, ListResourceTags. */
export const listResourceTags = keyOperation({
  name: 'ListResourceTags',
  parse: (input) => readPaging(input, 50, 50),
  run(paging, { tags }) {
    const listed = Object.entries(tags).map(([TagKey, TagValue]) => ({ TagKey, TagValue }));
    return json(page('Tags', listed, paging));
  },
});
