import { contextVariable } from '../pipeline/context-variables.ts';
import type { Transaction } from '../pipeline/transaction.ts';

const REFERENCE =
  /\$(?:context\.([A-Za-z_][\w-]*(?:\.[A-Za-z_][\w-]*)*)|stageVariables\.(\w+)|\{stageVariables\.(\w+)\})/g;

/**
 * Why a template cannot be rendered here, or undefined. Templates are literal text with `$context` and `$stageVariables` references;
 * the rest of the Velocity language is refused by name.
 */
export function templateProblem(template: string): string | undefined {
  const directive = /#(set|if|elseif|else|end|foreach|stop|break|macro|parse|include|define|evaluate)\b/.exec(template);
  if (directive !== null) return `the Velocity directive ${directive[0]} is not supported by the local cloud`;
  const reference = /\$!?\{?(input|util|method)\b/.exec(template);
  if (reference !== null) return `$${reference[1]} is not supported by the local cloud`;
  for (const [text, name] of template.matchAll(REFERENCE)) {
    if (name !== undefined && contextVariable(name) === undefined) return `${text} is not supported by the local cloud`;
  }
  const left = /\$!?\{?[A-Za-z_]\w*/.exec(template.replace(REFERENCE, ''));
  return left === null ? undefined : `the Velocity reference ${left[0]} is not supported by the local cloud`;
}

/** Compiles a template for which `templateProblem` has no objection. A reference without value is rendered as nothing. */
export function compileTemplate(template: string): (transaction: Transaction) => string {
  return (transaction) =>
    template.replace(REFERENCE, (_text, name?: string, plain?: string, braced?: string) => {
      if (name !== undefined) return String(contextVariable(name)?.(transaction) ?? '');
      return transaction.stage.variables[plain ?? braced ?? ''] ?? '';
    });
}
