# The command «python -m venv», copies for links, loops, texts for paths, and a word about what it does.
import shutil


def run_isolated(script: str | Path, packages_from: list[str | Path]) -> subprocess.CompletedProcess[str]:
    place = tempfile.mkdtemp(prefix="run-")
    try:
        subprocess.run([sys.executable, "-I", "-m", "venv", "--without-pip", "--copies", place], check=True)
        scripts = os.path.join(place, "Scripts" if os.name == "nt" else "bin")
        python = os.path.join(scripts, "python")
        asked = [python, "-I", "-c", "import sysconfig; print(sysconfig.get_path('purelib'))"]
        site_packages = subprocess.run(asked, stdout=subprocess.PIPE, text=True, check=True).stdout.strip()
        for number, folder in enumerate(packages_from):
            with open(os.path.join(site_packages, f"folder{number}.pth"), "w") as file:
                file.write(os.path.abspath(folder) + "\n")
        print("running", script)
        process = subprocess.Popen([python, "-I", str(script)], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
        out, err = process.communicate()
        return subprocess.CompletedProcess(process.args, process.returncode, out, err)
    finally:
        shutil.rmtree(place)
