import { existsSync, readFileSync } from 'node:fs';
import { request } from 'node:https';
import { join } from 'node:path';
import type { Workspace } from '../workspace.ts';
import { readControlFile } from './control-file.ts';

/** What the control interface answered: the status and the JSON body. */
export interface ControlReply {
  readonly status: number;
  readonly body: unknown;
}

export interface ControlRequest {
  readonly body?: unknown;
  readonly signal?: AbortSignal;
  /** Take an answer from whoever gives it. Only for telling the user who that is. */
  readonly unverified?: boolean;
}

/** Asks the control interface of the running cloud; rejects with Node's error code when nothing listens. */
export function askCloud(
  workspace: Workspace,
  method: string,
  path: string,
  { body, signal, unverified = false }: ControlRequest = {},
): Promise<ControlReply> {
  const payload = body === undefined ? undefined : Buffer.from(JSON.stringify(body));
  const token = unverified ? undefined : readControlFile(workspace.home)?.token;
  return new Promise((resolve, reject) => {
    const outgoing = request(
      `${workspace.endpoint}/_palisade/${path}`,
      {
        method,
        agent: false,
        rejectUnauthorized: !unverified,
        ...(existsSync(caFile(workspace)) && { ca: readFileSync(caFile(workspace)) }),
        ...(signal && { signal }),
        headers: {
          ...(token !== undefined && { authorization: `Bearer ${token}` }),
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
