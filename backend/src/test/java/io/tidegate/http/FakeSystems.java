package io.tidegate.http;

import io.tidegate.configuration.ConnectionTools;
import io.tidegate.configuration.InvalidConfigurationException;
import io.tidegate.configuration.MappingTools;
import io.tidegate.configuration.ReplayPreview;
import io.tidegate.configuration.SchemaDiscovery;
import io.tidegate.configuration.UnknownNameException;
import io.tidegate.mapping.Misfit;
import io.tidegate.workflow.ReplaySelection;
import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** One table and one resource, two secrets, and tests that fail without a clientSecret. */
public final class FakeSystems
    implements ConnectionTools, SchemaDiscovery, MappingTools, ReplayPreview {
  private static final Instant THEN = FakeWorkflows.THEN;

  private final Map<String, String> secrets = new TreeMap<>();
  private final List<String> calls = new ArrayList<>();
  private RuntimeException failure;

  /** From now on everything fails so. */
  public synchronized void failWith(RuntimeException cause) {
    failure = cause;
  }

  /** What was asked, oldest first. */
  public synchronized List<String> calls() {
    return List.copyOf(calls);
  }

  private synchronized <T> Future<T> called(String call, T answer) {
    calls.add(call);
    return failure == null ? Future.succeededFuture(answer) : Future.failedFuture(failure);
  }

  /** The values of the secrets that are set. */
  public synchronized Map<String, String> values() {
    return Map.copyOf(secrets);
  }

  @Override
  public synchronized List<Secret> secrets() {
    return List.of(secret("dynamics.clientSecret"), secret("sftp.password"));
  }

  private Secret secret(String name) {
    return new Secret(name, secrets.containsKey(name) ? THEN : null);
  }

  @Override
  public synchronized Future<Void> setSecret(String name, String value) {
    if (value.equals("no key")) {
      return Future.failedFuture(
          new InvalidConfigurationException(
              List.of(new Misfit("", "It is no key.", "Paste the whole PEM file."))));
    }
    secrets.put(name, value);
    return called("set " + name, null);
  }

  @Override
  public synchronized Future<Void> removeSecret(String name) {
    secrets.remove(name);
    return called("remove " + name, null);
  }

  @Override
  public Future<List<Step>> test(
      String connection, Optional<JsonObject> unsaved, Map<String, String> typed) {
    Step first = new Step("address", Status.PASSED, "It answers.", null);
    return called(
        "test " + connection + " " + unsaved.map(JsonObject::encode).orElse("saved"),
        typed.containsKey("clientSecret")
            ? List.of(first, new Step("write", Status.WARNING, "Not tested.", "Try it."))
            : List.of(
                first,
                new Step("token", Status.FAILED, "The secret was refused.", "Enter a valid one."),
                new Step("metadata", Status.SKIPPED, "Not tried.", null)));
  }

  private static Entity contact() {
    return new Entity("contact", "Contact", "contacts", "contactid", "fullname", true, false);
  }

  @Override
  public Future<Read<List<Entity>>> entities(boolean refresh) {
    Entity bare = new Entity("new_bare", "new_bare", null, null, null, false, true);
    return called("entities " + refresh, new Read<>(List.of(contact(), bare), THEN));
  }

  @Override
  public Future<Read<EntityDetails>> entity(String name, boolean refresh) {
    if (!name.equals("contact")) {
      return Future.failedFuture(new UnknownNameException("There is no table " + name + "."));
    }
    List<Attribute> attributes =
        List.of(
            new Attribute("firstname", "First Name", "String", 50, false, List.of(), List.of()),
            new Attribute(
                "gendercode",
                "Gender",
                "Picklist",
                null,
                true,
                List.of(new Option(1, "Male")),
                List.of()),
            new Attribute(
                "parentcustomerid",
                "Company",
                "Customer",
                null,
                false,
                List.of(),
                List.of("account")));
    return called(
        "entity " + name + " " + refresh,
        new Read<>(
            new EntityDetails(contact(), attributes, List.of(new Key("k", List.of("firstname")))),
            THEN));
  }

  @Override
  public Future<Read<List<Resource>>> resources(boolean refresh) {
    return called(
        "resources " + refresh,
        new Read<>(List.of(new Resource("profile", "Profiles", true)), THEN));
  }

  @Override
  public Future<Read<ResourceDetails>> resource(String name, boolean refresh) {
    if (!name.equals("profile")) {
      return Future.failedFuture(new UnknownNameException("There is no resource " + name + "."));
    }
    List<Field> fields =
        List.of(
            new Field("firstName", "First Name", "string", 30, List.of(), null, "smartCase", false),
            new Field(
                "gender",
                "Gender",
                "enumeration",
                null,
                List.of(new Value("male", "Male")),
                null,
                null,
                false),
            new Field("cusAccount", "Account", "link", null, List.of(), "cusAccount", null, false));
    return called(
        "resource " + name + " " + refresh,
        new Read<>(
            new ResourceDetails(
                "profile",
                "Profiles",
                fields,
                List.of(new Filter("byExternalId", List.of("externalId_parameter")))),
            THEN));
  }

  @Override
  public Future<Suggestion> suggest(String entity, String resource) {
    return called(
        "suggest " + entity + " " + resource,
        new Suggestion(
            Documents.ingress().getJsonArray("flows").getJsonObject(0),
            Map.of("firstName", "same name")));
  }

  @Override
  public Future<List<Tried>> tryFlow(JsonObject flow, int records, List<String> ids) {
    if (!flow.containsKey("id")) {
      return Future.failedFuture(
          new InvalidConfigurationException(
              List.of(new Misfit("/id", "The flow has no id.", "Give it one."))));
    }
    Tried fine =
        new Tried(
            "1",
            false,
            Optional.empty(),
            List.of(new MappingTools.TriedField("a", "b", 1, new JsonArray(), Optional.empty())));
    Tried refused =
        new Tried(
            "2",
            true,
            Optional.of("It is too long."),
            List.of(new MappingTools.TriedField("a", null, null, null, Optional.of("Too long."))));
    return called("try " + records + " " + ids, List.of(fine, refused));
  }

  @Override
  public Future<Count> count(String workflow, String flow, ReplaySelection selection) {
    return called(
        "count " + workflow + " " + flow + " " + selection.toJson().encode(),
        new Count(8_214, selection.kind() != ReplaySelection.Kind.ALL));
  }
}
