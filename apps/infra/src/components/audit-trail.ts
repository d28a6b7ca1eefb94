import * as aws from '@pulumi/aws';
import * as pulumi from '@pulumi/pulumi';
import { createLogGroup, type LogKeeping } from './log-group.ts';
import type { SecureBucket } from './secure-bucket.ts';
import type { ServiceRole } from './service-role.ts';

export interface AuditTrailArgs {
  readonly trailName: string;
  /** Where its files go; the bucket's policy must let CloudTrail in for this trail. */
  readonly bucket: SecureBucket;
  readonly kmsKeyArn: pulumi.Input<string>;
  readonly logGroupName: string;
  readonly keeping: LogKeeping;
  /** The role CloudTrail writes the log group with. */
  readonly logsRole: ServiceRole;
  /** Whose data events are recorded beside all management events: buckets' objects, tables' items, calls of functions. */
  readonly dataOf: {
    /** `all`: of every bucket of the account (Security Hub S3.22 and S3.23). */
    readonly bucketArns: pulumi.Input<string>[] | 'all';
    readonly tableArns: pulumi.Input<string>[];
    readonly functionArns: pulumi.Input<string>[];
  };
}

/**
 * Who did what: every management event of every region, and the data events of what the stack keeps, in files that are encrypted
 * and can be proved complete and unchanged, and in a log group for alarms.
 */
export class AuditTrail extends pulumi.ComponentResource {
  readonly arn: pulumi.Output<string>;
  readonly logGroupName: pulumi.Output<string>;

  constructor(name: string, args: AuditTrailArgs, opts: pulumi.ComponentResourceOptions) {
    super('palisade:audit:AuditTrail', name, {}, opts);
    const logGroup = createLogGroup(`${name}-logs`, args.logGroupName, args.keeping, { parent: this });
    const trail = new aws.cloudtrail.Trail(
      name,
      {
        name: args.trailName,
        s3BucketName: args.bucket.name,
        kmsKeyId: args.kmsKeyArn,
        isMultiRegionTrail: true,
        includeGlobalServiceEvents: true,
        enableLogFileValidation: true,
        cloudWatchLogsGroupArn: pulumi.interpolate`${logGroup.arn}:*`,
        cloudWatchLogsRoleArn: args.logsRole.arn,
        advancedEventSelectors: selectors(args.dataOf),
      },
      // CloudTrail tries bucket, key and role before it makes the trail.
      { parent: this, dependsOn: [args.bucket, args.logsRole, logGroup] },
    );
    this.arn = trail.arn;
    this.logGroupName = logGroup.name;
    this.registerOutputs({ arn: this.arn, logGroupName: this.logGroupName });
  }
}

type Selector = aws.types.input.cloudtrail.TrailAdvancedEventSelector;

/** @see https://docs.aws.amazon.com/awscloudtrail/latest/userguide/logging-data-events-with-cloudtrail.html */
function selectors({ bucketArns, functionArns, tableArns }: AuditTrailArgs['dataOf']): Selector[] {
  const data = (name: string, type: string, field?: object): Selector => ({
    name,
    fieldSelectors: [
      { field: 'eventCategory', equals: ['Data'] },
      { field: 'resources.type', equals: [type] },
      ...(field === undefined ? [] : [{ field: 'resources.ARN', ...field }]),
    ],
  });
  // An object's ARN begins with its bucket's and a slash.
  const ofBuckets =
    bucketArns === 'all' ? undefined : { startsWiths: bucketArns.map((arn) => pulumi.interpolate`${arn}/`) };
  return [
    { name: 'Management events', fieldSelectors: [{ field: 'eventCategory', equals: ['Management'] }] },
    data('Objects', 'AWS::S3::Object', ofBuckets),
    data('Items', 'AWS::DynamoDB::Table', { equals: tableArns }),
    data('Calls of functions', 'AWS::Lambda::Function', { equals: functionArns }),
  ];
}
