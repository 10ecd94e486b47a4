// The last invocations as bars: initialisation on top of the duration.
import { median, milliseconds } from "./format.js";

const width = 600, height = 100, most = 50;

function bar(kind, x, y, tall) {
  const rect = document.createElementNS("http://www.w3.org/2000/svg", "rect");
  rect.setAttribute("class", kind);
  rect.setAttribute("x", x + 1);
  rect.setAttribute("y", y);
  rect.setAttribute("width", width / most - 2);
  rect.setAttribute("height", tall);
  return rect;
}

/** Draws records, the oldest first, and returns a sentence that says the same. */
export function draw(svg, records) {
  const shown = records.slice(-most);
  // By the square root, so that a cold start leaves something to see of the warm ones.
  const root = Math.sqrt(Math.max(1, ...shown.map(r => r.durationMs + (r.initMs ?? 0))));
  const scaled = value => Math.sqrt(value) / root * height;
  svg.replaceChildren(...shown.flatMap((record, i) => {
    const x = i * width / most;
    const tall = Math.max(1.5, scaled(record.durationMs));
    const bars = [bar(record.functionError ? "failed" : "warm", x, height - tall, tall)];
    if (record.initMs) {
      const whole = Math.max(tall + 3, scaled(record.durationMs + record.initMs));
      bars.push(bar("cold", x, height - whole, whole - tall));
    }
    return bars;
  }));
  return summary(shown);
}

function summary(records) {
  if (records.length === 0)
    return "No invocation yet";
  const cold = records.filter(r => r.initMs), warm = records.filter(r => !r.initMs);
  const parts = [];
  if (cold.length)
    parts.push(`${cold.length} cold, median ${milliseconds(median(cold.map(r => r.durationMs + r.initMs)))} with initialisation`);
  if (warm.length)
    parts.push(`${warm.length} warm, median ${milliseconds(median(warm.map(r => r.durationMs)))}`);
  return parts.join("; ");
}
