import { operation } from '../../../kernel/operation.ts';
import { json } from '../../../kernel/wire.ts';
import { codeSize } from '../code-size.ts';
import { limits } from '../limits.ts';
import type { LambdaState } from '../state.ts';

export const getAccountSettings = operation<LambdaState, undefined>({
  name: 'GetAccountSettings',
  route: { method: 'GET', path: '/2016-08-19/account-settings' },
  parse: () => undefined,
  permissions: () => [{ action: 'lambda:GetAccountSettings', resource: '*' }],
  run: (_, { region }, state) => {
    const all = state.functions(region);
    const reserved = all.reduce((sum, each) => sum + (each.reservedConcurrency ?? 0), 0);
    return json({
      AccountLimit: {
        TotalCodeSize: 80_530_636_800,
        CodeSizeUnzipped: limits.codeBytes,
        CodeSizeZipped: 52_428_800,
        ConcurrentExecutions: limits.concurrency,
        UnreservedConcurrentExecutions: limits.concurrency - reserved,
      },
      AccountUsage: {
        TotalCodeSize: all.reduce((sum, each) => sum + codeSize(state.host.assetPath(each.codeHash)), 0),
        FunctionCount: all.length,
      },
    });
  },
});
