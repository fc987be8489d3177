/** The texts of the connections' page. */
export const connections = {
  title: "Connections",
  subtitle:
    "How Tidegate reaches both systems. Secrets are stored encrypted and are never shown again.",
  setUp: "Set up",
  setUpNamed: "Set up {{system}}",
  removeConnection: "Remove this connection",
  tokenUrl: "Token address",
  dynamics: {
    title: "Dynamics 365",
    hint: "The environment that holds your contacts, and the application user that Tidegate signs in as.",
    url: "Environment URL",
    urlHelp: "Power Platform admin center → Environments → your environment → Environment URL.",
    tenant: "Directory (tenant) ID",
    tenantHelp: "Microsoft Entra admin center → App registrations → your application → Overview.",
    clientId: "Application (client) ID",
    clientIdHelp:
      "On the same overview. The application must be an application user of the environment: Power Platform admin center → Settings → Users + permissions → Application users.",
    tokenUrlHelp: "Only for a cloud of its own; otherwise it follows from the tenant.",
    requestsPerSecondHelp: "Empty: 19.5. Dynamics 365 allows 20 on average; 0 lifts the limit.",
    maxConcurrencyHelp: "Empty: 16. How many requests are in flight at most.",
    averageConcurrencyHelp:
      "Empty: 3.8. Dynamics 365 allows 1,200 seconds of its time in any 300; 0 lifts the limit.",
  },
  campaign: {
    title: "Adobe Campaign",
    hint: "The instance that sends your campaigns, and the OAuth server-to-server credential of its project.",
    url: "API address of the instance",
    urlHelp:
      "Adobe Developer Console → your project → Adobe Campaign Standard API: https://mc.adobe.io/ORGANISATION/campaign.",
    organization: "Organisation",
    organizationHelp: "Only where the address above ends before it, as in https://mc.adobe.io.",
    clientId: "Client ID",
    clientIdHelp:
      "Adobe Developer Console → your project → OAuth Server-to-Server → Client ID (API key).",
    scopes: "Scopes",
    scopesHelp:
      "On the same page, as the console shows them; with commas or blanks between. The product profile must allow the API.",
    tokenUrlHelp: "Empty: Adobe’s own sign-in service.",
    requestsPerSecondHelp: "Empty: 10. Keep it within your licence; 0 lifts the limit.",
    maxConcurrencyHelp: "Empty: 8. How many requests are in flight at most.",
  },
  sftp: {
    title: "SFTP server",
    hint: "Where Campaign’s export workflows leave their files. Only for events or opt-outs that come by file.",
    host: "Host",
    hostHelp: "Campaign Control Panel → SFTP → your instance.",
    port: "Port",
    user: "User",
    userHelp: "On the same page. Your address must be allowed there: SFTP → IP allowlisting.",
    hostKey: "Fingerprint of the host key",
    hostKeyHelp:
      "As ssh-keygen -lf prints it. Leave it empty and test the connection to see the server’s own.",
  },
  pace: {
    requestsPerSecond: "Requests a second",
    maxConcurrency: "Requests at once",
    averageConcurrency: "Requests at once on average",
  },
  secret: {
    clientSecret: {
      label: "Client secret",
      help: "The value that is shown once when the secret is made, not its ID.",
    },
    clientCertificate: {
      label: "Client certificate",
      help: "Instead of a secret: the private key and the certificate as PEM, one after the other.",
    },
    password: { label: "Password", help: "Where the server allows one." },
    privateKey: {
      label: "Private key",
      help: "Instead of a password: OpenSSH or PEM. Its public part belongs to the user on the server.",
    },
  },
  notSet: "Not set",
  enter: "Enter",
  enterNamed: "Enter {{secret}}",
  setOn: "Set on {{time}}",
  notStored: "Not stored yet",
  store: "Store",
  storeNamed: "Store {{secret}}",
  replace: "Replace",
  replaceNamed: "Replace {{secret}}",
  remove: "Remove",
  removeNamed: "Remove {{secret}}",
  removeSecretTitle: "Remove {{secret}}?",
  removeSecretBody:
    "It cannot be shown or brought back. Workflows that need it cannot be started until another is stored; running ones go on until they are stopped.",
  secretStored: "{{secret}}: stored, encrypted.",
  secretRemoved: "{{secret}}: removed.",
  secretsFailed: "It could not be read which secrets are stored",
  secretFailed: "{{secret}}: the request failed.",
  test: "Test connection",
  testPassed: "The connection works",
  testFailed: "The connection does not work yet",
  testUnable: "The test could not be run.",
  step: { passed: "Passed", failed: "Failed", warning: "Warning", skipped: "Skipped" },
  hostKeyCompare:
    "Compare this fingerprint with the one that the server’s administrator gives you, then accept it.",
  hostKeyAccept: "Accept this host key",
};
