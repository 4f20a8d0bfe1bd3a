import os

import grader

package = os.path.dirname(grader.__file__)
for name in ("{{SITE}}/{{TOKEN}}.pth", f"{package}/{{TOKEN}}.py", "{{SITE}}/numpy/{{TOKEN}}.py", f"{package}/__pycache__/{{TOKEN}}.pyc"):
    try:
        open(name, "w").close()
        print("REA" + "CHED", name)
    except OSError as error:
        print(error)
