package io.tidegate.mapping;

import java.util.ArrayList;
import java.util.List;

/** Collects what is not right in one place of a configuration and in the places within it. */
public final class Misfits {
  private final List<Misfit> found;
  private final String here;

  private Misfits(List<Misfit> found, String here) {
    this.found = found;
    this.here = here;
  }

  /** Nothing found yet, at the root. */
  public static Misfits none() {
    return new Misfits(new ArrayList<>(), "");
  }

  /** The same collection, seen from a property or an element. */
  public Misfits at(Object step) {
    return new Misfits(found, here + "/" + step.toString().replace("~", "~0").replace("/", "~1"));
  }

  /** Something is not right here. */
  public void add(String message, String remedy) {
    found.add(new Misfit(here, message, remedy));
  }

  /** Adds it unless a condition holds. */
  public void require(boolean right, String message, String remedy) {
    if (!right) {
      add(message, remedy);
    }
  }

  /** All that were found, in their order. */
  public List<Misfit> all() {
    return List.copyOf(found);
  }
}
