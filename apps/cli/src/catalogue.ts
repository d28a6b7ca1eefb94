import { catalogueOf, services } from '@palisade/local-cloud';

/** Every resource type and function the local cloud knows. */
export const catalogue = catalogueOf(services);
