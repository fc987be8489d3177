package io.tidegate.workflow.consent;

import io.tidegate.workflow.consent.ConsentConfig.Row;
import io.tidegate.workflow.export.ExportOptions;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/**
 * A model of both systems, the feeds, the store and a writer that may die at any step, about one
 * person. Everything happens in an order drawn by a random source.
 *
 * <p>Left out is what Campaign offers no means against: somebody who changes the same field twice
 * between our reading and our writing of it. So those two are one step here.
 */
final class ConsentWorld {
  static final List<Channel> CHANNELS = List.of(Channel.EMAIL, Channel.SMS);

  private static final String WHO = "218ee16b-3d97-4d22-b51b-d464561e54c8";

  /** What one system holds of the person. */
  private static final class Holder {
    private Consents consents = new Consents(3, 0);
    private long version = 1;
    private Instant modifiedAt = Instant.ofEpochMilli(1_000_000);

    void write(Consents changed, Instant at) {
      consents = changed;
      modifiedAt = at;
      version++;
    }
  }

  /** A page that was fetched and is not taken in yet. */
  private record Fetched(Sighting sighting, Instant began) {}

  private final Random random;
  private final ConsentConfig config;
  private final Map<Side, Holder> systems = new EnumMap<>(Side.class);
  private final Map<Side, Fetched> fetched = new EnumMap<>(Side.class);
  private final Polls polls = new Polls();
  private final List<String> log = new ArrayList<>();
  final Map<Channel, Boolean> lastWord = new EnumMap<>(Channel.class);
  private long now = 2_000_000;
  private PersonState stored;
  private int queued;
  int flips;
  int writes;

  /** The writer: what it began with; null between two people. */
  private PersonState begun;

  private Instant readAt;
  private Sighting readInDynamics;

  ConsentWorld(Random random, Policy policy) {
    this.random = random;
    this.config =
        new ConsentConfig(
            "contact",
            "contactid",
            "profile",
            "externalId",
            List.of(
                new Row(Channel.EMAIL, "a", "b", Direction.BOTH),
                new Row(Channel.SMS, "c", "d", Direction.BOTH)),
            policy,
            ConsentConfig.Source.REST,
            "",
            "",
            "",
            "",
            ExportOptions.STANDARD,
            "",
            1,
            1,
            1,
            0);
    for (Side side : Side.values()) {
      systems.put(side, new Holder());
    }
  }

  String log() {
    return String.join("\n", log);
  }

  Boolean value(Side side, Channel channel) {
    return systems.get(side).consents.of(channel);
  }

  void pass(long millis) {
    now += millis;
  }

  private Instant now() {
    return Instant.ofEpochMilli(now);
  }

  void set(Channel channel, boolean out) {
    for (Side side : Side.values()) {
      Holder system = systems.get(side);
      system.write(system.consents.with(channel, out), now());
    }
  }

  private Side either() {
    return random.nextBoolean() ? Side.DYNAMICS : Side.CAMPAIGN;
  }

  void step() {
    now += random.nextInt(400);
    switch (random.nextInt(8)) {
      case 0, 1 -> flip(either(), CHANNELS.get(random.nextInt(CHANNELS.size())));
      case 2 -> fetch(either());
      case 3 -> takeIn(either());
      case 7 -> {
        if (random.nextInt(4) == 0) {
          die();
        }
      }
      default -> work();
    }
  }

  void flip(Side side, Channel channel) {
    Holder system = systems.get(side);
    boolean out = !system.consents.of(channel);
    system.write(system.consents.with(channel, out), now());
    lastWord.put(channel, out);
    flips++;
    log.add(now + " " + side + " " + channel + " := " + out);
  }

  private Sighting sighting(Side side) {
    Holder system = systems.get(side);
    return new Sighting(WHO, system.consents, system.version, system.modifiedAt, "");
  }

  private void fetch(Side side) {
    fetched.putIfAbsent(side, new Fetched(sighting(side), now()));
  }

  private void takeIn(Side side) {
    Fetched page = fetched.remove(side);
    if (page == null) {
      return;
    }
    Map<String, PersonState> known = stored == null ? Map.of() : Map.of(WHO, stored);
    Comparison compared =
        Comparison.of(side, List.of(page.sighting()), known, polls.completed(side));
    PersonState state = stored == null ? PersonState.unknown(WHO) : stored;
    if (!compared.differing().isEmpty()) {
      queued++;
      Instant since = compared.differing().get(0).since();
      PersonState.Half half = state.half(side);
      Instant earliest =
          half.since() == null || since.isBefore(half.since()) ? since : half.since();
      state = noted(state.with(side, queued(half, page.sighting()).changedSince(earliest)));
    } else if (!compared.alone().isEmpty() || !compared.agreeing().isEmpty()) {
      state = remembered(state, side, page.sighting());
      if (!compared.agreeing().isEmpty()) {
        state = state.with(page.sighting().consents());
      }
    }
    stored = state;
    polls.completed(side, page.began());
    log.add(
        now + " seen " + side + " " + page.sighting().consents() + (queued > 0 ? " queued" : ""));
  }

  private static PersonState remembered(PersonState state, Side side, Sighting sighting) {
    PersonState.Half half = state.half(side);
    return state.with(
        side,
        new PersonState.Half(
            sighting.consents(),
            sighting.version(),
            half.settled(),
            half.queued(),
            half.since(),
            null));
  }

  private static PersonState.Half keepQueued(PersonState.Half settled, PersonState.Half before) {
    return new PersonState.Half(
        settled.consents(), settled.version(), settled.settled(), before.queued(), null, null);
  }

  private static PersonState.Half queued(PersonState.Half half, Sighting sighting) {
    return new PersonState.Half(
        half.consents(), half.version(), half.settled(), sighting.version(), half.since(), null);
  }

  private static PersonState noted(PersonState state) {
    return new PersonState(
        state.person(), state.dynamics(), state.campaign(), state.agreed(), state.noted() + 1);
  }

  private void die() {
    begun = null;
    readInDynamics = null;
    log.add(now + " killed");
  }

  /** One step of the writer. */
  private void work() {
    if (begun == null) {
      if (queued > 0) {
        begin();
      }
    } else if (readInDynamics == null) {
      readAt = now();
      readInDynamics = sighting(Side.DYNAMICS);
    } else {
      decide();
    }
  }

  private void begin() {
    PersonState state = stored == null ? PersonState.unknown(WHO) : stored;
    for (Side side : Side.values()) {
      PersonState.Half half = state.half(side);
      if (half.since() == null) {
        state = state.with(side, half.changedSince(polls.completed(side)));
      }
    }
    stored = state;
    begun = state;
  }

  private void decide() {
    Person person = new Person(begun, readInDynamics, sighting(Side.CAMPAIGN), null, readAt);
    List<StoredLedger.Entry> decisions = person.decide(config, polls);
    readInDynamics = null;
    boolean writesSomething =
        decisions.stream().anyMatch(entry -> entry.decision().write() != null);
    if (writesSomething) {
      write(person, decisions);
    } else if (systems.get(Side.DYNAMICS).version == person.dynamics().version()) {
      settle(person, decisions);
    }
  }

  private void write(Person person, List<StoredLedger.Entry> decisions) {
    Holder dynamics = systems.get(Side.DYNAMICS);
    Sighting contact = person.dynamics();
    if (decisions.stream().anyMatch(entry -> entry.decision().write() == Side.DYNAMICS)) {
      if (dynamics.version != contact.version()) {
        return;
      }
      dynamics.write(with(dynamics.consents, decisions, Side.DYNAMICS), now());
      contact = sighting(Side.DYNAMICS);
    }
    if (decisions.stream().anyMatch(entry -> entry.decision().write() == Side.CAMPAIGN)) {
      Holder campaign = systems.get(Side.CAMPAIGN);
      campaign.write(with(campaign.consents, decisions, Side.CAMPAIGN), now());
    }
    begun = person.written(decisions, contact);
  }

  private Consents with(Consents consents, List<StoredLedger.Entry> decisions, Side side) {
    Consents changed = consents;
    for (StoredLedger.Entry entry : decisions) {
      if (entry.decision().write() == side) {
        changed = changed.with(entry.channel(), entry.decision().optedOut());
        writes++;
        log.add(
            now
                + " write "
                + side
                + " "
                + entry.channel()
                + " := "
                + entry.decision().optedOut()
                + " "
                + entry.decision().kind());
      }
    }
    return changed;
  }

  private void settle(Person person, List<StoredLedger.Entry> decisions) {
    Instant since = stored.noted() > begun.noted() ? readAt : null;
    PersonState settled = person.settled(decisions);
    stored =
        new PersonState(
            WHO,
            keepQueued(settled.dynamics(), stored.dynamics()).changedSince(since),
            keepQueued(settled.campaign(), stored.campaign()).changedSince(since),
            settled.agreed(),
            stored.noted());
    begun = null;
    queued--;
    log.add(now + " settled " + stored.agreed());
  }

  /** Everything that can happen without people happens, until nothing does. */
  void comeToRest() {
    int quiet = 0;
    while (quiet < 3) {
      now += 1_000;
      int before = writes;
      for (Side side : Side.values()) {
        fetched.remove(side);
        fetch(side);
        takeIn(side);
      }
      while (queued > 0 || begun != null) {
        now += 10;
        work();
      }
      quiet = writes == before ? quiet + 1 : 0;
    }
  }
}
