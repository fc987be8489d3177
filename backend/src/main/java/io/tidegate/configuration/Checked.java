package io.tidegate.configuration;

import io.tidegate.mapping.Misfit;
import java.util.List;

/**
 * What there is to say of a document that is not saved yet.
 *
 * @param errors keep it from being saved
 * @param warnings do not; for instance that a system could not be asked
 * @param changes against the saved version
 */
public record Checked(List<Misfit> errors, List<Misfit> warnings, List<Change> changes) {
  public Checked {
    errors = List.copyOf(errors);
    warnings = List.copyOf(warnings);
    changes = List.copyOf(changes);
  }
}
