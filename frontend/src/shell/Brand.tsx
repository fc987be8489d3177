import { style } from "@react-spectrum/s2/style" with { type: "macro" };

const mark = style({ size: 32, flexShrink: 0 });

/** Tidegate's mark: a gate, and the tide that passes it. The same drawing as public/favicon.svg. */
export function Mark() {
  return (
    <svg className={mark} viewBox="0 0 32 32" aria-hidden="true">
      <rect width="32" height="32" rx="8" fill="#0a4d8c" />
      <g fill="none" strokeLinecap="round" strokeWidth="2.6">
        <path d="M6.5 25.5V14.5a9.5 9.5 0 0 1 19 0v11" stroke="#fff" />
        <path d="M10.8 17.2c1.75-1.9 3.45-1.9 5.2 0s3.45 1.9 5.2 0" stroke="#7fe0ea" />
        <path d="M10.8 23.4c1.75-1.9 3.45-1.9 5.2 0s3.45 1.9 5.2 0" stroke="#7fe0ea" />
      </g>
    </svg>
  );
}
