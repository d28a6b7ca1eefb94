/** What API Gateway needs of Lambda. */
export interface FunctionInvoker {
  /** Rejects with an AwsError when Lambda refuses (throttled, no such function); resolves when the function failed. */
  invoke(request: {
    readonly functionArn: string;
    readonly payload: Buffer;
    readonly type: 'RequestResponse';
    readonly traceId?: string;
  }): Promise<FunctionResult>;
}

export interface FunctionResult {
  readonly statusCode: number;
  readonly functionError?: 'Unhandled' | 'Handled';
  readonly payload: Buffer;
  readonly requestId: string;
}
