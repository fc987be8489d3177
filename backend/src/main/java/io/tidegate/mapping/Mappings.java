package io.tidegate.mapping;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;

/** Reads the mappings that come with Tidegate, and writes mappings as JSON. */
public final class Mappings {
  private static final ObjectMapper JSON =
      JsonMapper.builder().enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES).build();

  private Mappings() {}

  /** The built-in mapping of contacts to profiles. */
  public static Mapping contactToProfile() {
    try (InputStream json = Mappings.class.getResourceAsStream("/mapping/contact-profile.json")) {
      return JSON.readValue(json, Mapping.class);
    } catch (IOException broken) {
      throw new UncheckedIOException("The built-in contact mapping cannot be read", broken);
    }
  }
}
