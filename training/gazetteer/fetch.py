"""Fetch and unpack the packages of packages.toml with their registries' ordinary clients."""

import subprocess
import sys
import tarfile
import tomllib
import zipfile
from pathlib import Path

PACKAGES = Path(__file__).with_name("packages.toml")


def fetch_packages(folder: Path) -> dict[str, Path]:
    """Unpacked folders by package name; what is already unpacked in `folder` is kept."""
    found: dict[str, Path] = {}
    for package in tomllib.loads(PACKAGES.read_text("utf-8"))["package"]:
        name, version = package["name"], package["version"]
        target = folder / f"{name}-{version}"
        if not target.is_dir():
            archive = _download(package["registry"], name, version, folder)
            if archive.suffix == ".whl":
                with zipfile.ZipFile(archive) as packed:
                    packed.extractall(target)
            else:
                with tarfile.open(archive) as packed_tar:
                    packed_tar.extractall(target, filter="data")
        found[name] = target
    return found


def _download(registry: str, name: str, version: str, folder: Path) -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    before = set(folder.iterdir())
    if registry == "pypi":
        pinned = f"{name}=={version}"
        command = [sys.executable, "-m", "pip", "download", "--quiet", "--no-deps", "--dest", str(folder), pinned]
        subprocess.run(command, check=True)
    else:
        subprocess.run(["npm", "pack", "--silent", f"{name}@{version}"], check=True, cwd=folder, capture_output=True)
    new = [path for path in sorted(set(folder.iterdir()) - before) if path.suffix in (".whl", ".tgz", ".gz")]
    if not new:
        raise FileNotFoundError(f"{registry} gave no archive for {name} {version}")
    return new[0]
