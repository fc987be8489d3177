package io.tidegate.workflow.egress;

/**
 * How Campaign's logs are read by REST.
 *
 * @param filter the published filter by the time of modification
 * @param parameter that filter's parameter for the beginning
 * @param pollSeconds between two looks
 * @param overlapSeconds how far back each look goes behind the newest row that was seen, since rows
 *     may become visible later than their time
 * @param pageRows rows a page
 */
public record RestOptions(
    String filter, String parameter, int pollSeconds, int overlapSeconds, int pageRows) {

  public static final RestOptions STANDARD =
      new RestOptions("byLastModified", "from_parameter", 10, 60, 500);
}
