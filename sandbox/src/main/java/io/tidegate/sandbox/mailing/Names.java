package io.tidegate.sandbox.mailing;

import io.tidegate.sandbox.delivery.Delivery;
import java.util.List;

/**
 * Names and links of deliveries, made from a number; some of the names are what a careless reader
 * of files stumbles over.
 */
final class Names {
  private static final List<String> CAMPAIGNS =
      List.of(
          "Spring sale",
          "Loyalty programme",
          "Soldes d’été, jusqu’à -30 %",
          "\"Early bird\" preview",
          "Zimowa wyprzedaż",
          "Newsletter");

  private static final List<String> DELIVERIES =
      List.of("Teaser", "Main e-mail", "Reminder", "Last call, \"really\"", "Für Stammkunden");

  private static final List<String> PAGES =
      List.of("offers", "new-arrivals", "stores", "account", "offers/clearance");

  private Names() {}

  static Delivery delivery(int number) {
    String campaign = "CMP" + (100 + number);
    String delivery = "DM" + (1000 + number);
    return new Delivery(
        campaign,
        CAMPAIGNS.get(number % CAMPAIGNS.size()) + " " + number,
        delivery,
        DELIVERIES.get(number % DELIVERIES.size()) + " " + number,
        PAGES.stream()
            .map(
                page ->
                    "https://www.contoso.example/"
                        + page
                        + "?utm_source=campaign&utm_medium=email&utm_campaign="
                        + delivery)
            .toList());
  }
}
