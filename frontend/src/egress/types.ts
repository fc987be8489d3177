import type { components } from "../api/schema.d.ts";

export type Egress = components["schemas"]["EgressDocument"];

export const ACTIVITY_COLUMNS = [
  "date",
  "campaignName",
  "deliveryName",
  "mirrorPage",
  "trackingUrl",
  "reason",
] as const;

/** What Campaign's logs tell, and the name that its column has unless it is called otherwise. */
export const LOG_FIELDS = {
  LOG_ID: "logId",
  TRACKING_ID: "trackingId",
  EXTERNAL_ID: "externalId",
  CAMPAIGN_ID: "campaignId",
  CAMPAIGN_NAME: "campaignName",
  DELIVERY_ID: "deliveryId",
  DELIVERY_NAME: "deliveryName",
  STATUS: "status",
  FAILURE_TYPE: "failureType",
  FAILURE_REASON: "failureReason",
  EVENT_DATE: "eventDate",
  MIRROR_PAGE: "mirrorPage",
  TYPE: "type",
  URL: "url",
  LAST_MODIFIED: "lastModified",
} as const;

/** The words that Campaign writes for what happened. */
export const LOG_WORDS = ["sent", "failed", "returned", "bounces", "opens", "clicks"] as const;
