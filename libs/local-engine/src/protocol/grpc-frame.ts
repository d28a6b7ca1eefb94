/** gRPC's message frame: a compression flag, a big-endian length, the message. One per unary call. */
const headerLength = 5;

export function encodeFrame(message: Uint8Array): Buffer {
  const frame = Buffer.allocUnsafe(headerLength + message.byteLength);
  frame.writeUInt8(0, 0);
  frame.writeUInt32BE(message.byteLength, 1);
  frame.set(message, headerLength);
  return frame;
}

export function decodeFrame(frame: Buffer): Uint8Array {
  if (frame.byteLength < headerLength)
    throw new GrpcError(grpcStatus.internal, 'The gRPC message is shorter than its frame header.');
  if (frame.readUInt8(0) !== 0)
    throw new GrpcError(grpcStatus.unimplemented, 'Compressed gRPC messages are not supported.');
  const length = frame.readUInt32BE(1);
  if (frame.byteLength !== headerLength + length)
    throw new GrpcError(grpcStatus.internal, 'The gRPC message was cut off.');
  return frame.subarray(headerLength);
}

/** The codes of https://grpc.io/docs/guides/status-codes/ the engine uses. */
export const grpcStatus = {
  ok: 0,
  unknown: 2,
  invalidArgument: 3,
  unimplemented: 12,
  internal: 13,
  unavailable: 14,
} as const;

/** A failed call: `code` is a gRPC status code, `message` what the other side shows its user. */
export class GrpcError extends Error {
  readonly code: number;
  constructor(code: number, message: string) {
    super(message);
    this.name = 'GrpcError';
    this.code = code;
  }
}
