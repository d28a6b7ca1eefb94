import type { JsonValue } from '../../../kernel/wire.ts';

export interface JsonStatement {
  readonly [element: string]: JsonValue | undefined;
}

export interface JsonDocument {
  readonly Version?: string;
  readonly Id?: string;
  readonly Statement?: readonly JsonStatement[];
}

/** Later documents win: their Id, the newer Version, and statements with a Sid that is there already. */
export function mergeDocuments(documents: readonly JsonDocument[]): JsonDocument {
  let version: string | undefined;
  let id: string | undefined;
  const statements: JsonStatement[] = [];
  for (const document of documents) {
    if (document.Id) id = document.Id;
    if (document.Version !== undefined && (version === undefined || document.Version > version))
      version = document.Version;
    for (const statement of document.Statement ?? []) {
      const existing = statement['Sid'] ? statements.findIndex((each) => each['Sid'] === statement['Sid']) : -1;
      if (existing === -1) statements.push(statement);
      else statements[existing] = statement;
    }
  }
  return {
    ...(version !== undefined && { Version: version }),
    ...(id !== undefined && { Id: id }),
    ...(statements.length > 0 && { Statement: statements }),
  };
}
