/** What an execution environment is started with (`workerData`). */
export interface EnvironmentSettings {
  /** Directory of the unpacked code: `/var/task` on AWS. */
  readonly taskRoot: string;
  /** `index.handler` */
  readonly handler: string;
  readonly runtime: 'nodejs24.x' | 'nodejs22.x';
  readonly logFormat: 'JSON' | 'Text';
  /** Least level that is logged in JSON format. */
  readonly logLevel: LogLevel;
  readonly door: DoorSettings;
}

/** How connections of function code reach the door of the cloud. */
export interface DoorSettings {
  readonly port: number;
  /** Region of the function. */
  readonly region: string;
  /** Says whose connection it is. */
  readonly token: string;
  /** PEM certificate that signs what the door presents for AWS host names. */
  readonly certificate: string;
}

export type LogLevel = 'TRACE' | 'DEBUG' | 'INFO' | 'WARN' | 'ERROR' | 'FATAL';

export type ToEnvironment =
  | {
      readonly kind: 'invoke';
      readonly requestId: string;
      /** JSON text. */
      readonly event: string;
      /** Until the function times out. */
      readonly remainingMs: number;
      readonly functionArn: string;
      readonly traceId: string;
      /** JSON text. */
      readonly clientContext?: string;
    }
  /** Answer to `connect`. */
  | { readonly kind: 'way'; readonly connection: number; readonly open: boolean };

export type FromEnvironment =
  /** The handler is loaded. */
  | { readonly kind: 'ready' }
  /** The code could not be loaded; the environment is of no use. */
  | { readonly kind: 'unloadable'; readonly error: ReportedError }
  | { readonly kind: 'result'; readonly payload: string; readonly memoryBytes: number }
  | { readonly kind: 'error'; readonly error: ReportedError; readonly memoryBytes: number }
  /** An exception nobody caught: the invocation fails with it and the environment ends. */
  | { readonly kind: 'crash'; readonly error: ReportedError }
  /** The handler neither answered nor left anything that could make it answer. */
  | { readonly kind: 'stalled' }
  /** One log event. */
  | { readonly kind: 'log'; readonly message: string }
  /** Function code opens a connection. */
  | { readonly kind: 'connect'; readonly connection: number; readonly host: string; readonly port: number };

/** An error as Lambda returns it to the caller of a function. */
export interface ReportedError {
  readonly errorType: string;
  readonly errorMessage: string;
  readonly trace: readonly string[];
}
