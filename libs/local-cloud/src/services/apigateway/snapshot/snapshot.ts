/**
 * An API as it was when it was deployed: plain data, kept on disk under the deployment's id. What the program changes afterwards is
 * invisible to callers until another deployment is made.
 */
export interface ApiSnapshot {
  readonly id: string;
  readonly name: string;
  /** When the deployment was made, milliseconds since the epoch. */
  readonly createdAt: number;
  readonly binaryMediaTypes: readonly string[];
  /** Bytes from which on answers are compressed; undefined: never. */
  readonly minimumCompressionSize?: number;
  readonly disableExecuteApiEndpoint: boolean;
  /** Where the API key of a request comes from. Absent in snapshots taken before there were keys: from the header. */
  readonly apiKeySource?: 'HEADER' | 'AUTHORIZER';
  /** Resource policy document (JSON), its `execute-api:/` shorthands expanded. */
  readonly policy?: string;
  readonly resources: readonly SnapshotResource[];
  readonly methods: readonly SnapshotMethod[];
  readonly models: readonly { readonly name: string; readonly schema: string }[];
  readonly gatewayResponses: readonly SnapshotGatewayResponse[];
  /** Absent in snapshots taken before there were authorizers. */
  readonly authorizers?: readonly SnapshotAuthorizer[];
}

export interface SnapshotAuthorizer {
  readonly id: string;
  readonly name: string;
  readonly type: 'TOKEN' | 'REQUEST';
  readonly functionArn: string;
  readonly credentials?: string;
  /** Mapping expressions, comma-separated. */
  readonly identitySource: string;
  readonly identityValidationExpression?: string;
  /** Seconds. */
  readonly ttl: number;
}

export interface SnapshotResource {
  readonly id: string;
  /** `/` or `/a/{b}/{rest+}`. */
  readonly path: string;
}

export interface SnapshotMethod {
  readonly resourceId: string;
  /** `POST`, or `ANY`. */
  readonly httpMethod: string;
  readonly authorization: 'NONE' | 'AWS_IAM' | 'CUSTOM';
  /** With CUSTOM. */
  readonly authorizerId?: string;
  readonly apiKeyRequired?: boolean;
  /** Absent if the method has no validator. */
  readonly validator?: { readonly body: boolean; readonly parameters: boolean };
  /** Content type → model name. */
  readonly requestModels: Readonly<Record<string, string>>;
  /** `method.request.header.X` → required. */
  readonly requestParameters: Readonly<Record<string, boolean>>;
  readonly statusCodes: readonly string[];
  readonly integration: SnapshotIntegration;
}

export type SnapshotIntegration = ProxyIntegration | MockIntegration;

export interface ProxyIntegration {
  readonly type: 'AWS_PROXY';
  readonly functionArn: string;
  readonly credentials?: string;
  readonly timeoutMilliseconds: number;
}

export interface MockIntegration {
  readonly type: 'MOCK';
  readonly passthroughBehavior: 'WHEN_NO_MATCH' | 'WHEN_NO_TEMPLATES' | 'NEVER';
  readonly requestTemplates: Readonly<Record<string, string>>;
  readonly responses: readonly SnapshotIntegrationResponse[];
}

export interface SnapshotIntegrationResponse {
  readonly statusCode: string;
  readonly selectionPattern?: string;
  readonly responseParameters: Readonly<Record<string, string>>;
  readonly responseTemplates: Readonly<Record<string, string>>;
}

export interface SnapshotGatewayResponse {
  readonly type: string;
  readonly statusCode?: string;
  readonly responseParameters: Readonly<Record<string, string>>;
  readonly responseTemplates: Readonly<Record<string, string>>;
}
