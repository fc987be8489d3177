import type { consentEditor as english } from "../en/consentEditor.ts";

/** I testi dell’editor dei consensi. */
export const consentEditor: typeof english = {
  title: "Modifica Consensi e rifiuti",
  subtitle: "Quali rifiuti restano allineati tra un contatto e il suo profilo.",
  rows: "Canali",
  rowsHint:
    "Per ogni canale una colonna sì/no del contatto e il campo del profilo con lo stesso significato: sì vuol dire rifiuto.",
  addRow: "Aggiungi un canale",
  removeRow: "Rimuovi {{channel}}",
  noRows: "Ancora nessun canale: non si allinea nulla. Aggiungi il primo.",
  attribute: "Colonna in Dynamics 365",
  field: "Campo in Campaign",
  direction: "Direzione",
  directions: {
    both: "Entrambe",
    dynamicsToCampaign: "Dynamics 365 → Campaign",
    campaignToDynamics: "Campaign → Dynamics 365",
    off: "Disattivato",
  },
  policy: "Se cambiano entrambi i lati",
  policyHint:
    "Una modifica su un solo lato viene sempre riportata. Qui si decide quando entrambi i record sono cambiati dall’ultimo accordo.",
  policies: {
    optOutWins: {
      name: "Prevale il rifiuto (consigliato)",
      hint: "Chi ha rifiutato da una parte è escluso ovunque. Nessuno riceve ciò che potrebbe non volere.",
    },
    latestWins: {
      name: "Prevale la modifica più recente",
      hint: "Il lato modificato per ultimo; a parità, il rifiuto. Un rifiuto può essere annullato da una modifica estranea dell’altro record.",
    },
    dynamicsWins: {
      name: "Prevale Dynamics 365",
      hint: "Un rifiuto espresso in Campaign va perso se anche il contatto è stato modificato.",
    },
    campaignWins: {
      name: "Prevale Campaign",
      hint: "Un rifiuto espresso in Dynamics 365 va perso se anche il profilo è stato modificato.",
    },
    campaignNewerElseOptOut: {
      name: "Campaign se più recente, altrimenti il rifiuto",
      hint: "La regola dell’applicazione di integrazione di Adobe.",
    },
  },
  source: "Come si legge Campaign",
  sourceHint: "Dynamics 365 segnala da sé le modifiche; Campaign va interrogato.",
  sources: {
    rest: {
      name: "REST",
      hint: "Un filtro pubblicato elenca i profili modificati. Entro pochi secondi.",
    },
    sftp: {
      name: "File di esportazione",
      hint: "Un flusso di lavoro in Campaign scrive sul server SFTP i campi di rifiuto dei profili modificati.",
    },
    both: { name: "Entrambi", hint: "REST per la rapidità, i file come seconda prova." },
  },
  exportGlob: "File con i rifiuti",
  exportGlobHint: "Per esempio optouts*.csv.",
  filter: {
    lookupFilter: "Filtro che trova un profilo dal contatto",
    lookupParameter: "Parametro di quel filtro",
    modifiedFilter: "Filtro che elenca i profili modificati",
    modifiedParameter: "Parametro di quel filtro per l’inizio",
  },
  fileNumber: {
    pollSeconds: "Secondi tra due controlli dei file",
    settledSeconds: "Secondi perché un file conti come intero",
    truncatedSeconds: "Secondi prima di rinunciare a mezzo file",
  },
  number: {
    pageSize: "Contatti per pagina",
    pollSeconds: "Secondi tra due controlli",
    overlapSeconds: "Secondi di cui ogni controllo torna indietro",
    skewSeconds: "Secondi di differenza ammessi tra gli orologi",
  },
  numberHint: {
    pageSize: "5000 al massimo.",
    pollSeconds: "Quanto presto si vede una modifica.",
    overlapSeconds: "I profili possono comparire dopo l’ora che riportano.",
    skewSeconds: "Entro questo tempo due modifiche contano come contemporanee.",
  },
  table: {
    entity: "Tabella dei contatti",
    key: "La sua chiave",
    resource: "Risorsa dei profili",
    targetKey: "Il campo che contiene l’ID del contatto",
  },
};
