import json

from IPython.display import display

for depth in (100, 200, 300, 400, 500, 700, 900):
    tower = json.loads("[" * depth + "]" * depth)
    display({"application/json": tower, "text/plain": "x"}, raw=True, metadata={"deep": tower})
