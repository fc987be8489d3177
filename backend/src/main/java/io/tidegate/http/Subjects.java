package io.tidegate.http;

import io.tidegate.configuration.ConfigurationFile;
import io.tidegate.configuration.Configurations;
import io.tidegate.configuration.ConnectionTools;
import io.tidegate.configuration.MappingTools;
import io.tidegate.configuration.ReplayPreview;
import io.tidegate.configuration.SchemaDiscovery;
import io.tidegate.configuration.SourceLookup;
import io.tidegate.workflow.Workflows;
import io.tidegate.workflow.consent.ConsentLedger;
import io.tidegate.workflow.deadletter.DeadLetterOffice;
import io.tidegate.workflow.privacy.Erasures;
import io.tidegate.workflow.reconciliation.Reconciliations;
import io.tidegate.workflow.trace.Traces;

/**
 * What the server shows and steers.
 *
 * @param workflows the workflows
 * @param deadLetters the records that were refused for good
 * @param reconciliations both sides of a flow compared
 * @param consent what was decided of whose consent
 * @param erasures the requests to erase people
 * @param traces what became of whose changes
 * @param configuration what is configured
 */
public record Subjects(
    Workflows workflows,
    DeadLetterOffice deadLetters,
    Reconciliations reconciliations,
    ConsentLedger consent,
    Erasures erasures,
    Traces traces,
    Configuration configuration) {

  /**
   * What is configured, and what helps with it.
   *
   * @param documents the four documents and their versions
   * @param file all of them as one file
   * @param connections secrets and tests
   * @param schemas what the two systems consist of
   * @param mappings suggestions and trials
   * @param replays how much a replay would read
   * @param sources records where they came from
   */
  public record Configuration(
      Configurations documents,
      ConfigurationFile file,
      ConnectionTools connections,
      SchemaDiscovery schemas,
      MappingTools mappings,
      ReplayPreview replays,
      SourceLookup sources) {}
}
