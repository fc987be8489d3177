/**
 * The fault suite: faults of every kind at every boundary while all three workflows work, and a
 * judgement of what became of the records that shares no code with what it judges. {@code mvn
 * verify -Pfaults}
 */
package io.tidegate.acceptance.faults;
