/** Stands in for Spectrum's own font loader; see `build/localFonts.ts`. */
export function Fonts(): null {
  return null;
}
