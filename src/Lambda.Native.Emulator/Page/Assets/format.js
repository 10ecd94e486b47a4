// Numbers and texts as people read them.

export function milliseconds(value) {
  if (value >= 1000)
    return `${(value / 1000).toFixed(2)} s`;
  return `${value < 10 ? value.toFixed(2) : value.toFixed(1)} ms`;
}

export function bytes(value) {
  if (value < 1024)
    return `${value} B`;
  return value < 1024 * 1024 ? `${(value / 1024).toFixed(1)} KB` : `${(value / 1024 / 1024).toFixed(1)} MB`;
}

export const clock = time => new Date(time).toLocaleTimeString([], { hour12: false });

/** JSON indented, anything else as it is. */
export function pretty(text) {
  try {
    return JSON.stringify(JSON.parse(text), null, 2);
  } catch {
    return text;
  }
}

// Escape sequences colour a terminal, not a page.
export const withoutColours = text => text.replace(/\u001b\[[0-9;]*[A-Za-z]/g, "");

export function median(values) {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted.length ? (sorted[(sorted.length - 1) >> 1] + sorted[sorted.length >> 1]) / 2 : 0;
}
