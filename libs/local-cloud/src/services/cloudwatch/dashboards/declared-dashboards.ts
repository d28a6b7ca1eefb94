import { text } from '../../../kernel/properties.ts';
import type { CloudView } from '../../../kernel/service.ts';
import { DASHBOARD } from '../resources/dashboard.ts';

/** What the graph says about a dashboard. */
export interface Dashboard {
  readonly urn: string;
  readonly name: string;
  readonly arn: string;
  readonly body: string;
}

/** All dashboards by name: an account has one namespace for those of all regions. */
export function declaredDashboards(view: CloudView): {
  readonly dashboards: ReadonlyMap<string, Dashboard>;
  readonly problems: readonly { readonly urn: string; readonly message: string }[];
} {
  const dashboards = new Map<string, Dashboard>();
  const problems: { urn: string; message: string }[] = [];
  for (const { resource } of view.ofType(DASHBOARD)) {
    const { outputs, urn } = resource;
    const name = text(outputs, 'dashboardName') ?? '';
    const other = dashboards.get(name);
    if (other !== undefined)
      problems.push({ urn, message: `The dashboard ${name} is declared by ${other.urn} already.` });
    const arn = text(outputs, 'dashboardArn') ?? '';
    dashboards.set(name, { urn, name, arn, body: text(outputs, 'dashboardBody') ?? '' });
  }
  return { dashboards, problems };
}
