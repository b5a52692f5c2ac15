// Carries the form and the dropped files to browser_page.py, and its HTML back into the page.
import { loadPyodide } from "./pyodide/pyodide.mjs";

const at = (id) => document.getElementById(id);
const form = at("form");
const dropped = new Map();

async function pageOfPython() {
  const bytes = async (name) => (await fetch(name)).arrayBuffer();
  const python = await loadPyodide({ indexURL: new URL("pyodide/", import.meta.url).href });
  const extractDir = python.runPython("import site; site.getsitepackages()[0]");
  const wheels = await (await fetch("wheels.json")).json();
  for (const wheel of wheels) {
    python.unpackArchive(await bytes(`wheels/${wheel}`), "wheel", { extractDir });
  }
  python.FS.writeFile("browser_page.py", new Uint8Array(await bytes("browser_page.py")));
  const page = python.pyimport("browser_page");
  const lock = document.createElement("meta"); // all is here: from now on nothing may be fetched
  lock.httpEquiv = "Content-Security-Policy";
  lock.content = "connect-src 'none'; script-src 'none'; form-action 'none'";
  document.head.append(lock);
  return (values, files) => {
    const given = [values, files].map((one) => python.toPy(one));
    const said = page.places(...given);
    const places = said.toJs({ dict_converter: (pairs) => [...pairs] });
    [said, ...given].forEach((one) => one.destroy());
    return places;
  };
}

function ask(places) {
  const today = new Date();
  const day = [today.getFullYear(), today.getMonth() + 1, today.getDate()];
  const values = new Map(new FormData(form));
  values.set("today", day.map((part) => String(part).padStart(2, "0")).join("-"));
  for (const [id, html] of places(values, dropped)) at(id).innerHTML = html;
  for (const section of form.querySelectorAll("section")) {
    const said = [...section.querySelectorAll("[id]")].some((place) => place.innerHTML !== "");
    section.classList.toggle("ready", said);
  }
}

async function keep(files) {
  for (const file of files) dropped.set(file.name, new Uint8Array(await file.arrayBuffer()));
  at("dropped").textContent = [...dropped.keys()].join(", ") || "No file is here.";
}

const places = await pageOfPython().catch((error) => {
  at("status").textContent = `Python could not be loaded: ${error.message}`;
  throw error;
});

function answer() {
  at("status").textContent = "Working…";
  setTimeout(() => {
    try {
      ask(places);
      at("status").textContent = "Ready. Nothing leaves this page.";
    } catch (error) {
      at("status").textContent = `This should not happen: ${error.message}`;
      throw error;
    }
  });
}

async function take(files) {
  await keep(files);
  answer();
}

form.addEventListener("submit", (event) => { event.preventDefault(); answer(); });
at("files").addEventListener("change", (event) => take(event.target.files));
at("forget").addEventListener("click", () => { dropped.clear(); at("files").value = ""; keep([]); });
addEventListener("dragover", (event) => { event.preventDefault(); at("drop").classList.add("over"); });
addEventListener("dragleave", () => at("drop").classList.remove("over"));
addEventListener("drop", (event) => {
  event.preventDefault();
  at("drop").classList.remove("over");
  take(event.dataTransfer.files);
});
for (const button of form.querySelectorAll("button")) button.disabled = false;
at("status").textContent = "Ready. Nothing leaves this page.";
