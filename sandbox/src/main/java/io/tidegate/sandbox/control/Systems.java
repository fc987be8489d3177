package io.tidegate.sandbox.control;

import io.tidegate.sandbox.accounts.Accounts;
import io.tidegate.sandbox.campaign.CampaignApi;
import io.tidegate.sandbox.consent.Consents;
import io.tidegate.sandbox.delivery.DeliveryLogs;
import io.tidegate.sandbox.dynamics.DynamicsStore;
import io.tidegate.sandbox.dynamics.ServiceProtection;
import io.tidegate.sandbox.entra.AccessTokens;
import io.tidegate.sandbox.entra.EntraApi;
import io.tidegate.sandbox.export.ExportWorkflow;
import io.tidegate.sandbox.faults.Faults;
import io.tidegate.sandbox.ims.ImsTokens;
import io.tidegate.sandbox.journal.Counters;
import io.tidegate.sandbox.journal.Journal;
import io.tidegate.sandbox.mailing.Mailings;
import io.tidegate.sandbox.people.Contacts;
import io.tidegate.sandbox.people.Counterparts;
import io.tidegate.sandbox.people.Trickle;
import io.tidegate.sandbox.sftp.SftpServer;

/** All parts of a sandbox that can be looked into or changed while it runs. */
public record Systems(
    DynamicsStore dynamics,
    ServiceProtection protection,
    EntraApi entra,
    AccessTokens dynamicsTokens,
    CampaignApi campaign,
    ImsTokens campaignTokens,
    Contacts contacts,
    Trickle trickle,
    Accounts accounts,
    Trickle accountsTrickle,
    Counterparts counterparts,
    SftpServer sftp,
    DeliveryLogs deliveryLogs,
    Mailings mailings,
    ExportWorkflow exports,
    Consents consents,
    Faults faults,
    Counters counters,
    Journal journal) {}
