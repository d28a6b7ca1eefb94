import { object, required, string, type ResourceModel } from '@palisade/local-engine';
import { parseArn } from '@palisade/policies';
import { text } from '../../../kernel/properties.ts';
import { invalidParameter } from '../errors.ts';
import { asInvalid } from './as-invalid.ts';
import { WEB_ACL, WEB_ACL_ASSOCIATION } from './tokens.ts';

const STAGE = 'aws:apigateway/stage:Stage';

/** Source: AWS WAFV2 API Reference, AssociateWebACL. The local cloud has web ACLs at stages of REST APIs. */
export const webAclAssociation: ResourceModel = {
  token: WEB_ACL_ASSOCIATION,
  inputs: object({ resourceArn: required(string), webAclArn: required(string) }),
  replaceOn: ['resourceArn', 'webAclArn'],
  check(inputs) {
    const arn = text(inputs, 'resourceArn') ?? '';
    const parts = parseArn(arn);
    if (parts?.service === 'apigateway' && /^\/restapis\/[^/]+\/stages\/[^/]+$/.test(parts.resource)) return [];
    return [
      `The local cloud does not support a web ACL at ${arn}. Give the ARN of a stage of a REST API, its output 'arn'.`,
    ];
  },
  outputs: ({ resourceArn, webAclArn }) => ({ id: [webAclArn, resourceArn].map(String).join(','), outputs: {} }),
  checkInGraph(resource, graph, lookup) {
    const { resourceArn, region, webAclArn } = resource.outputs;
    const problems: string[] = [];
    const inRegion = (token: string, arn: typeof webAclArn): boolean =>
      lookup.ofType(token).some(({ outputs }) => outputs['arn'] === arn && outputs['region'] === region);
    if (!inRegion(WEB_ACL, webAclArn) || !inRegion(STAGE, resourceArn)) {
      problems.push(
        'WAFNonexistentItemException: AWS WAF couldn’t perform the operation because your resource doesn’t exist.',
      );
    }
    const others = graph.resources.filter(
      ({ outputs, type, urn }) =>
        type === WEB_ACL_ASSOCIATION && urn !== resource.urn && outputs['resourceArn'] === resourceArn,
    );
    if (others.length > 0)
      problems.push(
        asInvalid(
          invalidParameter(
            'A resource has one web ACL: two associations undo each other.',
            'RESOURCE_ARN',
            String(resourceArn),
          ),
        ),
      );
    return problems;
  },
};
