import { contextVariable, VARIABLE } from '../pipeline/context-variables.ts';
import type { Transaction } from '../pipeline/transaction.ts';

/**
 * Variables that API Gateway has and this stage of the local cloud never gives a value: they are logged as `-`, like a variable
 * without value on AWS.
 */
const WITHOUT_VALUE =
  /^(authenticate|authorize|authorizer|customDomain|identity|waf)\.|^(isCanaryRequest|requestOverride|responseOverride|wafLatency|wafError|wafStatus)/;

/** What AWS would say against a format of access logs. Source: API Gateway Developer Guide, "Set up CloudWatch logging". */
export function logFormatProblems(format: string): string[] {
  const problems: string[] = [];
  if (Buffer.byteLength(format) > 3072) {
    problems.push('BadRequestException: Access Log format must be 3KB or less');
  }
  if (/\n/.test(format.trim())) {
    problems.push(
      'BadRequestException: Access Log format must be single line, new line character is allowed only at end of the format',
    );
  }
  const names = [...format.matchAll(VARIABLE)].map((match) => match[1] ?? '');
  if (!names.includes('requestId') && !names.includes('extendedRequestId')) {
    problems.push(
      'BadRequestException: Access Log format must have at least one of $context.requestId and $context.extendedRequestId',
    );
  }
  const unknown = names.filter((name) => contextVariable(name) === undefined && !WITHOUT_VALUE.test(name));
  if (unknown.length > 0) {
    problems.push(
      `BadRequestException: Access Log format has unknown variables: ${unknown.map((name) => `$context.${name}`).join(', ')}`,
    );
  }
  return problems;
}

/** Compiles a format once: the line of a request is then put together without parsing. */
export function compileLogFormat(format: string): (transaction: Transaction) => string {
  const literals: string[] = [];
  const variables: ((transaction: Transaction) => string)[] = [];
  let end = 0;
  for (const match of format.trim().matchAll(VARIABLE)) {
    const read = contextVariable(match[1] ?? '');
    literals.push(format.trim().slice(end, match.index));
    variables.push(read === undefined ? () => '-' : (transaction) => shown(read(transaction)));
    end = match.index + match[0].length;
  }
  const tail = format.trim().slice(end);
  return (transaction) => {
    let line = '';
    for (let at = 0; at < variables.length; at++) line += literals[at] + (variables[at]?.(transaction) ?? '');
    return line + tail;
  };
}

/** Quotation marks and control characters come from callers (`User-Agent`): escaped, they cannot forge a line or a member. */
function shown(value: string | number | undefined): string {
  if (value === undefined || value === '') return '-';
  if (typeof value === 'number') return String(value);
  return /["\\\p{Cc}]/u.test(value) ? JSON.stringify(value).slice(1, -1) : value;
}
