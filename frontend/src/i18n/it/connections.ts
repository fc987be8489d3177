import type { connections as english } from "../en/connections.ts";

/** I testi della pagina delle connessioni. */
export const connections: typeof english = {
  title: "Connessioni",
  subtitle:
    "Come Tidegate raggiunge i due sistemi. I segreti sono conservati cifrati e non vengono più mostrati.",
  setUp: "Configura",
  setUpNamed: "Configura {{system}}",
  removeConnection: "Rimuovi questa connessione",
  tokenUrl: "Indirizzo dei token",
  dynamics: {
    title: "Dynamics 365",
    hint: "L’ambiente che contiene i contatti e l’utente applicazione con cui Tidegate accede.",
    url: "URL dell’ambiente",
    urlHelp:
      "Interfaccia di amministrazione di Power Platform → Ambienti → il tuo ambiente → URL dell’ambiente.",
    tenant: "ID della directory (tenant)",
    tenantHelp:
      "Interfaccia di amministrazione di Microsoft Entra → Registrazioni app → la tua applicazione → Panoramica.",
    clientId: "ID dell’applicazione (client)",
    clientIdHelp:
      "Nella stessa panoramica. L’applicazione deve essere un utente applicazione dell’ambiente: interfaccia di amministrazione di Power Platform → Impostazioni → Utenti e autorizzazioni → Utenti applicazione.",
    tokenUrlHelp: "Solo per un cloud particolare; altrimenti deriva dal tenant.",
    requestsPerSecondHelp: "Vuoto: 19,5. Dynamics 365 ne consente 20 in media; 0 toglie il limite.",
    maxConcurrencyHelp: "Vuoto: 16. Quante richieste al massimo sono in corso.",
    averageConcurrencyHelp:
      "Vuoto: 3,8. Dynamics 365 consente 1200 secondi del suo tempo ogni 300; 0 toglie il limite.",
  },
  campaign: {
    title: "Adobe Campaign",
    hint: "L’istanza che invia le campagne e la credenziale OAuth server-to-server del suo progetto.",
    url: "Indirizzo API dell’istanza",
    urlHelp:
      "Adobe Developer Console → il tuo progetto → API di Adobe Campaign Standard: https://mc.adobe.io/ORGANIZZAZIONE/campaign.",
    organization: "Organizzazione",
    organizationHelp:
      "Solo se l’indirizzo qui sopra finisce prima di essa, come in https://mc.adobe.io.",
    clientId: "ID client",
    clientIdHelp:
      "Adobe Developer Console → il tuo progetto → OAuth Server-to-Server → ID client (chiave API).",
    scopes: "Ambiti",
    scopesHelp:
      "Nella stessa pagina, come li mostra la console; separati da virgole o spazi. Il profilo di prodotto deve consentire l’API.",
    tokenUrlHelp: "Vuoto: il servizio di accesso di Adobe.",
    requestsPerSecondHelp: "Vuoto: 10. Resta entro la tua licenza; 0 toglie il limite.",
    maxConcurrencyHelp: "Vuoto: 8. Quante richieste al massimo sono in corso.",
  },
  sftp: {
    title: "Server SFTP",
    hint: "Dove i flussi di esportazione di Campaign lasciano i file. Solo per eventi o rifiuti che arrivano tramite file.",
    host: "Host",
    hostHelp: "Pannello di controllo di Campaign → SFTP → la tua istanza.",
    port: "Porta",
    user: "Utente",
    userHelp:
      "Nella stessa pagina. Il tuo indirizzo deve essere consentito: SFTP → elenco degli IP consentiti.",
    hostKey: "Impronta della chiave dell’host",
    hostKeyHelp:
      "Come la stampa ssh-keygen -lf. Lasciala vuota e prova la connessione per vedere quella del server.",
  },
  pace: {
    requestsPerSecond: "Richieste al secondo",
    maxConcurrency: "Richieste contemporanee",
    averageConcurrency: "Richieste contemporanee in media",
  },
  secret: {
    clientSecret: {
      label: "Segreto client",
      help: "Il valore mostrato una sola volta alla creazione del segreto, non il suo ID.",
    },
    clientCertificate: {
      label: "Certificato client",
      help: "Al posto di un segreto: chiave privata e certificato in formato PEM, uno dopo l’altro.",
    },
    password: { label: "Password", help: "Se il server la consente." },
    privateKey: {
      label: "Chiave privata",
      help: "Al posto di una password: OpenSSH o PEM. La parte pubblica va assegnata all’utente sul server.",
    },
  },
  notSet: "Non impostato",
  enter: "Inserisci",
  enterNamed: "Inserisci: {{secret}}",
  setOn: "Impostato: {{time}}",
  notStored: "Non ancora conservato",
  store: "Conserva",
  storeNamed: "Conserva: {{secret}}",
  replace: "Sostituisci",
  replaceNamed: "Sostituisci: {{secret}}",
  remove: "Rimuovi",
  removeNamed: "Rimuovi: {{secret}}",
  removeSecretTitle: "Rimuovere: {{secret}}?",
  removeSecretBody:
    "Non può essere mostrato né recuperato. I flussi di lavoro che ne hanno bisogno non si avviano finché non ne viene conservato un altro; quelli in esecuzione proseguono finché non vengono fermati.",
  secretStored: "{{secret}}: conservato, cifrato.",
  secretRemoved: "{{secret}}: rimosso.",
  secretsFailed: "Impossibile leggere quali segreti sono conservati",
  secretFailed: "{{secret}}: la richiesta non è riuscita.",
  test: "Prova la connessione",
  testPassed: "La connessione funziona",
  testFailed: "La connessione non funziona ancora",
  testUnable: "Impossibile eseguire la prova.",
  step: { passed: "Riuscito", failed: "Non riuscito", warning: "Avviso", skipped: "Saltato" },
  hostKeyCompare:
    "Confronta questa impronta con quella che ti dà l’amministratore del server, poi accettala.",
  hostKeyAccept: "Accetta questa chiave",
};
