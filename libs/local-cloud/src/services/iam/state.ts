import { compilePolicy, iamUserArn, type CompiledPolicy } from '@palisade/policies';
import type { Host } from '../../kernel/host.ts';
import type { IdentityPrincipal } from '../../kernel/principal.ts';
import { ApplyError, type CloudView, type ServiceState } from '../../kernel/service.ts';
import { administratorAccess } from './aws-managed/administrator-access.ts';
import { CreationTimes } from './creation-times.ts';
import { emptyDirectory, readDirectory, type Directory, type ManagedPolicy, type Role } from './directory.ts';
import { checkTrustPrincipals } from './trust-principals.ts';

interface IdentityPolicySet {
  readonly identity: readonly CompiledPolicy[];
  readonly boundary?: CompiledPolicy;
}

const nothing: IdentityPolicySet = { identity: [] };

/** Roles and policies come from the graph; only when each was made is stored. */
export class IamState implements ServiceState {
  readonly host: Host;
  /** The one user: an administrator that is not the account's root. */
  readonly deployerArn: string;
  readonly #administrator: IdentityPolicySet = {
    identity: [compilePolicy(administratorAccess.document, { name: administratorAccess.name, kind: 'identity' })],
  };
  readonly #times = new Map<string, CreationTimes>();
  #directory: Directory = emptyDirectory;

  constructor(host: Host) {
    this.host = host;
    this.deployerArn = iamUserArn({ partition: host.partition, account: host.accountId, name: 'deployer' });
  }

  get directory(): Directory {
    return this.#directory;
  }

  interpret(view: CloudView): () => void {
    const directory = readDirectory(view);
    const known = { accountId: this.host.accountId, userArns: new Set([this.deployerArn]) };
    const problems = checkTrustPrincipals(directory, this.#directory, known);
    if (problems.length > 0) throw new ApplyError(problems);
    return () => {
      this.#directory = directory;
      this.#recordTimes(new Set(view.stacks.keys()));
    };
  }

  role(arn: string): Role | undefined {
    return this.#directory.roles.get(arn);
  }

  roleNamed(name: string): Role | undefined {
    return this.#directory.rolesByName.get(name);
  }

  /** The trust policy of a role: who may assume it. */
  resourcePolicy(arn: string): CompiledPolicy | undefined {
    return this.#directory.roles.get(arn)?.trust;
  }

  /** Identity policies of a user, or of the role behind a session, and the permissions boundary. */
  policiesOf(principal: IdentityPrincipal): IdentityPolicySet {
    if (principal.kind === 'assumed-role') return this.#directory.roles.get(principal.principalArn) ?? nothing;
    return principal.arn === this.deployerArn ? this.#administrator : nothing;
  }

  /** When a role or policy was made, milliseconds since the epoch. */
  createdAt(entity: Role | ManagedPolicy): number {
    const id = 'uniqueId' in entity ? entity.uniqueId : entity.id;
    return this.#times.get(entity.stack)?.of(id) ?? this.host.clock.now();
  }

  #recordTimes(stacks: ReadonlySet<string>): void {
    const { policies, roles } = this.#directory;
    const ids = [
      ...[...roles.values()].map(({ stack, uniqueId }) => ({ stack, id: uniqueId })),
      ...[...policies.values()].map(({ id, stack }) => ({ stack, id })),
    ];
    const byStack = Map.groupBy(ids, ({ stack }) => stack);
    for (const stack of this.#times.keys()) if (!stacks.has(stack)) this.#times.delete(stack);
    for (const [stack, entries] of byStack) {
      try {
        this.#timesOf(stack).record(
          entries.map(({ id }) => id),
          this.host.clock.now(),
        );
      } catch (error) {
        // A date is not worth failing a deployment that every other service has followed.
        this.host.log(`creation times of roles in ${stack} could not be stored: ${(error as Error).message}`);
      }
    }
  }

  #timesOf(stack: string): CreationTimes {
    let times = this.#times.get(stack);
    if (times === undefined) this.#times.set(stack, (times = new CreationTimes(this.host.dataDirectory(stack, 'iam'))));
    return times;
  }
}
