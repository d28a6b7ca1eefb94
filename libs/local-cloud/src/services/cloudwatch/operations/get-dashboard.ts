import { operation } from '../../../kernel/operation.ts';
import { json } from '../../../kernel/wire.ts';
import { dashboardArn } from '../arn.ts';
import { DashboardNotFound } from '../errors.ts';
import type { CloudwatchState } from '../state.ts';
import { requiredText } from './input.ts';

/** Source: Amazon CloudWatch API Reference, GetDashboard. */
export const getDashboard = operation({
  name: 'GetDashboard',
  parse: ({ input }) => requiredText(input, 'DashboardName'),
  permissions: (name, { host }: CloudwatchState) => [
    { action: 'cloudwatch:GetDashboard', resource: dashboardArn(host.partition, host.accountId, name) },
  ],
  run(name, _call, state) {
    const dashboard = state.dashboard(name);
    if (dashboard === undefined) throw new DashboardNotFound(name);
    return json({ DashboardArn: dashboard.arn, DashboardBody: dashboard.body, DashboardName: name });
  },
});
