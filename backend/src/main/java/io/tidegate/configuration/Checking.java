package io.tidegate.configuration;

import io.tidegate.configuration.Check.Findings;
import io.tidegate.mapping.Misfit;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/**
 * Checks documents that are not saved yet: their form, then what they have to stand besides.
 *
 * @param saved the newest versions
 */
record Checking(Check check, Supplier<Map<Document, Saved>> saved) {

  /** Pointers are into the document. */
  Future<Checked> one(Document document, JsonObject content) {
    JsonObject canonical;
    try {
      canonical = DocumentForm.canonical(document, content);
    } catch (InvalidConfigurationException wrong) {
      return Future.succeededFuture(new Checked(wrong.misfits(), List.of(), List.of()));
    }
    return against(document, Map.of(document, canonical));
  }

  /** Pointers begin with the document's name. */
  Future<Map<Document, Checked>> all(Map<Document, JsonObject> contents) {
    Map<Document, Checked> checked = new EnumMap<>(Document.class);
    Map<Document, JsonObject> forms = new EnumMap<>(Document.class);
    contents.forEach(
        (document, content) -> {
          try {
            forms.put(document, DocumentForm.canonical(document, content));
          } catch (InvalidConfigurationException wrong) {
            checked.put(
                document, under(document, new Checked(wrong.misfits(), List.of(), List.of())));
          }
        });
    Future<?> done = Future.succeededFuture();
    for (Document document : forms.keySet()) {
      done =
          done.compose(before -> against(document, forms))
              .onSuccess(found -> checked.put(document, under(document, found)));
    }
    return done.map(checked);
  }

  private Future<Checked> against(Document document, Map<Document, JsonObject> contents) {
    Map<Document, JsonObject> proposed = new EnumMap<>(Document.class);
    saved.get().forEach((each, version) -> proposed.put(each, version.content()));
    JsonObject before = proposed.get(document);
    proposed.putAll(contents);
    return check
        .check(document, proposed)
        .map(
            (Findings found) ->
                new Checked(
                    found.errors(),
                    found.warnings(),
                    Differences.between(document, before, contents.get(document))));
  }

  private static Checked under(Document document, Checked checked) {
    return new Checked(
        under(document, checked.errors()), under(document, checked.warnings()), checked.changes());
  }

  private static List<Misfit> under(Document document, List<Misfit> misfits) {
    return misfits.stream().map(misfit -> misfit.under("/" + document.id())).toList();
  }
}
