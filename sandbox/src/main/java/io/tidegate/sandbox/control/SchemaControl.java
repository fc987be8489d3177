package io.tidegate.sandbox.control;

import io.tidegate.sandbox.campaign.CampaignApi;
import io.tidegate.sandbox.campaign.SchemaChanges;
import io.tidegate.sandbox.dynamics.Column;
import io.tidegate.sandbox.dynamics.ColumnType;
import io.tidegate.sandbox.dynamics.DataverseException;
import io.tidegate.sandbox.dynamics.DynamicsStore;
import io.vertx.core.buffer.Buffer;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** Changes the schema of either system, as its administrator could. */
final class SchemaControl {
  private static final int USUAL_LENGTH = 100;
  private static final int LONGEST = 4000;
  private static final List<String> COLUMN_TYPES =
      Stream.of(
              ColumnType.STRING,
              ColumnType.INTEGER,
              ColumnType.DECIMAL,
              ColumnType.BOOLEAN,
              ColumnType.DATETIME,
              ColumnType.DATE)
          .map(type -> type.name().toLowerCase(Locale.ROOT))
          .toList();

  private final DynamicsStore dynamics;
  private final CampaignApi campaign;

  SchemaControl(DynamicsStore dynamics, CampaignApi campaign) {
    this.dynamics = dynamics;
    this.campaign = campaign;
  }

  void change(Buffer body) {
    Input input =
        Input.of(
            body,
            "api",
            "entity",
            "dropAttribute",
            "addAttribute",
            "changeTracking",
            "resource",
            "dropField",
            "addField",
            "dropFilter");
    String api =
        input
            .choice("api", List.of("dynamics", "campaign"))
            .orElseThrow(() -> input.bad("api", "is required"));
    if (api.equals("dynamics")) {
      dynamics(input);
    } else {
      campaign(input);
    }
  }

  private void dynamics(Input input) {
    String entity = input.requiredText("entity");
    if (dynamics.types().stream().noneMatch(type -> type.logicalName().equals(entity))) {
      throw input.bad("entity", "there is no table " + entity);
    }
    text(input, "dropAttribute", name -> dynamics.dropAttribute(entity, name));
    input
        .object("addAttribute", "name", "type", "maxLength")
        .ifPresent(added -> dynamics.addAttribute(entity, column(added)));
    input.flag("changeTracking").ifPresent(on -> dynamics.changeTracking(entity, on));
  }

  private static Column column(Input input) {
    String name = input.requiredText("name");
    ColumnType type =
        ColumnType.valueOf(
            input.choice("type", COLUMN_TYPES).orElse("string").toUpperCase(Locale.ROOT));
    int maxLength = input.whole("maxLength", 1, LONGEST).orElse(USUAL_LENGTH);
    return type == ColumnType.STRING ? Column.text(name, maxLength) : Column.of(name, type);
  }

  private void campaign(Input input) {
    SchemaChanges schema = campaign.schema();
    String resource = input.text("resource").orElse("profile");
    if (!schema.exists(resource)) {
      throw input.bad("resource", "there is no resource " + resource);
    }
    text(input, "dropField", name -> schema.dropField(resource, name));
    text(input, "dropFilter", name -> schema.dropFilter(resource, name));
    input
        .object("addField", "name", "type", "maxLength")
        .ifPresent(
            added -> {
              int maxLength = added.whole("maxLength", 1, LONGEST).orElse(USUAL_LENGTH);
              String name = added.requiredText("name");
              String type = added.text("type").orElse("string");
              attempt(added, "type", () -> schema.addField(resource, name, type, maxLength));
            });
  }

  private static void text(Input input, String field, Consumer<String> change) {
    input.text(field).ifPresent(name -> attempt(input, field, () -> change.accept(name)));
  }

  private static void attempt(Input input, String field, Runnable change) {
    try {
      change.run();
    } catch (IllegalArgumentException | DataverseException e) {
      throw input.bad(field, e.getMessage());
    }
  }
}
