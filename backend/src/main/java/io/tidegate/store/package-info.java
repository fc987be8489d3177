/** PostgreSQL: reaching it, bringing its schema up to date, and being its only service. */
package io.tidegate.store;
