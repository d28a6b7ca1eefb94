import { readFileSync } from 'node:fs';
import { Reader } from 'mmdb-lib';
import type { CountryResponse } from 'mmdb-lib';

export interface Location {
  /** ISO 3166, two letters. */
  readonly country: string;
  /** ISO 3166-2 without the country: `CA` of `US-CA`. */
  readonly region?: string;
}

export interface Locations {
  /** For a rule that asks: if nobody can tell, the operator hears of it once. */
  locationOf(address: string): Location | undefined;
}

interface Found extends CountryResponse {
  readonly subdivisions?: readonly { readonly iso_code?: string }[];
}

/** Names the file of a MaxMind database (GeoLite2 Country or City, DB-IP, …) that the user brings. */
export const GEO_DATABASE = 'PALISADE_GEO_DATABASE';

/** Where addresses are, from the user's database, which is read when it is first asked. Without one, nobody knows. */
export class CountryDatabase implements Locations {
  readonly #log: (message: string) => void;
  readonly #path: () => string | undefined;
  #reader: Reader<Found> | 'none' | undefined;
  /** Why there is no reader, until somebody has heard it. */
  #trouble: string | undefined;

  constructor(log: (message: string) => void, path = () => process.env[GEO_DATABASE]) {
    this.#log = log;
    this.#path = path;
  }

  locationOf(address: string): Location | undefined {
    const location = this.knownLocationOf(address);
    if (this.#trouble !== undefined) this.#log(this.#trouble);
    this.#trouble = undefined;
    return location;
  }

  /** The same for logs, which do without. */
  knownLocationOf(address: string): Location | undefined {
    this.#reader ??= this.#open() ?? 'none';
    if (this.#reader === 'none') return undefined;
    const found = this.#reader.get(address);
    const country = found?.country?.iso_code;
    if (country === undefined) return undefined;
    const region = found?.subdivisions?.[0]?.iso_code;
    return { country, ...(region !== undefined && { region }) };
  }

  #open(): Reader<Found> | undefined {
    const path = this.#path();
    if (path === undefined || path === '') {
      this.#trouble =
        `wafv2: a rule asks for countries, and there is no database of them: every address is from nowhere. Set ${GEO_DATABASE} to the ` +
        'file of a MaxMind database (GeoLite2-Country.mmdb) and start the cloud again.';
      return undefined;
    }
    try {
      return new Reader<Found>(readFileSync(path));
    } catch (error) {
      this.#trouble = `wafv2: ${GEO_DATABASE} (${path}) cannot be read as a MaxMind database, so every address is from nowhere: ${String(error)}`;
      return undefined;
    }
  }
}
