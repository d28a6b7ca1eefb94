import type { Duplex } from 'node:stream';

/** How long what a refused client still sends is taken, lest the refusal be lost with it. */
const LINGER = 1_000;

/** Source: Node's own answers, in `http.Server`, 'clientError'. */
const statusLines: Readonly<Record<string, string>> = {
  HPE_HEADER_OVERFLOW: '431 Request Header Fields Too Large',
  HPE_CHUNK_EXTENSIONS_OVERFLOW: '413 Payload Too Large',
  ERR_HTTP_REQUEST_TIMEOUT: '408 Request Timeout',
};

const refused = new WeakSet<Duplex>();

/**
 * Answers what is no HTTP request, a 'clientError' of a server. Node itself would close the connection in the same breath, and a
 * client that is still sending would hear of nothing but that.
 */
export function refuseBadRequest(error: NodeJS.ErrnoException, socket: Duplex): void {
  // What else of it arrives is no request either.
  if (refused.has(socket)) return;
  refused.add(socket);
  if (error.code === 'ECONNRESET' || !socket.writable) return void socket.destroy();
  const status = statusLines[error.code ?? ''] ?? '400 Bad Request';
  socket.end(`HTTP/1.1 ${status}\r\nConnection: close\r\n\r\n`);
  const timer = setTimeout(() => socket.destroy(), LINGER);
  socket.once('close', () => clearTimeout(timer)).resume();
}
