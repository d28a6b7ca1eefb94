import type { Facts } from './model.ts';

/** How requests come: through an endpoint or not, over which TLS, with which headers that policies ask about. */
export interface RequestPath {
  /** Name of an endpoint of the model. It adds `aws:SourceVpce` and, if known, `aws:SourceVpc`. */
  readonly endpoint?: string;
  readonly context: Facts;
}

/** One question: may `who` do `action` on `on` when the request comes `by` this path? */
export interface AccessQuestion<Who extends string = string, On extends string = string, By extends string = string> {
  readonly who: Who;
  /** Such as `s3:PutObject`. */
  readonly action: string;
  readonly on: On;
  readonly by: By;
}

/**
 * Which questions are asked: what a proof leaves out it does not prove.
 *
 * @example
 * const facts: Facts = { 'aws:SecureTransport': true };
 * const tls: RequestPath = { context: facts };
 * const asked: AccessScope<'document', 'tls'> = { paths: { tls }, actions: () => ['s3:PutObject', 's3:GetObject'] };
 * asked.actions('document').length; // => 2
 */
export interface AccessScope<On extends string = string, By extends string = string> {
  readonly paths: Readonly<Record<By, RequestPath>>;
  /**
   * Actions asked about for a resource; `actionsOn(arn)` gives all that AWS documents. With a path, those asked about by it: a
   * path may stand for a header that only some actions have.
   */
  actions(on: On, by?: By): readonly string[];
  /** Paths asked about for a resource; all of them unless said otherwise. */
  by?(on: On): readonly By[];
}
