import type * as aws from '@pulumi/aws';
import type { ConfigReader } from '../config-reader.ts';
import type { StackConfig, StackDefaults } from '../config.ts';
import type { Names } from '../names.ts';

/** A system this program can deploy. A stack names its blueprint in `palisade:blueprint`. */
export interface Blueprint {
  readonly name: string;
  /** The region its requirement names; a stack elsewhere is refused. Absent: any region. */
  readonly region?: string;
  /** What a stack file of it may leave out, where its requirement says so. */
  readonly defaults?: StackDefaults;
  /** Value of the tag `ComplianceScope` on everything it makes: the rules its data falls under, such as `PCI-DSS`, or `none`. */
  readonly complianceScope: string;
  /** Reads the blueprint's own keys from the stack file and returns what declares its resources. */
  configure(reader: ConfigReader): (stack: Stack) => Outputs;
}

/** What a blueprint knows about the stack it is deployed as. */
export interface Stack {
  readonly config: StackConfig;
  readonly names: Names;
  readonly place: Place;
  /** Role or user that deploys the stack, without its session. */
  readonly deployerArn: string;
  /** The AWS provider, with region and default tags. */
  readonly provider: aws.Provider;
}

/** Where ARNs of this stack point. */
export interface Place {
  readonly partition: string;
  readonly account: string;
  readonly region: string;
}

/** Stack outputs by name. */
export type Outputs = Readonly<Record<string, unknown>>;
