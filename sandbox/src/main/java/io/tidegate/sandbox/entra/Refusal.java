package io.tidegate.sandbox.entra;

/**
 * Why no token is issued.
 *
 * @param error OAuth's code
 * @param code the vendor's AADSTS number
 */
record Refusal(int status, String error, int code, String description) {}
