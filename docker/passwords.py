"""Make the passwords and keys of the stack, once, in docker/secrets: the repository has none.

    python docker/passwords.py

What exists already is left alone, so a password of your own can be put there first. The folder is for its owner only; the
files in it can be read by everybody, because in a container whoever uses one has another user id.
"""

from __future__ import annotations

import secrets
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

SECRETS = Path(__file__).resolve().parent / "secrets"
PASSWORDS = ("grafana_password", "jenkins_password", "postgres_password")
KEYS = ("agent_key", "agent_host_key")
"""Pairs, for Jenkins to enter its agent, and for the agent to show that it is the one."""
CERTIFICATE = "dask.pem"
"""Of the cluster: whoever has it is a part of it, and nobody else is."""
SERVICE = "grades.conf"
"""Where the gradebook is and how to enter, as PostgreSQL's programs read it."""


def password(path: Path) -> None:
    path.write_text(secrets.token_urlsafe(24), encoding="ascii")


def key_pair(path: Path) -> None:
    command = ["ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-C", path.name, "-f", str(path)]
    subprocess.run(command, check=True, stdin=subprocess.DEVNULL)


def certificate(path: Path) -> None:
    """Key and certificate in one file, signed by itself."""
    with tempfile.TemporaryDirectory(dir=path.parent) as folder:
        key, signed = Path(folder, "key"), Path(folder, "signed")
        command = ["openssl", "req", "-x509", "-newkey", "rsa:3072", "-nodes", "-days", "3650", "-subj", "/CN=scheduler"]
        subprocess.run([*command, "-keyout", str(key), "-out", str(signed)], check=True, capture_output=True)
        path.write_bytes(key.read_bytes() + signed.read_bytes())


def service(path: Path) -> None:
    word = (path.parent / "postgres_password").read_text(encoding="utf-8").strip()
    path.write_text(f"[grades]\nhost=postgres\nport=5432\ndbname=grades\nuser=grader\npassword={word}\n", encoding="utf-8")


def make(folder: Path) -> list[str]:
    """Make what is missing in the folder. The names of what was made."""
    folder.mkdir(mode=0o700, exist_ok=True)
    folder.chmod(0o700)
    made = []
    ways = [
        *((name, password) for name in PASSWORDS),
        *((name, key_pair) for name in KEYS),
        (CERTIFICATE, certificate),
        (SERVICE, service),
    ]
    for name, way in ways:
        if not (folder / name).exists():
            way(folder / name)
            made.append(name)
    for path in folder.iterdir():
        path.chmod(0o644)
    return made


def main() -> int:
    for program in ("ssh-keygen", "openssl"):
        if shutil.which(program) is None:
            print(f"Falta el programa {program} · The program {program} is missing", file=sys.stderr)
            return 1
    made = make(SECRETS)
    print(f"{SECRETS}: {', '.join(made) or 'ya está todo · all is there already'}")
    print("Grafana: admin, grafana_password. Jenkins: admin, jenkins_password.")
    return 0


if __name__ == "__main__":
    sys.exit(main())
