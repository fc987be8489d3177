/**
 * The command line's client commands: {@code workflows}, {@code start}, {@code stop}, {@code
 * watch}, {@code replay}, {@code consent}, {@code erase}. They speak to a running service over its
 * REST API and websocket only, so that they work from any machine that reaches it.
 */
package io.tidegate.cli;
