/** ARN of a dashboard: dashboards belong to no region. Source: Service Authorization Reference, CloudWatch, "Resource types". */
export function dashboardArn(partition: string, accountId: string, name: string): string {
  return `arn:${partition}:cloudwatch::${accountId}:dashboard/${name}`;
}

/** What actions on alarms are checked against when they name none. */
export function anyAlarmArn(partition: string, region: string, accountId: string): string {
  return `arn:${partition}:cloudwatch:${region}:${accountId}:alarm:*`;
}
