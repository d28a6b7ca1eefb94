import * as aws from '@pulumi/aws';
import * as pulumi from '@pulumi/pulumi';

export interface EncryptedTableArgs {
  readonly tableName: string;
  /** Name of the partition key, which is text; there is no sort key. */
  readonly partitionKey: string;
  readonly indexes?: readonly TableIndex[];
  /** Name of the attribute whose time, in epoch seconds, ends an item; none ends when left out. */
  readonly timeToLive?: string;
  /** Whether changes are told in a stream, with what was before and what is now. */
  readonly stream?: boolean;
  readonly kmsKeyArn: pulumi.Input<string>;
  /** AWS refuses to delete a protected table: switch it off, deploy, and only then destroy. */
  readonly deletionProtected: boolean;
  /** Who may do what with the table: a JSON policy document. Identity policies alone say so when left out. */
  readonly policy?: pulumi.Input<string>;
}

/** A global index whose keys are text. */
export interface TableIndex {
  readonly name: string;
  readonly partition: string;
  readonly sort: string;
  /** Attributes it carries beside the keys. */
  readonly attributes: readonly string[];
}

/** An on-demand table encrypted with a customer managed key, with 35 days of point-in-time recovery. */
export class EncryptedTable extends pulumi.ComponentResource {
  readonly name: pulumi.Output<string>;
  readonly arn: pulumi.Output<string>;
  /** Empty without a stream. */
  readonly streamArn: pulumi.Output<string>;

  constructor(name: string, args: EncryptedTableArgs, opts: pulumi.ComponentResourceOptions) {
    super('palisade:storage:EncryptedTable', name, {}, opts);
    const { indexes = [], partitionKey } = args;
    const keys = new Set([partitionKey, ...indexes.flatMap(({ partition, sort }) => [partition, sort])]);
    const table = new aws.dynamodb.Table(
      name,
      {
        name: args.tableName,
        billingMode: 'PAY_PER_REQUEST',
        hashKey: partitionKey,
        attributes: [...keys].map((key) => ({ name: key, type: 'S' })),
        ...(indexes.length > 0 && { globalSecondaryIndexes: indexes.map((index) => globalIndex(index, partitionKey)) }),
        ...(args.stream === true && { streamEnabled: true, streamViewType: 'NEW_AND_OLD_IMAGES' }),
        ...(args.timeToLive !== undefined && { ttl: { attributeName: args.timeToLive, enabled: true } }),
        serverSideEncryption: { enabled: true, kmsKeyArn: args.kmsKeyArn },
        pointInTimeRecovery: { enabled: true, recoveryPeriodInDays: 35 },
        deletionProtectionEnabled: args.deletionProtected,
      },
      { parent: this },
    );
    const { policy } = args;
    const guarded =
      policy === undefined
        ? undefined
        : new aws.dynamodb.ResourcePolicy(`${name}-policy`, { resourceArn: table.arn, policy }, { parent: this });
    // Whoever is told the table's name or ARN finds it guarded.
    const once = (output: pulumi.Output<string>): pulumi.Output<string> =>
      guarded === undefined ? output : pulumi.all([output, guarded.id]).apply(([known]) => known);
    this.name = once(table.name);
    this.arn = once(table.arn);
    this.streamArn = table.streamArn;
    this.registerOutputs({ name: this.name, arn: this.arn });
  }
}

/** Keys of table and index are in every index anyway, and AWS refuses to hear them twice. */
function globalIndex(
  { attributes, name, partition, sort }: TableIndex,
  partitionKey: string,
): aws.types.input.dynamodb.TableGlobalSecondaryIndex {
  return {
    name,
    keySchemas: [
      { attributeName: partition, keyType: 'HASH' },
      { attributeName: sort, keyType: 'RANGE' },
    ],
    projectionType: 'INCLUDE',
    nonKeyAttributes: attributes.filter((attribute) => ![partition, sort, partitionKey].includes(attribute)),
  };
}
