import os

for place in ("{{COURSE}}", "{{COURSE}}/submitted", "{{HOME}}", "{{HOME}}/.ssh"):
    try:
        print("REA" + "CHED", os.listdir(place))
    except OSError as error:
        print(error)
