/** A function as callers name it: by name, by partial or full ARN, each with or without qualifier. */
export interface FunctionName {
  readonly name: string;
  readonly qualifier?: string;
  /** Present when an ARN named them. */
  readonly region?: string;
  readonly accountId?: string;
}

const pattern =
  /^(?:arn:[a-z-]+:lambda:([a-z]{2}(?:-[a-z]+)+-\d):)?(?:(\d{12}):)?(?:function:)?([A-Za-z0-9-_]+)(?::(\$LATEST|[A-Za-z0-9-_]+))?$/;

/** Reads `name`, `name:alias`, `123456789012:function:name` or a full ARN; undefined if it is none of them. */
export function parseFunctionName(text: string): FunctionName | undefined {
  const parts = pattern.exec(text);
  if (parts === null) return undefined;
  const [, region, accountId, name = '', qualifier] = parts;
  return {
    name,
    ...(qualifier !== undefined && { qualifier }),
    ...(region !== undefined && { region }),
    ...(accountId !== undefined && { accountId }),
  };
}
