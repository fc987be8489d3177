/**
 * Lets frontend-maven-plugin use the Node.js of the machine: links it and its npm to where the
 * plugin keeps its own, and prints the version, so that the plugin finds that version "already
 * installed". Prints nothing when there is no suitable Node.js or npm, or where links need rights
 * (Windows): the plugin then downloads the version named in pom.xml.
 */
import { existsSync, lstatSync, mkdirSync, realpathSync, rmSync, symlinkSync } from "node:fs";
import { delimiter, dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const home = join(dirname(fileURLToPath(import.meta.url)), "..", "node");

/** Kept in step with "engines" in package.json. */
function suitable(version) {
  const [major, minor] = version.split(".").map(Number);
  return (major === 20 && minor >= 19) || (major === 22 && minor >= 12) || major > 22;
}

/** The folder of the npm package on the PATH, or undefined. */
function npmFolder() {
  for (const folder of (process.env.PATH ?? "").split(delimiter)) {
    const command = join(folder, "npm");
    if (existsSync(command)) {
      const package_ = dirname(dirname(realpathSync(command)));
      if (existsSync(join(package_, "bin", "npm-cli.js"))) {
        return package_;
      }
    }
  }
  return undefined;
}

function link(target, path) {
  if (existsSync(path) && realpathSync(path) === realpathSync(target)) {
    return;
  }
  rmSync(path, { recursive: true, force: true });
  mkdirSync(dirname(path), { recursive: true });
  symlinkSync(target, path);
}

const npm = npmFolder();
if (process.platform !== "win32" && suitable(process.versions.node) && npm) {
  // A folder that the plugin filled by download is left alone: it is complete.
  const own = join(home, "node");
  if (!existsSync(own) || lstatSync(own).isSymbolicLink()) {
    link(process.execPath, own);
    link(npm, join(home, "node_modules", "npm"));
    process.stdout.write(process.version);
  }
}
