import { block, text } from '../../../kernel/properties.ts';
import { ApplyError, type CloudView } from '../../../kernel/service.ts';
import { LOG_METRIC_FILTER } from '../resources/log-metric-filter.ts';
import { readTransformation, type Transformation } from './transformation.ts';

/** What the graph says about a metric filter. */
export interface DeclaredFilter {
  readonly urn: string;
  readonly region: string;
  readonly logGroupName: string;
  readonly name: string;
  readonly pattern: string;
  readonly transformation: Transformation;
}

const PER_GROUP = 100;

/**
 * Metric filters of all stacks, by `region:group`. Throws ApplyError for a filter whose group does not exist, two of one name, and too
 * many of one group. Source: CloudWatch Logs API Reference, PutMetricFilter.
 */
export function declaredFilters(
  view: CloudView,
  exists: (region: string, group: string) => boolean,
): ReadonlyMap<string, readonly DeclaredFilter[]> {
  const groups = new Map<string, DeclaredFilter[]>();
  const problems: { urn: string; message: string }[] = [];
  for (const { resource } of view.ofType(LOG_METRIC_FILTER)) {
    const { outputs, urn } = resource;
    const filter: DeclaredFilter = {
      urn,
      region: String(outputs['region']),
      logGroupName: String(outputs['logGroupName']),
      name: String(outputs['name']),
      pattern: text(outputs, 'pattern') ?? '',
      transformation: readTransformation(block(outputs, 'metricTransformation') ?? {}),
    };
    const key = `${filter.region}:${filter.logGroupName}`;
    const others = groups.get(key) ?? [];
    const message = problemOf(filter, others, exists);
    if (message !== undefined) problems.push({ urn, message });
    groups.set(key, [...others, filter]);
  }
  if (problems.length > 0) throw new ApplyError(problems);
  return groups;
}

function problemOf(
  { region, logGroupName, name }: DeclaredFilter,
  others: readonly DeclaredFilter[],
  exists: (region: string, group: string) => boolean,
): string | undefined {
  if (!exists(region, logGroupName)) {
    return `ResourceNotFoundException: The specified log group does not exist. (${logGroupName} in ${region})`;
  }
  const same = others.find((other) => other.name === name);
  if (same !== undefined) return `The metric filter ${name} of ${logGroupName} is declared by ${same.urn} already.`;
  return others.length < PER_GROUP
    ? undefined
    : `LimitExceededException: Resource limit exceeded. A log group takes ${PER_GROUP} metric filters.`;
}
