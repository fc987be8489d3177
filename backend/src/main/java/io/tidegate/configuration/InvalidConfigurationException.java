package io.tidegate.configuration;

import io.tidegate.mapping.Misfit;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A configuration is not saved, because it is not right; nothing has changed. */
public final class InvalidConfigurationException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final transient List<Misfit> misfits;
  private final transient Map<Misfit, Place> places;

  public InvalidConfigurationException(List<Misfit> misfits) {
    this(misfits, Map.of());
  }

  /** With the places in a file, of those misfits that have one. */
  public InvalidConfigurationException(List<Misfit> misfits, Map<Misfit, Place> places) {
    super(misfits.size() + " errors in the configuration", null, false, false);
    this.misfits = List.copyOf(misfits);
    this.places = Map.copyOf(places);
  }

  public List<Misfit> misfits() {
    return misfits;
  }

  /** Where in the file it is; empty unless it came from one. */
  public Optional<Place> place(Misfit misfit) {
    return Optional.ofNullable(places.get(misfit));
  }

  /** A place in a text; both numbers begin with 1. */
  public record Place(int line, int column) {}
}
