import type { Policy } from '../build/policy.ts';
import type { PrincipalRef } from '../evaluate/caller.ts';
import type { ContextValue } from '../evaluate/context.ts';

/** Condition keys with the values a request carries. */
export type Facts = Readonly<Record<string, ContextValue>>;

/** Who asks. `roleSession`, `user`, `rootUser`, `awsService` and `unsigned` make them. */
export interface ModelPrincipal {
  /** ARN, service principal or `anonymous`, as in an `AccessRequest`. */
  readonly principal: PrincipalRef;
  /** Policies attached to the user or role. */
  readonly policies: readonly Policy[];
  readonly boundary?: Policy;
  /** What every request of this principal carries, such as `aws:PrincipalArn`. */
  readonly context: Facts;
}

/** What is asked for. */
export interface ModelResource {
  /** `*` for actions without resource-level permissions. */
  readonly arn: string;
  /** The account of the model unless said otherwise. */
  readonly account?: string;
  /** The policy of the resource, or of what it is in: a bucket for its objects, a table for its indexes. */
  readonly policy?: Policy;
  /** What every request for this resource carries, such as tags of the resource. */
  readonly context?: Facts;
}

/** A VPC endpoint. */
export interface ModelEndpoint {
  /** Such as `vpce-0a1b2c3d`; requests through it carry it as `aws:SourceVpce`. */
  readonly id: string;
  readonly type: 'Gateway' | 'Interface';
  /** IAM prefix of the service it leads to: `s3`, `logs`, `execute-api`. */
  readonly service: string;
  /** Without one everything may pass. */
  readonly policy?: Policy;
  /** Such as `vpc-0a1b2c3d`; requests through the endpoint carry it as `aws:SourceVpc`. */
  readonly vpc?: string;
}

/** Two resources that work together only if their policies fit. */
export type Link =
  | {
      readonly type: 'integration';
      /** ARN of the API's method, as `executeApiArn` makes it. */
      readonly method: string;
      /** Name of the function it invokes, among the resources. */
      readonly function: string;
    }
  | {
      readonly type: 'encryption';
      /** ARN of the log group. */
      readonly logGroup: string;
      /** Name of the key it is encrypted with, among the resources. */
      readonly key: string;
    };

/**
 * Everything that has a say in who may do what: principals, resources and endpoints by the names a contract calls them,
 * each with its policies. A reader of templates, of a resource graph or of an account fills it; the functions of `access`
 * only compute. Policies that share a kind must differ in name.
 *
 * @example
 * const handler: ModelPrincipal = roleSession({ roleArn: role, policies: [identityPolicy('writer', [putObject({ bucket: 'docs' })])] });
 * const document: ModelResource = { arn: s3ObjectArn({ bucket: 'docs', key: 'a' }) };
 * const endpoint: ModelEndpoint = { id: 'vpce-1', type: 'Gateway', service: 's3' };
 * const links: readonly Link[] = [];
 * const mine: AccessModel<'handler', 'document'> = {
 *   account,
 *   principals: { handler },
 *   resources: { document },
 *   endpoints: { s3: endpoint },
 *   links,
 * };
 * Object.keys(mine.resources); // => ["document"]
 */
export interface AccessModel<Who extends string = string, On extends string = string> {
  /** The account of the resources. */
  readonly account: string;
  readonly principals: Readonly<Record<Who, ModelPrincipal>>;
  readonly resources: Readonly<Record<On, ModelResource>>;
  /** By the names request paths call them. */
  readonly endpoints: Readonly<Record<string, ModelEndpoint>>;
  /** What `lintTogether` compares. */
  readonly links?: readonly Link[];
}
