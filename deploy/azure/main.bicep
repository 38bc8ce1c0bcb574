// CoCreateBot on Azure Container Apps: two nodes that share the tables of a storage account. How to use it: README.md beside this file.
targetScope = 'resourceGroup'

@description('Begins the names of all resources.')
@minLength(3)
@maxLength(12)
param name string = 'cocreate'

param location string = resourceGroup().location

@description('The image, such as myregistry.azurecr.io/cocreatebot:1.0.0. A digest or a version, never latest: the nodes of a rolling upgrade have to be what they are said to be.')
param image string

@description('The Azure Container Registry of the image in this resource group; empty where everybody may pull the image.')
param registryName string = ''

@description('The key vault in this resource group that holds the secrets named below.')
param keyVaultName string

@description('The address under which people, Slack and Teams reach it; empty is the one that Container Apps gives.')
param publicUrl string = ''

@description('The vault holds slack-signing-secret and slack-bot-token.')
param hasSlack bool = false

@description('The id of the bot registration, as a user-assigned managed identity that exists already; empty is without Teams.')
param teamsIdentityName string = ''

@allowed(['en', 'de'])
param language string = 'en'

@description('IANA name of the zone where nobody says another.')
param zone string = 'Etc/UTC'

@description('Where metrics and traces go by OTLP, such as http://collector:4317; empty is nowhere.')
param otlpEndpoint string = ''

@description('ZRS: three zones of this region, written to all of them before an answer. GZRS: besides, a copy in another region that is some minutes behind.')
@allowed(['Standard_ZRS', 'Standard_GZRS', 'Standard_LRS'])
param storageSku string = 'Standard_ZRS'

@description('Nodes that always run. One of two can die, or be replaced, and the other goes on.')
@minValue(2)
@maxValue(10)
param nodes int = 2

@description('Days after its close for which a session is kept; 0 is until somebody deletes it.')
@minValue(0)
@maxValue(3650)
param retentionDays int = 0

@description('Days for which the logs are kept. They name sessions and no person.')
param logDays int = 30

var port = 8080
var unique = uniqueString(resourceGroup().id, name)
var usesTeams = !empty(teamsIdentityName)

// Built-in roles: https://learn.microsoft.com/azure/role-based-access-control/built-in-roles
var storageTableDataContributor = '0a9a7e1f-b9d0-4cc4-a60d-0319b160aaa3'
var keyVaultSecretsUser = '4633458b-17de-408a-b874-0445c86b69e6'
var acrPull = '7f951dda-4ed3-4680-a7ca-43fe172d538d'

resource identity 'Microsoft.ManagedIdentity/userAssignedIdentities@2023-01-31' = {
  name: '${name}-identity'
  location: location
}

resource storage 'Microsoft.Storage/storageAccounts@2023-05-01' = {
  name: take('${replace(toLower(name), '-', '')}${unique}', 24)
  location: location
  kind: 'StorageV2'
  sku: {
    name: storageSku
  }
  properties: {
    minimumTlsVersion: 'TLS1_2'
    supportsHttpsTrafficOnly: true
    allowSharedKeyAccess: false // nobody gets in by a key, only by an identity with a role
    allowBlobPublicAccess: false
    defaultToOAuthAuthentication: true
  }
}

// Making the tables at the first start is within this role, too.
resource storageRole 'Microsoft.Authorization/roleAssignments@2022-04-01' = {
  name: guid(storage.id, identity.id, storageTableDataContributor)
  scope: storage
  properties: {
    principalId: identity.properties.principalId
    principalType: 'ServicePrincipal'
    roleDefinitionId: subscriptionResourceId('Microsoft.Authorization/roleDefinitions', storageTableDataContributor)
  }
}

resource vault 'Microsoft.KeyVault/vaults@2023-07-01' existing = {
  name: keyVaultName
}

resource vaultRole 'Microsoft.Authorization/roleAssignments@2022-04-01' = if (hasSlack) {
  name: guid(vault.id, identity.id, keyVaultSecretsUser)
  scope: vault
  properties: {
    principalId: identity.properties.principalId
    principalType: 'ServicePrincipal'
    roleDefinitionId: subscriptionResourceId('Microsoft.Authorization/roleDefinitions', keyVaultSecretsUser)
  }
}

resource registry 'Microsoft.ContainerRegistry/registries@2023-07-01' existing = if (!empty(registryName)) {
  name: empty(registryName) ? 'none' : registryName
}

resource registryRole 'Microsoft.Authorization/roleAssignments@2022-04-01' = if (!empty(registryName)) {
  name: guid(resourceGroup().id, registryName, identity.id, acrPull)
  scope: registry
  properties: {
    principalId: identity.properties.principalId
    principalType: 'ServicePrincipal'
    roleDefinitionId: subscriptionResourceId('Microsoft.Authorization/roleDefinitions', acrPull)
  }
}

resource teamsIdentity 'Microsoft.ManagedIdentity/userAssignedIdentities@2023-01-31' existing = if (usesTeams) {
  name: usesTeams ? teamsIdentityName : 'none'
}

resource logs 'Microsoft.OperationalInsights/workspaces@2023-09-01' = {
  name: '${name}-logs'
  location: location
  properties: {
    sku: {
      name: 'PerGB2018'
    }
    retentionInDays: logDays
  }
}

resource environment 'Microsoft.App/managedEnvironments@2024-03-01' = {
  name: '${name}-environment'
  location: location
  properties: {
    appLogsConfiguration: {
      destination: 'log-analytics'
      logAnalyticsConfiguration: {
        customerId: logs.properties.customerId
        sharedKey: logs.listKeys().primarySharedKey
      }
    }
  }
}

var address = empty(publicUrl) ? 'https://${name}-bot.${environment.properties.defaultDomain}' : publicUrl

var always = [
  { name: 'ASPNETCORE_HTTP_PORTS', value: string(port) }
  { name: 'ASPNETCORE_FORWARDEDHEADERS_ENABLED', value: 'true' } // the ingress ends https and says in a header who comes
  { name: 'AZURE_CLIENT_ID', value: identity.properties.clientId } // which identity goes to the tables, where there are several
  { name: 'Storage__ConnectionString', value: storage.properties.primaryEndpoints.table } // an address alone: the machine's own identity
  { name: 'Storage__TablePrefix', value: 'CoCreate' }
  { name: 'Web__PublicUrl', value: address }
  { name: 'Bot__Language', value: language }
  { name: 'Bot__Zone', value: zone }
]

var slack = hasSlack ? [
  { name: 'Slack__SigningSecret', secretRef: 'slack-signing-secret' }
  { name: 'Slack__BotToken', secretRef: 'slack-bot-token' }
] : []

var teams = usesTeams ? [
  { name: 'Teams__AppType', value: 'UserAssignedMSI' }
  { name: 'Teams__AppId', value: teamsIdentity!.properties.clientId }
  { name: 'Teams__TenantId', value: subscription().tenantId }
] : []

var retention = retentionDays == 0 ? [] : [
  { name: 'Retention__Days', value: string(retentionDays) }
]

var telemetry = empty(otlpEndpoint) ? [] : [
  { name: 'OTEL_EXPORTER_OTLP_ENDPOINT', value: otlpEndpoint }
  { name: 'OTEL_SERVICE_NAME', value: '${name}-bot' }
]

resource bot 'Microsoft.App/containerApps@2024-03-01' = {
  name: '${name}-bot'
  location: location
  identity: {
    type: 'UserAssigned'
    userAssignedIdentities: union({ '${identity.id}': {} }, usesTeams ? { '${teamsIdentity.id}': {} } : {})
  }
  properties: {
    managedEnvironmentId: environment.id
    configuration: {
      activeRevisionsMode: 'Single' // a new revision gets traffic when it is ready, and then the one before is stopped
      ingress: {
        external: true
        targetPort: port
        transport: 'auto'
        allowInsecure: false
      }
      registries: empty(registryName) ? [] : [
        { server: '${registryName}.azurecr.io', identity: identity.id }
      ]
      secrets: hasSlack ? [
        { name: 'slack-signing-secret', keyVaultUrl: '${vault.properties.vaultUri}secrets/slack-signing-secret', identity: identity.id }
        { name: 'slack-bot-token', keyVaultUrl: '${vault.properties.vaultUri}secrets/slack-bot-token', identity: identity.id }
      ] : []
    }
    template: {
      terminationGracePeriodSeconds: 45 // the bot itself takes up to 20 to write what waits
      scale: {
        minReplicas: nodes
        maxReplicas: nodes // sessions are not faster on more nodes; more are for more sessions, and said by hand
      }
      containers: [
        {
          name: 'bot'
          image: image
          resources: {
            cpu: json('0.5')
            memory: '1Gi'
          }
          env: concat(always, slack, teams, retention, telemetry)
          probes: [
            {
              type: 'Startup'
              httpGet: { path: '/health/live', port: port }
              periodSeconds: 2
              timeoutSeconds: 3
              failureThreshold: 30
            }
            {
              type: 'Liveness' // only the process: a store that is away is no reason to start it again
              httpGet: { path: '/health/live', port: port }
              periodSeconds: 10
              timeoutSeconds: 3
              failureThreshold: 3
            }
            {
              type: 'Readiness' // it writes and reads a row
              httpGet: { path: '/health/ready', port: port }
              periodSeconds: 10
              timeoutSeconds: 6
              failureThreshold: 3
              successThreshold: 1
            }
          ]
        }
      ]
    }
  }
  dependsOn: [storageRole, vaultRole, registryRole]
}

output url string = address
output slackRequestUrl string = '${address}/slack/events'
output teamsMessagingEndpoint string = '${address}/api/messages'
output tables string = storage.properties.primaryEndpoints.table
