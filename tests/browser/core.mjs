// Run pytest on pyodide's Python: node core.mjs PYODIDE WHEELS CLONE ARGUMENT...
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

const [pyodide, wheels, clone, ...given] = process.argv.slice(2);
const { loadPyodide } = await import(join(pyodide, "pyodide.mjs"));
const python = await loadPyodide();
const extractDir = python.runPython("import site; site.getsitepackages()[0]");
for (const wheel of readdirSync(wheels)) {
  python.unpackArchive(new Uint8Array(readFileSync(join(wheels, wheel))), "wheel", { extractDir });
}
python.mountNodeFS("/clone", clone);
python.globals.set("given", python.toPy(given));
process.exitCode = python.runPython(`
import os, sys
os.chdir("/clone")
sys.dont_write_bytecode = True
import pytest
int(pytest.main(["-p", "no:cacheprovider", *given]))
`);
