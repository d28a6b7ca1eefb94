const ANYWHERE = [
  'Address',
  'AwsSecretKey',
  'CreditCardExpiration',
  'CreditCardNumber',
  'CreditCardSecurityCode',
  'EmailAddress',
  'IpAddress',
  'LatLong',
  'Name',
  'OpenSshPrivateKey',
  'PgpPrivateKey',
  'PkcsPrivateKey',
  'PuttyPrivateKey',
  'VehicleIdentificationNumber',
];

const BY_COUNTRY: Readonly<Record<string, string>> = {
  BankAccountNumber: 'DE ES FR GB IT US',
  CepCode: 'BR',
  Cnpj: 'BR',
  CpfCode: 'BR',
  DriversLicense: 'AT AU BE BG CA CY CZ DE DK EE ES FI FR GB GR HR HU IE IT LT LU LV MT NL PL PT RO SE SI SK US',
  DrugEnforcementAgencyNumber: 'US',
  ElectoralRollNumber: 'GB',
  HealthInsuranceCardNumber: 'EU',
  HealthInsuranceClaimNumber: 'US',
  HealthInsuranceNumber: 'FR',
  HealthcareProcedureCode: 'US',
  IndividualTaxIdentificationNumber: 'US',
  InseeCode: 'FR',
  MedicareBeneficiaryNumber: 'US',
  NationalDrugCode: 'US',
  NationalIdentificationNumber: 'DE ES IT',
  NationalInsuranceNumber: 'GB',
  NationalProviderId: 'US',
  NhsNumber: 'GB',
  NieNumber: 'ES',
  NifNumber: 'ES',
  PassportNumber: 'CA DE ES FR GB IT US',
  PermanentResidenceNumber: 'CA',
  PersonalHealthNumber: 'CA',
  PhoneNumber: 'BR DE ES FR GB IT US',
  PostalCode: 'CA',
  RgNumber: 'BR',
  SocialInsuranceNumber: 'CA',
  Ssn: 'ES US',
  TaxId: 'DE ES FR GB',
  ZipCode: 'US',
};

/**
 * All managed data identifiers that AWS has.
 * Source: CloudWatch Logs User Guide, "CloudWatch Logs managed data identifiers for sensitive data types".
 */
export const managedNames: ReadonlySet<string> = new Set([
  ...ANYWHERE,
  ...Object.entries(BY_COUNTRY).flatMap(([name, countries]) =>
    countries.split(' ').map((country) => `${name}-${country}`),
  ),
]);
