package io.tidegate.sandbox.delivery;

import java.util.List;

/**
 * An e-mail sent to many at once, as part of a campaign.
 *
 * @param links the tracked URLs in it
 */
public record Delivery(
    String campaignId,
    String campaignName,
    String deliveryId,
    String deliveryName,
    List<String> links) {
  /** The link in every e-mail by which one unsubscribes. */
  public static final String UNSUBSCRIBE = "https://www.contoso.example/unsubscribe";

  private static final String MIRROR = "https://mail.contoso.example/nl/jsp/m.jsp?c=";

  /** Unlike the steps of the ids themselves: nobody guesses another's page. */
  private static final long SCATTER = 0x9E3779B97F4A7C15L;

  public Delivery {
    links = List.copyOf(links);
  }

  /** Where the e-mail of a delivery log can be read in a browser. */
  public String mirrorPage(long broadLogId) {
    return MIRROR + Long.toHexString(broadLogId * SCATTER);
  }
}
