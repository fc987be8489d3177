package io.tidegate.workflow.consent;

import io.vertx.core.json.JsonObject;
import java.time.Instant;

/**
 * A change of consent that Tidegate saw, and what it decided.
 *
 * @param id ever increasing
 * @param person the contact's id
 * @param channel {@code email}, {@code sms}, {@code phone}, {@code postal}, {@code push}, {@code
 *     fax}, {@code ccpa}, {@code all}
 * @param origin the side that changed: {@code dynamics}, {@code campaign}, {@code both}
 * @param decidedAt when Tidegate decided
 * @param agreedBefore whether the person was opted out on both sides before; null for not known
 * @param dynamicsOptedOut what Dynamics 365 said
 * @param campaignOptedOut what Campaign said
 * @param dynamicsModifiedAt when the contact was last modified, by Dynamics' clock
 * @param campaignModifiedAt when the profile was last modified, by Campaign's clock
 * @param optedOut the value that was decided on
 * @param decision {@code propagated}, {@code agreed}, {@code conflict}, {@code kept} (the direction
 *     forbids to write)
 * @param policy the policy that settled a conflict; null without one
 * @param writtenTo {@code dynamics}, {@code campaign}; null when nothing had to be written
 * @param writtenAt when that side had taken it; null while it has not
 */
public record LedgerEntry(
    long id,
    String person,
    String channel,
    String origin,
    Instant decidedAt,
    Boolean agreedBefore,
    boolean dynamicsOptedOut,
    boolean campaignOptedOut,
    Instant dynamicsModifiedAt,
    Instant campaignModifiedAt,
    boolean optedOut,
    String decision,
    String policy,
    String writtenTo,
    Instant writtenAt) {

  public JsonObject toJson() {
    return new JsonObject()
        .put("id", id)
        .put("person", person)
        .put("channel", channel)
        .put("origin", origin)
        .put("decidedAt", decidedAt.toString())
        .put("agreedBefore", agreedBefore)
        .put("dynamicsOptedOut", dynamicsOptedOut)
        .put("campaignOptedOut", campaignOptedOut)
        .put("dynamicsModifiedAt", text(dynamicsModifiedAt))
        .put("campaignModifiedAt", text(campaignModifiedAt))
        .put("optedOut", optedOut)
        .put("decision", decision)
        .put("policy", policy)
        .put("writtenTo", writtenTo)
        .put("writtenAt", text(writtenAt));
  }

  private static String text(Instant at) {
    return at == null ? null : at.toString();
  }
}
