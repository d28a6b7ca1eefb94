import { describeKind } from '../policy-kind.ts';
import type { ConditionExplanation, Explanation, StatementExplanation } from './explain.ts';

/**
 * An explanation as text for people: the verdict, the steps to it, and under each policy every statement with what did and
 * did not fit. Lines are indented by two spaces for each level and end without a newline.
 *
 * @example
 * const resource = { arn: s3BucketArn({ bucket: 'docs' }), accountId: account };
 * const why = explain({ principal: role, action: 's3:ListBucket', resource, context: {} }, { identity: [] });
 * describeExplanation(why).split('\n')[2]; // =>   1. No statement denies it.
 */
export function describeExplanation({ sentence, steps, policies }: Explanation): string {
  return [
    sentence,
    'Steps:',
    ...steps.map((step, index) => `  ${index + 1}. ${step.sentence}`),
    'Policies:',
    ...policies.flatMap(({ policy, kind, says, statements, undecidable }) => [
      `  ${describeKind(kind)} "${policy}" ${verb[says]}`,
      ...statements.flatMap(linesFor),
      ...undecidable.map((what) => `    cannot be decided: ${what}`),
    ]),
  ].join('\n');
}

const verb = { denies: 'denies', allows: 'allows', silent: 'says nothing' } as const;

function linesFor(one: StatementExplanation): readonly string[] {
  const misfits = [
    ...(one.action ? [] : ['another action']),
    ...(one.resource ? [] : ['another resource']),
    ...(one.principal === 'none' ? ['another principal'] : []),
    ...(one.conditions.every(({ holds }) => holds === true) ? [] : ['its condition']),
  ];
  const about = one.applies
    ? `applies${one.principal === 'direct' ? '' : ` to the ${one.principal} of the caller`}`
    : '';
  return [
    `    ${one.effect} ${one.statement}: ${about || `does not apply (${misfits.join(', ')})`}`,
    ...one.conditions.map((condition) => `      ${conditionLine(condition)}`),
  ];
}

function conditionLine({ operator, key, expected, actual, holds }: ConditionExplanation): string {
  const found = actual === undefined ? 'absent' : typeof actual === 'string' ? actual : `[${actual.join(', ')}]`;
  const truth = holds === undefined ? 'cannot be decided' : holds ? 'holds' : 'does not hold';
  return `${operator} ${key} [${expected.join(', ')}]: ${truth}, the request has ${found}`;
}
