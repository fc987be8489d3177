/** The texts of the editor of opt-in/out. */
export const consentEditor = {
  title: "Edit Opt-In/Out",
  subtitle: "Which opt-outs are kept in step between a contact and its profile.",
  rows: "Channels",
  rowsHint:
    "For each channel a yes-or-no column of the contact and the field of the profile that means the same: yes is opted out.",
  addRow: "Add a channel",
  removeRow: "Remove {{channel}}",
  noRows: "No channel yet: nothing is kept in step. Add the first one.",
  attribute: "Column in Dynamics 365",
  field: "Field in Campaign",
  direction: "Direction",
  directions: {
    both: "Both ways",
    dynamicsToCampaign: "Dynamics 365 → Campaign",
    campaignToDynamics: "Campaign → Dynamics 365",
    off: "Off",
  },
  policy: "When both sides changed",
  policyHint:
    "A change on one side only is always carried over. This decides when both records were changed since they last agreed.",
  policies: {
    optOutWins: {
      name: "The opt-out wins (recommended)",
      hint: "Whoever opted out anywhere is opted out. Nobody is written to who may not want it.",
    },
    latestWins: {
      name: "The later change wins",
      hint: "The side that was modified last; at the same time, opted out. An opt-out may be undone by an unrelated change of the other record.",
    },
    dynamicsWins: {
      name: "Dynamics 365 wins",
      hint: "An opt-out made in Campaign is lost when the contact was modified as well.",
    },
    campaignWins: {
      name: "Campaign wins",
      hint: "An opt-out made in Dynamics 365 is lost when the profile was modified as well.",
    },
    campaignNewerElseOptOut: {
      name: "Campaign if it is newer, else the opt-out",
      hint: "The rule of Adobe’s own integration application.",
    },
  },
  source: "How Campaign is read",
  sourceHint: "Dynamics 365 tells its changes itself; Campaign has to be asked.",
  sources: {
    rest: {
      name: "REST",
      hint: "A published filter lists the profiles that were modified. Within seconds.",
    },
    sftp: {
      name: "Export files",
      hint: "A workflow in Campaign writes the opt-out fields of modified profiles to the SFTP server.",
    },
    both: {
      name: "Both",
      hint: "REST for speed, files as a second witness.",
    },
  },
  exportGlob: "Files with opt-outs",
  exportGlobHint: "For instance optouts*.csv.",
  filter: {
    lookupFilter: "Filter that finds a profile by its contact",
    lookupParameter: "That filter’s parameter",
    modifiedFilter: "Filter that lists modified profiles",
    modifiedParameter: "That filter’s parameter for the beginning",
  },
  fileNumber: {
    pollSeconds: "Seconds between two looks for files",
    settledSeconds: "Seconds until a file counts as whole",
    truncatedSeconds: "Seconds until half a file is given up",
  },
  number: {
    pageSize: "Contacts a page",
    pollSeconds: "Seconds between two looks",
    overlapSeconds: "Seconds that each look goes back",
    skewSeconds: "Seconds that clocks may differ",
  },
  numberHint: {
    pageSize: "5,000 at most.",
    pollSeconds: "How soon a change is seen.",
    overlapSeconds: "Profiles may become visible later than their time says.",
    skewSeconds: "Two changes within it count as made at once.",
  },
  table: {
    entity: "Table of the contacts",
    key: "Its key",
    resource: "Resource of the profiles",
    targetKey: "The field that holds the contact’s ID",
  },
};
