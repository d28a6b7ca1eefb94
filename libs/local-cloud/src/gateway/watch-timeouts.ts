import type { Server } from 'node:http';

/**
 * Makes a server that never listens, and is handed its connections, keep its `headersTimeout` and `requestTimeout`: Node begins to
 * look for requests that do not come when a server says that it listens.
 */
export function watchTimeouts(server: Pick<Server, 'emit'>): void {
  server.emit('listening');
}
