import type { Properties } from '@palisade/local-engine';
import { text } from '../../../kernel/properties.ts';
import { parseCidr } from '../cidr.ts';

/** Problems of one route: its destination range and its target. `destination` names the property that holds the range. */
export function checkRoute(route: Properties, destination: string): readonly string[] {
  const range = text(route, destination) ?? '';
  const target = text(route, 'gatewayId') ?? '';
  const problems: string[] = [];
  if (parseCidr(range) === undefined) {
    problems.push(
      `InvalidParameterValue: Value (${range}) for parameter destinationCidrBlock is invalid. This is not a valid CIDR block.`,
    );
  }
  if (target.startsWith('vpce-')) {
    problems.push(
      `InvalidParameterValue: ${target} cannot be the target of a route: a gateway endpoint adds its routes itself, ` +
        'to the tables in its routeTableIds.',
    );
  } else if (!target.startsWith('igw-')) {
    problems.push(`InvalidGatewayID.NotFound: The gateway ID '${target}' does not exist`);
  }
  return problems;
}
