import { CliError } from '../errors.ts';
import { problemsError } from '../output/problems.ts';
import { isRecord } from './control-client.ts';
import type { ControlReply } from './control-client.ts';

/** Why the cloud would not do it, in its own words. */
export function failedReply({ status, body }: ControlReply, headline: string): CliError {
  if (isRecord(body) && Array.isArray(body['problems'])) {
    return problemsError(headline, body['problems'].filter(isProblem));
  }
  const message = isRecord(body) && typeof body['message'] === 'string' ? body['message'] : `status ${status}`;
  return new CliError(`${headline} The local cloud answered: ${message}`);
}

function isProblem(value: unknown): value is { urn: string; message: string } {
  return isRecord(value) && typeof value['urn'] === 'string' && typeof value['message'] === 'string';
}
