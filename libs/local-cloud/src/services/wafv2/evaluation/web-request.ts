/** A request as it came to a resource, before anything has been done with it. */
export interface WebRequest {
  readonly requestId: string;
  readonly method: string;
  /** Undecoded, as the client sent it, with the stage if it came by the default endpoint. */
  readonly rawPath: string;
  /** Without `?`; empty if there is none. */
  readonly rawQuery: string;
  /** Names and values in turn, case and repetition kept. */
  readonly rawHeaders: readonly string[];
  readonly body: Buffer;
  readonly sourceIp: string;
  /** Host name the request is for. */
  readonly host: string;
}
