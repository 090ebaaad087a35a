"""Fetch the browser libraries named in vendor.json into the package: `make vendor`.

The only place that uses npm. Each tarball must have the SHA-512 that vendor.json pins; what is
written, with its licence and its own hashes, goes into vendor.lock.json, which the tests compare
with the files. Run it after a change of vendor.json, and commit the result.
"""

import base64
import hashlib
import json
import re
import shutil
import subprocess
import sys
import tarfile
import tempfile
from pathlib import Path
from typing import Any

HERE = Path(__file__).resolve().parent
TARGET = HERE.parent / "src" / "outrider" / "web" / "static" / "vendor"
# The maps are not shipped, and a browser's developer tools would ask for them.
SOURCE_MAP = re.compile(rb"\n?//# sourceMappingURL=\S+\s*$")


def main() -> None:
    """Replace the vendor folder by what vendor.json names."""
    wanted = json.loads((HERE / "vendor.json").read_text(encoding="utf-8"))["packages"]
    with tempfile.TemporaryDirectory() as scratch:
        fresh = Path(scratch) / "vendor"
        locked = [vendor(package, Path(scratch), fresh) for package in wanted]
        shutil.rmtree(TARGET, ignore_errors=True)
        shutil.copytree(fresh, TARGET)
    lock = json.dumps({"packages": locked}, indent=2) + "\n"
    (TARGET / "vendor.lock.json").write_text(lock, encoding="utf-8")
    print(f"{len(locked)} packages in {TARGET}")


def vendor(package: dict[str, Any], scratch: Path, target: Path) -> dict[str, Any]:
    """Fetch one package, check it, write its files; returns its row of the lock."""
    tarball = fetch(package, scratch)
    folder = f"{package['name'].lstrip('@').replace('/', '-')}-{package['version']}"
    imports, files = {}, {}
    with tarfile.open(tarball) as archive:
        for name, member in package["imports"].items():
            imports[name] = write(target, f"{folder}/{member}", read(archive, member), files)
        licence = next(m for m in archive.getnames() if re.fullmatch(r"package/LICEN[CS]E.*", m))
        write(target, f"{folder}/LICENSE", read(archive, licence.removeprefix("package/")), files)
    return package | {"imports": imports, "files": files}


def fetch(package: dict[str, Any], scratch: Path) -> Path:
    """The package's tarball, checked against the pinned hash; ends the program when it differs."""
    spec = f"{package['name']}@{package['version']}"
    done = subprocess.run(
        ["npm", "pack", "--silent", "--json", "--pack-destination", scratch, spec],
        check=True,
        capture_output=True,
        text=True,
    )
    tarball = scratch / newest(scratch)
    digest = hashlib.sha512(tarball.read_bytes()).digest()
    found = "sha512-" + base64.b64encode(digest).decode()
    if found != package["integrity"]:
        sys.exit(f"{spec} is {found}, but vendor.json pins {package['integrity']}.\n{done.stderr}")
    return tarball


def newest(scratch: Path) -> str:
    """The tarball that was written last."""
    return max(scratch.glob("*.tgz"), key=lambda path: path.stat().st_mtime_ns).name


def read(archive: tarfile.TarFile, member: str) -> bytes:
    """One file of the package."""
    file = archive.extractfile(f"package/{member}")
    if file is None:
        sys.exit(f"{member} is not a file of {archive.name}")
    return SOURCE_MAP.sub(b"\n", file.read())


def write(target: Path, path: str, content: bytes, files: dict[str, str]) -> str:
    """Write one file below the vendor folder and note its hash; returns its path."""
    (target / path).parent.mkdir(parents=True, exist_ok=True)
    (target / path).write_bytes(content)
    files[path] = hashlib.sha512(content).hexdigest()
    return path


if __name__ == "__main__":
    main()
