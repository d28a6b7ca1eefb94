import type { Graph, Resource } from '@palisade/local-engine';
import { parseArn } from '@palisade/policies';
import { dependenciesOf } from '../../../kernel/dependencies.ts';
import { text } from '../../../kernel/properties.ts';
import { rolePolicy } from '../../iam/resources/role-policy.ts';
import { BUCKET_POLICY } from '../../s3/resources/bucket-policy.ts';

/** What CreateTrail needs must be there before: a program says so with dependsOn. */
export function orderProblems(trail: Resource, graph: Graph): readonly string[] {
  const before = dependenciesOf(trail, graph);
  const bucket = text(trail.outputs, 's3BucketName');
  const role = parseArn(text(trail.outputs, 'cloudWatchLogsRoleArn') ?? '')
    ?.resource.split('/')
    .at(-1);
  const late = (type: string, property: string, value: string | undefined): Resource | undefined =>
    graph.resources.find(
      (each) =>
        each.type === type && value !== undefined && text(each.outputs, property) === value && !before.has(each.urn),
    );
  const problem = (each: Resource | undefined, error: string): string[] =>
    each === undefined
      ? []
      : [`The trail does not depend on ${each.name}: AWS may make it first and answer ${error}. Add it to dependsOn.`];
  return [
    ...problem(late(BUCKET_POLICY, 'bucket', bucket), 'InsufficientS3BucketPolicyException'),
    ...problem(late(rolePolicy.token, 'role', role), 'InvalidCloudWatchLogsLogGroupArnException'),
  ];
}
