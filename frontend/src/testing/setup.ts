import "@testing-library/jest-dom/vitest";
import { cleanup, configure } from "@testing-library/react";
import { afterEach, vi } from "vitest";

// A busy machine takes its time; nothing here is about speed.
configure({ asyncUtilTimeout: 15_000 });

// What jsdom lacks: a layout, so a wide window, and no canvas to draw charts on.
window.matchMedia = (query) => ({
  matches: false,
  media: query,
  onchange: null,
  addEventListener: () => {},
  removeEventListener: () => {},
  addListener: () => {},
  removeListener: () => {},
  dispatchEvent: () => false,
});
window.ResizeObserver = class {
  observe() {}
  unobserve() {}
  disconnect() {}
};
window.scrollTo = () => {};
Element.prototype.scrollIntoView = () => {};
vi.mock("../workflow/Plot.tsx", () => ({ Plot: () => null }));
vi.mock("../workflow/Sparkline.tsx", () => ({ Sparkline: () => null }));

afterEach(() => {
  cleanup();
  localStorage.clear();
});
