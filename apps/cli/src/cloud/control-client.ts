import { existsSync, readFileSync } from 'node:fs';
import { request } from 'node:https';
import { join } from 'node:path';
import type { Workspace } from '../workspace.ts';

/** What the control interface answered: the status and the JSON body. */
export interface ControlReply {
  readonly status: number;
  readonly body: unknown;
}

/** Asks the control interface of the running cloud; rejects with Node's error code when nothing listens. */
export function askCloud(workspace: Workspace, method: string, path: string, body?: unknown): Promise<ControlReply> {
  const payload = body === undefined ? undefined : Buffer.from(JSON.stringify(body));
  return new Promise((resolve, reject) => {
    const outgoing = request(
      `${workspace.endpoint}/_palisade/${path}`,
      {
        method,
        agent: false,
        ...(existsSync(caFile(workspace)) && { ca: readFileSync(caFile(workspace)) }),
        headers: {
          authorization: `Bearer ${controlToken(workspace) ?? ''}`,
          ...(payload && { 'content-type': 'application/json', 'content-length': payload.length }),
        },
      },
      (response) => {
        const chunks: Buffer[] = [];
        response.on('data', (chunk: Buffer) => chunks.push(chunk));
        response.on('error', reject);
        response.on('end', () => resolve({ status: response.statusCode ?? 0, body: parse(Buffer.concat(chunks)) }));
      },
    );
    outgoing.on('error', reject);
    outgoing.end(payload);
  });
}

export const caFile = (workspace: Workspace): string => join(workspace.home, 'ca.pem');

function controlToken(workspace: Workspace): string | undefined {
  const file = join(workspace.home, 'control.json');
  if (!existsSync(file)) return undefined;
  const content: unknown = parse(readFileSync(file));
  return isRecord(content) && typeof content['token'] === 'string' ? content['token'] : undefined;
}

function parse(bytes: Buffer): unknown {
  try {
    return JSON.parse(bytes.toString('utf8'));
  } catch {
    return undefined;
  }
}

export function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
