import type { AwsError } from '../../kernel/errors.ts';
import type { JsonObject, Reply } from '../../kernel/wire.ts';

/** A response ready for the socket. */
export interface WireReply {
  readonly status: number;
  readonly headers: Readonly<Record<string, string | readonly string[]>>;
  readonly body: Buffer | string;
}

/** What a protocol needs to know of the request it answers. */
export interface ReplyContext {
  readonly requestId: string;
  /** Operation name; undefined if the request reached none. */
  readonly operation: string | undefined;
  readonly xmlNamespace: string | undefined;
}

/** One AWS wire protocol: how requests are read and how replies and errors are written. Source: Smithy, "AWS Protocols". */
export interface WireProtocol {
  /** Body (or query, for GET in the query protocols) as input; throws AwsError if it cannot be read. */
  input(body: Buffer, query: ReadonlyMap<string, string>): JsonObject;
  reply(reply: Reply, context: ReplyContext): WireReply;
  error(error: AwsError, context: ReplyContext): WireReply;
  requestId(): string;
}
