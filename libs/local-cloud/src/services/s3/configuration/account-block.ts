import { flag } from '../../../kernel/properties.ts';
import { isRetained } from '../../../kernel/retained.ts';
import type { CloudView } from '../../../kernel/service.ts';
import { ACCOUNT_PUBLIC_ACCESS_BLOCK } from '../resources/account-public-access-block.ts';
import type { PublicAccessBlock } from './bucket-configuration.ts';
import type { Problem } from './read-graph.ts';

const open: PublicAccessBlock = {
  blockPublicAcls: false,
  blockPublicPolicy: false,
  ignorePublicAcls: false,
  restrictPublicBuckets: false,
};

/**
 * The account's own block, which counts beside that of each bucket: the stricter one holds. It is put, not created, so that whoever
 * declares it takes over what was retained, and two stacks would overwrite each other's.
 */
export function readAccountBlock(view: CloudView): {
  readonly block: PublicAccessBlock;
  readonly problems: readonly Problem[];
} {
  const declared = view.ofType(ACCOUNT_PUBLIC_ACCESS_BLOCK);
  const [first, ...others] = declared.filter((each) => !isRetained(each));
  const { outputs } = (first ?? declared[0])?.resource ?? {};
  return {
    block:
      outputs === undefined
        ? open
        : {
            blockPublicAcls: flag(outputs, 'blockPublicAcls'),
            blockPublicPolicy: flag(outputs, 'blockPublicPolicy'),
            ignorePublicAcls: flag(outputs, 'ignorePublicAcls'),
            restrictPublicBuckets: flag(outputs, 'restrictPublicBuckets'),
          },
    problems: others.map(({ resource }) => ({
      urn: resource.urn,
      message:
        `The account's public access block is that of the stack ${first?.stack}. On AWS this program would overwrite it, and the ` +
        'other one would again when it is deployed next. Declare it in one of them.',
    })),
  };
}
