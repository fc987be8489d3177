package io.tidegate.configuration;

import io.tidegate.mapping.Misfit;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Something that a document has to stand before it is saved. */
@FunctionalInterface
public interface Check {

  /**
   * Checks a document.
   *
   * @param document which one; pointers are into it
   * @param proposed all documents as they would be saved, in their canonical form
   */
  Future<Findings> check(Document document, Map<Document, JsonObject> proposed);

  /**
   * What was found.
   *
   * @param errors keep the document from being saved
   * @param warnings do not
   */
  record Findings(List<Misfit> errors, List<Misfit> warnings) {
    public static final Findings NONE = new Findings(List.of(), List.of());

    public Findings {
      errors = List.copyOf(errors);
      warnings = List.copyOf(warnings);
    }

    public static Findings errors(List<Misfit> errors) {
      return new Findings(errors, List.of());
    }

    public Findings and(Findings others) {
      return new Findings(joined(errors, others.errors), joined(warnings, others.warnings));
    }

    private static List<Misfit> joined(List<Misfit> some, List<Misfit> others) {
      List<Misfit> all = new ArrayList<>(some);
      all.addAll(others);
      return all;
    }
  }

  /** One after the other; a later one is asked only where the earlier ones found no error. */
  static Check all(List<Check> checks) {
    return (document, proposed) -> {
      Future<Findings> found = Future.succeededFuture(Findings.NONE);
      for (Check check : checks) {
        found =
            found.compose(
                before ->
                    before.errors().isEmpty()
                        ? check.check(document, proposed).map(before::and)
                        : Future.succeededFuture(before));
      }
      return found;
    };
  }
}
