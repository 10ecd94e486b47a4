// The page: an event goes in, its answer comes out, and what happens is shown while it does.
import * as api from "./api.js";
import { draw } from "./chart.js";
import { bytes, clock, milliseconds, pretty, withoutColours } from "./format.js";

const $ = id => document.getElementById(id);
const mostRecords = 100, mostLogPieces = 5000;
let records = [];

function element(name, text, className) {
  const made = document.createElement(name);
  made.textContent = text;
  if (className)
    made.className = className;
  return made;
}

async function start() {
  const [known] = await api.functions();
  $("function").textContent = known.name;
  document.title = `${known.name} · Lambda.Native`;
  $("facts").replaceChildren(`${known.memoryMb} MB, timeout ${known.timeoutSeconds} s`);
  for (const [kind, address] of Object.entries(known.fronts)) {
    const link = element("a", address);
    link.href = address;
    $("facts").append(` · ${kind} `, link);
  }
  for (const name of await api.samples())
    $("sample").append(element("option", name));
}

/** False when the event is not JSON; where it is wrong is said then. */
function checkEvent() {
  let problem = "";
  try {
    JSON.parse($("event").value);
  } catch (error) {
    problem = `This is not JSON: ${error.message}`;
  }
  $("event-problem").textContent = problem;
  $("event").setAttribute("aria-invalid", problem !== "");
  return problem === "";
}

async function invoke() {
  if (!checkEvent() || $("invoke").disabled)
    return;
  $("invoke").disabled = true;
  $("outcome").textContent = "Running…";
  $("outcome").className = "";
  try {
    const { record, answer } = await api.invoke($("event").value);
    show(record, answer);
  } catch (error) {
    $("outcome").textContent = error.message;
    $("outcome").className = "problem";
  } finally {
    $("invoke").disabled = false;
  }
}

function show(record, answer) {
  const parts = [record.functionError ? `Failed (${record.functionError})` : "Succeeded", `in ${milliseconds(record.durationMs)}`];
  if (record.initMs)
    parts.push(`after ${milliseconds(record.initMs)} of initialisation`);
  let text = `${parts.join(" ")}; billed ${record.billedMs} ms`;
  if (record.memoryBytes)
    text += `, memory ${bytes(record.memoryBytes)}`;
  $("outcome").textContent = text;
  $("outcome").className = record.functionError ? "failed" : "";
  $("answer").textContent = answer === null ? `${bytes(record.answerLength)}: too large to show` : pretty(answer);
}

async function recall(record) {
  try {
    const { lambdaEvent, answer } = await api.invocation(record.id);
    if (lambdaEvent !== null) {
      $("sample").value = "";
      $("event").value = lambdaEvent;
    }
    show(record, answer);
    return lambdaEvent !== null && checkEvent();
  } catch (error) {
    $("outcome").textContent = error.message;
    return false;
  }
}

function historyRow(record) {
  const row = document.createElement("tr");
  if (record.functionError)
    row.className = "failed";
  const cells = [clock(record.time), record.functionError ? "failed" : "ok", milliseconds(record.durationMs), record.initMs ? milliseconds(record.initMs) : "", bytes(record.eventLength), bytes(record.answerLength)];
  row.append(...cells.map(text => element("td", text)));
  const actions = document.createElement("td");
  const look = element("button", "Show", "small"), replay = element("button", "Replay", "small");
  look.type = replay.type = "button";
  look.setAttribute("aria-label", `Show the invocation of ${clock(record.time)}`);
  replay.setAttribute("aria-label", `Replay the invocation of ${clock(record.time)}`);
  look.addEventListener("click", () => recall(record));
  replay.addEventListener("click", async () => await recall(record) && invoke());
  actions.append(look, " ", replay);
  row.append(actions);
  return row;
}

const feed = {
  begin() {
    records = [];
    $("history").replaceChildren();
    $("log").replaceChildren();
    $("chart-summary").textContent = draw($("chart"), records);
    $("connection").textContent = "Connected";
    $("connection").className = "";
  },
  invocation(record) {
    records.push(record);
    $("history").prepend(historyRow(record));
    if (records.length > mostRecords) {
      records.shift();
      $("history").lastElementChild.remove();
    }
    $("chart-summary").textContent = draw($("chart"), records);
  },
  log(piece) {
    const log = $("log");
    log.append(element("span", withoutColours(piece.text), piece.source));
    if (log.childElementCount > mostLogPieces)
      log.firstElementChild.remove();
    if ($("follow").checked)
      log.scrollTop = log.scrollHeight;
  },
  lost() {
    $("connection").textContent = "The emulator is gone; waiting for it";
    $("connection").className = "problem";
  },
};

$("form").addEventListener("submit", submitted => { submitted.preventDefault(); invoke(); });
$("event").addEventListener("input", () => { $("sample").value = ""; checkEvent(); });
$("event").addEventListener("keydown", pressed => {
  if (pressed.key === "Enter" && (pressed.ctrlKey || pressed.metaKey)) {
    pressed.preventDefault();
    invoke();
  }
});
$("format").addEventListener("click", () => { $("event").value = pretty($("event").value); checkEvent(); });
$("sample").addEventListener("change", async () => {
  if ($("sample").value)
    $("event").value = await api.sample($("sample").value);
  checkEvent();
});
$("clear").addEventListener("click", async () => { await api.clear(); feed.begin(); });

api.follow(feed);
start().catch(error => { $("outcome").textContent = error.message; });
