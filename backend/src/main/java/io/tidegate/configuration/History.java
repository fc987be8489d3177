package io.tidegate.configuration;

import io.tidegate.configuration.Configurations.Entry;
import io.tidegate.configuration.Configurations.Page;
import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;

/** The versions there have been, back to the one that is built in. */
record History(VersionStore store) {

  Future<Saved> version(Document document, long version) {
    if (version == 0) {
      return Future.succeededFuture(BuiltIn.saved(document));
    }
    return store
        .version(document, version)
        .compose(
            found ->
                found
                    .map(Future::succeededFuture)
                    .orElseGet(
                        () ->
                            Future.failedFuture(
                                new UnknownVersionException(document, Long.toString(version)))));
  }

  /** Newest first, each with what it changed. */
  Future<Page> page(Document document, int limit, OptionalLong before) {
    // One more than is shown: the last one is compared with it.
    return store
        .before(document, before.orElse(Long.MAX_VALUE), limit + 1)
        .map(
            found -> {
              List<Saved> shown = found.subList(0, Math.min(limit, found.size()));
              List<Entry> entries = new ArrayList<>();
              for (int i = 0; i < shown.size(); i++) {
                Saved earlier = i + 1 < found.size() ? found.get(i + 1) : BuiltIn.saved(document);
                entries.add(
                    new Entry(
                        shown.get(i),
                        Differences.between(document, earlier.content(), shown.get(i).content())));
              }
              return new Page(
                  entries,
                  found.size() > limit
                      ? OptionalLong.of(shown.get(limit - 1).version())
                      : OptionalLong.empty());
            });
  }
}
