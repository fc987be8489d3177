package io.tidegate.http;

import io.tidegate.workflow.Workflows;
import io.tidegate.workflow.consent.ConsentLedger;
import io.tidegate.workflow.privacy.Erasures;

/**
 * What the server shows and steers.
 *
 * @param workflows the workflows
 * @param consent what was decided of whose consent
 * @param erasures the requests to erase people
 */
public record Subjects(Workflows workflows, ConsentLedger consent, Erasures erasures) {}
