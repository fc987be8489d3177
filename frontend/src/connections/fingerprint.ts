const FINGERPRINT = /SHA256:[A-Za-z0-9+/]{43}/g;

/** The fingerprint in a test's words that is not the trusted one: what the server showed. */
export function fingerprintIn(message: string, trusted: string): string | undefined {
  return message.match(FINGERPRINT)?.find((one) => one !== trusted);
}
