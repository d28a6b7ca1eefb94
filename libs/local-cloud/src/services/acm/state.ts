import type { Host } from '../../kernel/host.ts';
import { ApplyError, type CloudView, type ServiceState } from '../../kernel/service.ts';
import { CertificateDates } from './certificates/certificate-dates.ts';
import { readCertificates, type Certificate } from './certificates/certificates.ts';
import { validationProblems } from './certificates/validation-problems.ts';
import { ResourceNotFound } from './errors.ts';

/** Certificates of all stacks. What they are stands in the graphs, whether they are issued in the hosted zones. */
export class AcmState implements ServiceState {
  readonly host: Host;
  readonly dates: CertificateDates;
  #certificates: ReadonlyMap<string, Certificate> = new Map();

  constructor(host: Host) {
    this.host = host;
    this.dates = new CertificateDates(host);
  }

  interpret(view: CloudView): () => void {
    const certificates = readCertificates(view);
    const problems = validationProblems(view, certificates);
    if (problems.length > 0) throw new ApplyError(problems);
    return () => {
      this.#certificates = certificates;
      this.dates.follow(certificates.values());
    };
  }

  /** Of one region. */
  certificates(region: string): readonly Certificate[] {
    return [...this.#certificates.values()].filter((certificate) => certificate.region === region);
  }

  find(arn: string): Certificate | undefined {
    return this.#certificates.get(arn);
  }

  /** Throws ResourceNotFoundException for a certificate that is not in that region. */
  certificate(arn: string, region: string): Certificate {
    const certificate = this.#certificates.get(arn);
    if (certificate?.region !== region) throw new ResourceNotFound(arn, this.host.accountId);
    return certificate;
  }
}
