import {
  actionsOf,
  iamRootArn,
  knownServices,
  type AccessModel,
  type AccessScope,
  type Policy,
  type RequestPath,
  type Service,
} from '@palisade/policies';

/** A deployed blueprint with everybody and everything its access contract speaks of, and what is asked about them. */
export interface World<Who extends string, On extends string, By extends string> {
  readonly model: AccessModel<Who, On>;
  readonly scope: AccessScope<On, By>;
}

/** The same world, asked about some actions only: for what is about these, and fast. */
export function askingAbout<Who extends string, On extends string, By extends string>(
  { model, scope }: World<Who, On, By>,
  actions: RegExp,
): World<Who, On, By> {
  return {
    model,
    scope: { ...scope, actions: (on, by) => scope.actions(on, by).filter((action) => actions.test(action)) },
  };
}

/** What AdministratorAccess grants. */
export const administratorAccess: Policy = {
  name: 'AdministratorAccess',
  kind: 'identity',
  document: { Version: '2012-10-17', Statement: { Effect: 'Allow', Action: '*', Resource: '*' } },
};

/** Over TLS, from outside every VPC. */
export const overTls: RequestPath = {
  context: {
    'aws:SecureTransport': true,
    's3:TlsVersion': '1.3',
    'aws:SourceIp': '198.51.100.7',
    's3:x-amz-server-side-encryption': 'AES256',
  },
};

/** Every action that AWS documents, of every service it knows. */
const everyAction: readonly string[] = knownServices.flatMap((name) => actionsOf(name));

/** A role is the resource of these alone; sts's other actions have none. */
const takingRoles = /^sts:(AssumeRole(With.*)?|TagSession|SetSourceIdentity)$/;

/** Everything a service can do, to its resource or not: a proof that asks less could miss a wildcard. */
function actionsOfService(service: Service): readonly string[] {
  const actions = actionsOf(service);
  return service === 'sts' ? actions.filter((action) => takingRoles.test(action)) : actions;
}

/** Everything a resource's own service can do; whatever AWS can do where there is no resource to name. */
export function actionsAsked<On extends string>(serviceOf: (on: On) => Service): (on: On) => readonly string[] {
  return (on) => (on === 'anything else' ? everyAction : actionsOfService(serviceOf(on)));
}

/** AWS's own key policy: the account's identity policies decide. */
export function defaultKeyPolicy(account: string): Policy {
  const statement = {
    Effect: 'Allow',
    Principal: { AWS: iamRootArn({ account }) },
    Action: 'kms:*',
    Resource: '*',
  } as const;
  return { name: 'default key policy', kind: 'key', document: { Version: '2012-10-17', Statement: statement } };
}
