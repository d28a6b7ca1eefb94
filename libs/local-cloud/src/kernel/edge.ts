import type { Principal } from './principal.ts';
import type { NetworkPath } from './origin.ts';
import type { Reply, WireRequest } from './wire.ts';

/** What the socket says about a connection. */
export interface Connection {
  readonly sourceIp: string;
  readonly scheme: 'https' | 'http';
  /** `TLSv1.2`, `TLSv1.3`; undefined on plain HTTP. */
  readonly tlsVersion?: string;
  readonly cipher?: string;
  /** Set when the connection comes from function code. */
  readonly path?: NetworkPath;
  /** Host name the function connected to, which the network path is about; its Host header may say anything. */
  readonly destination?: string;
  /** The custom domain the handshake was for. */
  readonly customDomain?: CustomDomain;
  /** What the client showed in a mutual TLS handshake. */
  readonly clientCertificate?: ClientCertificate;
}

/**
 * A client's certificate as API Gateway tells it. Source: API Gateway Developer Guide, "Input format of a Lambda function for proxy
 * integration", `requestContext.identity.clientCert`.
 */
export interface ClientCertificate {
  readonly pem: string;
  /** `CN=client,O=Example,C=US`: the last part of the name first. */
  readonly subjectDN: string;
  readonly issuerDN: string;
  /** Lower-case hex pairs with colons. */
  readonly serialNumber: string;
  /** `Aug  5 09:36:04 2021 GMT`. */
  readonly validity: { readonly notBefore: string; readonly notAfter: string };
}

/** A custom domain name of API Gateway, as the door meets it. */
export interface CustomDomain {
  /** As it is declared: `api.example.com`, or `*.example.com`. */
  readonly name: string;
  /** Another one whenever a handshake for it would be decided differently. */
  readonly version: string;
  /** Set if clients must show a certificate. Without `authorities`, PEM certificates, nobody gets in. */
  readonly mutualTls?: { readonly authorities: string | undefined };
}

/** Where a request to a custom domain leads. */
export interface EdgeRoute {
  readonly apiId: string;
  readonly stage: string;
  /** Undecoded path below the stage, beginning with `/`. */
  readonly path: string;
}

/** A request to an API Gateway stage: the service runs its own pipeline instead of operations. */
export interface EdgeRequest extends EdgeRoute {
  readonly wire: WireRequest;
  /** The custom domain name it came by, as the client wrote it in lower case; undefined for the default endpoint. */
  readonly domainName?: string;
  readonly connection: Connection;
  readonly requestId: string;
  /**
   * Verifies the SigV4 signature for `execute-api` in that region, the API's; throws AwsError (MissingAuthenticationToken,
   * InvalidSignature, …).
   */
  authenticate(region: string): Principal;
}

/** A service state that answers whole requests. */
export interface EdgeState extends CustomDomains {
  serve(request: EdgeRequest): Promise<Reply>;
}

export interface CustomDomains {
  /** The custom domain that answers for a host name in lower case. */
  customDomain(host: string): CustomDomain | undefined;
  /** Where a request for that host name goes; undefined if no mapping leads anywhere. */
  route(host: string, rawPath: string): EdgeRoute | undefined;
}
