/**
 * The service's faces over HTTP: REST, the websocket, the page, health, metrics and the API's
 * reference.
 *
 * <p>{@code openapi/tidegate.yaml} is the source of routing and of request validation. Everything
 * here asks {@link Subjects} and nothing else of the product.
 */
package io.tidegate.http;
