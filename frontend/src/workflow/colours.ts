/** A canvas knows no CSS classes: the colours are read off elements that have them. */
export function colourOf(host: HTMLElement, className: string): string {
  const probe = document.createElement("span");
  probe.className = className;
  host.append(probe);
  const { color } = getComputedStyle(probe);
  probe.remove();
  return color;
}

/** The same colour, as the space under a line has it. */
export const faded = (colour: string) => colour.replace(/^rgb\((.*)\)$/, "rgba($1, 0.14)");
