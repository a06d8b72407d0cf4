const paths = {
  home: "M3 11l9-7 9 7M5 10v10h14V10",
  target: "M12 3a9 9 0 100 18 9 9 0 000-18zM12 8a4 4 0 100 8 4 4 0 000-8z",
  chart: "M4 20V4M4 20h16M8 16v-5M13 16V8M18 16v-8",
  funnel: "M3 4h18l-7 9v7l-4-2v-5z",
  forecast: "M4 20h16M4 15l5-5 4 3M13 13l2-2M17 9l3-3M20 6h-3M20 6v3",
  board: "M3 4h8v7H3zM13 4h8v4h-8zM13 11h8v9h-8zM3 14h8v6H3z",
  rank: "M4 20h16M6 20v-7h4v7M10 20V6h4v14M14 20v-9h4v9",
  score: "M6 3h12v18H6zM9 8h6M9 12h6M9 16h3",
  deal: "M3 8h18v12H3zM8 8V4h8v4M3 13h18M12 12v3",
  money: "M6 3l6 8 6-8M12 11v10M7 13h10M7 17h10",
  team: "M9 11a3.5 3.5 0 100-7 3.5 3.5 0 000 7zM3 20c0-4 3-6 6-6s6 2 6 6M16 4.5a3.5 3.5 0 010 6.5M17.5 14.5c2 .5 3.5 2.500 3.5 5.500",
  import: "M12 3v12M7 10l5 5 5-5M4 20h16",
  org: "M9 3h6v5H9zM3 16h6v5H3zM15 16h6v5h-6zM12 8v4M6 16v-4h12v4",
  calendar: "M4 6h16v15H4zM4 10h16M8 3v4M16 3v4",
  users: "M12 12a4 4 0 100-8 4 4 0 000 8zM4 21c0-5 4-7 8-7s8 2 8 7",
  audit: "M5 3h14v18H5zM9 8h6M9 12h6M8 17l2 2 4-4",
  settings: "M4 7h10M18 7h2M4 17h2M10 17h10M14 4v6M6 14v6",
  search: "M11 4a7 7 0 100 14 7 7 0 000-14zM16 16l5 5",
  close: "M5 5l14 14M19 5L5 19",
  more: "M5 12h.01M12 12h.01M19 12h.01",
  left: "M15 5l-7 7 7 7",
  right: "M9 5l7 7-7 7",
  up: "M12 19V5M6 11l6-6 6 6",
  down: "M12 5v14M6 13l6 6 6-6",
  check: "M4 12l6 6L20 6",
  warn: "M12 3l10 18H2zM12 10v5M12 18h.01",
  info: "M12 3a9 9 0 100 18 9 9 0 000-18zM12 11v6M12 7h.01",
  talk: "M4 5h16v11H9l-5 4z",
  bell: "M6 16V11a6 6 0 0112 0v5l2 2H4zM10 21h4",
} as const;
export type IconName = keyof typeof paths;

export function Icon({ name, size = 16 }: { name: IconName; size?: number }) {
  return (
    <svg
      width={size}
      height={size}
      viewBox="0 0 24 24"
      fill="none"
      stroke="currentColor"
      strokeWidth="1.8"
      strokeLinecap="round"
      strokeLinejoin="round"
      aria-hidden="true"
    >
      <path d={paths[name]} />
    </svg>
  );
}
