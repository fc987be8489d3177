package io.tidegate.configuration;

import io.tidegate.mapping.Misfit;
import java.util.List;

/** A configuration is not saved, because it is not right; nothing has changed. */
public final class InvalidConfigurationException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final transient List<Misfit> misfits;

  public InvalidConfigurationException(List<Misfit> misfits) {
    super(misfits.size() + " errors in the configuration", null, false, false);
    this.misfits = List.copyOf(misfits);
  }

  public List<Misfit> misfits() {
    return misfits;
  }
}
