package io.tidegate.dynamics;

/** Who the service is to Dynamics. */
public record WhoAmI(String userId, String businessUnitId, String organizationId) {}
