package io.tidegate.configuration.flow;

import io.tidegate.campaign.ResourceType;
import io.tidegate.configuration.MappingTools.Tried;
import io.tidegate.configuration.MappingTools.TriedField;
import io.tidegate.dynamics.DynamicsClient;
import io.tidegate.dynamics.EntityDefinition;
import io.tidegate.mapping.Mapping;
import io.tidegate.mapping.Misfit;
import io.tidegate.mapping.RowMapper;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Shows what a mapping makes of real rows. Reads only, and keeps nothing. */
final class Trial {
  private static final Pattern PLACE = Pattern.compile("/mapping/(attributes|links)/(\\d+)(/.*)?");

  private static final Pattern GUID =
      Pattern.compile("[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}");

  private final EntityDefinition entity;
  private final Mapping mapping;
  private final RowMapper mapper;
  private final Map<String, String> misfits;

  /**
   * A trial.
   *
   * @param parents the entity of each flow that links name
   * @param misfits what does not fit the two systems, with pointers that begin at the flow: it is
   *     told at the fields
   */
  Trial(
      Mapping mapping,
      EntityDefinition entity,
      ResourceType resource,
      Map<String, String> parents,
      List<Misfit> misfits) {
    this.entity = entity;
    this.mapping = mapping.typed(resource.kinds());
    this.mapper = new RowMapper(this.mapping, entity.types(), entity.labels(), parents);
    this.misfits = byTarget(misfits);
  }

  /** What is wrong with each target. */
  private Map<String, String> byTarget(List<Misfit> all) {
    Map<String, String> byTarget = new HashMap<>();
    for (Misfit misfit : all) {
      Matcher place = PLACE.matcher(misfit.pointer());
      if (place.matches()) {
        int index = Integer.parseInt(place.group(2));
        String target =
            place.group(1).equals("links")
                ? mapping.links().get(index).target()
                : mapping.attributes().get(index).target();
        byTarget.merge(target, misfit.message() + " " + misfit.remedy(), (a, b) -> a + " " + b);
      }
    }
    return byTarget;
  }

  /**
   * Tries some rows.
   *
   * @param records how many, where no ids are given
   * @param ids of rows; any when empty
   */
  Future<List<Tried>> run(DynamicsClient dynamics, int records, List<String> ids) {
    if (ids.isEmpty()) {
      return dynamics
          .firstPage(entity.entitySetName(), mapper.select(), records)
          .map(page -> page.rows().stream().limit(records).map(this::tried).toList());
    }
    List<Future<Tried>> asked = ids.stream().map(id -> one(dynamics, id)).toList();
    return Future.all(asked).map(all -> asked.stream().map(Future::result).toList());
  }

  private Future<Tried> one(DynamicsClient dynamics, String id) {
    if (!GUID.matcher(id).matches()) {
      return Future.succeededFuture(gone(id));
    }
    return dynamics
        .row(entity.entitySetName(), id, mapper.select())
        .map(row -> row.map(this::tried).orElseGet(() -> gone(id)));
  }

  private static Tried gone(String id) {
    return new Tried(
        id, false, Optional.of("There is no row with this id in Dynamics 365."), List.of());
  }

  private Tried tried(JsonObject row) {
    List<RowMapper.Mapped> mapped = mapper.explain(row);
    String problems =
        mapped.stream()
            .map(RowMapper.Mapped::problem)
            .filter(Objects::nonNull)
            .collect(Collectors.joining(" "));
    return new Tried(
        row.getString(mapping.sourceKey()),
        !mapper.matches(row),
        Optional.of(problems).filter(text -> !text.isEmpty()),
        mapped.stream().map(this::field).toList());
  }

  private TriedField field(RowMapper.Mapped mapped) {
    return new TriedField(
        mapped.target(),
        mapped.source(),
        mapped.before(),
        mapped.after(),
        Optional.ofNullable(mapped.problem())
            .or(() -> Optional.ofNullable(misfits.get(mapped.target()))));
  }
}
