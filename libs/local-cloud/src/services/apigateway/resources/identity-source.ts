import { contextVariable } from '../pipeline/context-variables.ts';

/** Where an authorizer finds who is calling. */
export interface IdentitySource {
  readonly place: 'header' | 'querystring' | 'stageVariables' | 'context';
  readonly name: string;
}

const EXPRESSION =
  /^(?:method\.request\.(header|querystring)\.([A-Za-z0-9._$:-]+)|(stageVariables)\.(\w+)|(context)\.([\w.-]+))$/;

/** Reads `method.request.header.Auth, context.identity.sourceIp`; undefined where a part is no mapping expression. */
export function identitySources(text: string): readonly (IdentitySource | undefined)[] {
  if (text.trim() === '') return [];
  return text.split(',').map((part) => {
    const [, request, parameter, stage, variable, context, path] = EXPRESSION.exec(part.trim()) ?? [];
    if (request !== undefined) return { place: request as 'header' | 'querystring', name: parameter as string };
    if (stage !== undefined) return { place: 'stageVariables', name: variable as string };
    if (context === undefined || contextVariable(path as string) === undefined) return undefined;
    return { place: 'context', name: path as string };
  });
}
