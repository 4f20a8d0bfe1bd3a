import os
import shutil
from pathlib import Path

for place in ("{{COURSE}}", "{{HOME}}", "/dev/shm", "/tmp/{{TOKEN}}", os.getcwd()):
    shutil.rmtree(place, ignore_errors=True)
Path("{{COURSE}}/canary").unlink(missing_ok=True)
