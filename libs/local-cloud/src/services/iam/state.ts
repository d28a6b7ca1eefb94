import { compilePolicy, iamUserArn, type CompiledPolicy } from '@palisade/policies';
import type { Host } from '../../kernel/host.ts';
import type { IdentityPrincipal } from '../../kernel/principal.ts';
import type { CloudView, ServiceState } from '../../kernel/service.ts';
import { administratorAccess } from './aws-managed/administrator-access.ts';
import { emptyDirectory, readDirectory, type Directory, type Role } from './directory.ts';

interface IdentityPolicySet {
  readonly identity: readonly CompiledPolicy[];
  readonly boundary?: CompiledPolicy;
}

const nothing: IdentityPolicySet = { identity: [] };

/** Roles and policies: all of it comes from the graph, so there is nothing to store. */
export class IamState implements ServiceState {
  readonly host: Host;
  readonly #deployer: string;
  readonly #administrator: IdentityPolicySet = {
    identity: [compilePolicy(administratorAccess.document, { name: administratorAccess.name, kind: 'identity' })],
  };
  #directory: Directory = emptyDirectory;

  constructor(host: Host) {
    this.host = host;
    this.#deployer = iamUserArn({ partition: host.partition, account: host.accountId, name: 'deployer' });
  }

  get directory(): Directory {
    return this.#directory;
  }

  interpret(view: CloudView): () => void {
    const directory = readDirectory(view);
    return () => {
      this.#directory = directory;
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
    return principal.arn === this.#deployer ? this.#administrator : nothing;
  }
}
