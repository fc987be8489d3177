import type { Translation } from "../en.ts";

/** La pagina che traccia una persona o un record, in italiano. */
export const trace: Translation["trace"] = {
  title: "Traccia",
  subtitle:
    "Che cosa è successo alle modifiche di una persona o di un record, in entrambe le direzioni.",
  field: "Indirizzo e-mail, ID o chiave",
  fieldHint:
    "Per esempio jane@example.org, l’ID di un contatto in Dynamics 365 o una chiave in Campaign. Non viene conservato e non compare in nessun link.",
  wrong: "Inserisci un indirizzo e-mail, un ID o una chiave, al massimo {{most}} caratteri.",
  show: "Mostra il percorso",
  loading: "Ricerca del percorso",
  loadFailed: "Impossibile caricare il percorso",
  loadFailedHint: "Tidegate non ha risposto come previsto. Non è cambiato nulla.",
  emptyTitle: "Non se ne sa nulla",
  emptyHint:
    "Nessuna modifica di questa persona o di questo record è passata da Tidegate nel periodo in cui la traccia è conservata, oppure tutto è stato cancellato. Confronta ciò che hai inserito con quello che mostrano i sistemi.",
  found_one: "{{formatted}} record trovato.",
  found_other: "{{formatted}} record trovati.",
  truncated: "Sono mostrati solo i passi più recenti.",
  direction: {
    dynamicsToCampaign: "Da Dynamics 365 a Campaign",
    campaignToDynamics: "Da Campaign a Dynamics 365",
    consent: "Consensi e rifiuti",
  },
  key: "Record",
  target: "Nella destinazione",
  journey: "Percorso di {{key}}, dal passo più recente",
  nothingYet: "Non se ne conosce nessun passo.",
  step: {
    queued: "In coda, da scrivere in {{system}}",
    written: "Scritto in {{system}}",
    created: "Creato in {{system}}",
    updated: "Aggiornato in {{system}}",
    unchanged: "Non scritto: {{system}} lo ha già",
    deleted: "Eliminato in {{system}}",
    refused: "Rifiutato in via definitiva",
    waiting: "Messo da parte finché non è scritto il record a cui appartiene",
    held: "Trattenuto: il suo flusso non avanza",
  },
  readAt: "letto {{time}}",
  position: "posizione {{position}} della corsia {{lane}}",
  version: "versione {{version}} della configurazione",
  next: "È il prossimo a essere scritto",
  ahead_one: "{{formatted}} record prima",
  ahead_other: "{{formatted}} record prima",
  eta: "circa {{duration}} al termine",
  etaSoon: "da un momento all’altro",
  etaUnknown: "tempo residuo sconosciuto",
  notRunning:
    "In questo momento il suo flusso di lavoro non è in esecuzione ({{status}}): verrà scritto dopo il prossimo avvio.",
  off: "Il suo flusso è disattivato: verrà scritto quando sarà di nuovo attivo.",
  merged: "Una modifica più recente del record, scritta insieme a questa, vale per entrambe.",
  deadLetter: "Record rifiutato n. {{id}}",
};
