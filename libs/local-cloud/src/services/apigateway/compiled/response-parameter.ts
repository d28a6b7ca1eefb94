import { contextVariable } from '../pipeline/context-variables.ts';
import type { Transaction } from '../pipeline/transaction.ts';

/** `'literal'`, `context.x`, `stageVariables.x` or a parameter of the request. */
const VALUE =
  /^(?:'([^']*)'|context\.([\w.-]+)|stageVariables\.(\w+)|method\.request\.(header|querystring|path)\.([A-Za-z0-9._$:-]+))$/;

/** Why a mapping such as `"gatewayresponse.header.X": "'static'"` cannot be used, or undefined. */
export function responseParameterProblem(name: string, value: string, prefix: string): string | undefined {
  if (!name.startsWith(prefix) || !/^[A-Za-z0-9-]+$/.test(name.slice(prefix.length))) {
    return `responseParameters: ${name} is no header; write ${prefix}NAME`;
  }
  const match = VALUE.exec(value);
  if (match === null) return `responseParameters["${name}"]: ${value} is not supported by the local cloud`;
  const variable = match[2];
  return variable === undefined || contextVariable(variable) !== undefined
    ? undefined
    : `responseParameters["${name}"]: context.${variable} is not supported by the local cloud`;
}

export interface ResponseHeader {
  readonly name: string;
  /** Undefined if what it is mapped from is absent. */
  readonly value: (transaction: Transaction) => string | undefined;
}

export function compileResponseParameters(parameters: Readonly<Record<string, string>>): readonly ResponseHeader[] {
  return Object.entries(parameters).map(([name, value]) => ({
    name: name.slice(name.lastIndexOf('.') + 1),
    value: compileValue(value),
  }));
}

function compileValue(value: string): ResponseHeader['value'] {
  const [, literal, variable, stageVariable, place, parameter = ''] = VALUE.exec(value) ?? [];
  if (literal !== undefined) return () => literal;
  if (variable !== undefined) {
    const read = contextVariable(variable);
    return (transaction) => read?.(transaction)?.toString();
  }
  if (stageVariable !== undefined) return ({ stage }) => stage.variables[stageVariable];
  if (place === 'header') return ({ request }) => request.wire.headers[parameter.toLowerCase()];
  if (place === 'querystring') return ({ request }) => request.wire.query.get(parameter);
  return ({ pathParameters }) => pathParameters[parameter];
}
