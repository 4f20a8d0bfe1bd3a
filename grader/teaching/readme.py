"""The README of a bundle: what a student reads before anything runs."""

from __future__ import annotations

from grader.languages import Text

README: Text = {
    "es": """\
# ML en producción

Un curso de notebooks con ejercicios que se corrigen al ejecutar una celda. Dos órdenes, en esta carpeta:

```sh
conda env create -f environment.yml
conda run --no-capture-output -n ml-en-produccion jupyter lab --config=jupyter/lab_config.py
```

La primera instala el entorno, una sola vez; la segunda abre la bienvenida en JupyterLab.
Sin conda, con Python 3.11 en Linux o macOS:

```sh
python3.11 -m venv .venv && .venv/bin/pip install -r requirements.lock -e .
.venv/bin/jupyter lab --config=jupyter/lab_config.py
```

- Escribe tu respuesta en lugar de `raise NotImplementedError(…)`, ejecuta tu celda y la de `check("…")`, y lee la tarjeta.
- `hint("…")` da una pista; `progress()` dice cuánto llevas. Todo queda en tu máquina.
- ¿Algo no funciona? `grader doctor` (con `.venv/bin/` delante si no usas conda) dice qué falta y qué hacer.
- Antes de entregar, pulsa *Validate* y guarda. Entrega el archivo `.ipynb` de la lección, sin cambiarle el nombre.

Al calificar se usan más comprobaciones que las que vienen aquí. Licencias: el código, MIT (LICENSE);
los textos y las figuras, CC BY 4.0 (LICENSE-TEXT.md).
""",
    "en": """\
# ML in Production

A course of notebooks with exercises that are marked when you run a cell. Two commands, in this folder:

```sh
conda env create -f environment.yml
conda run --no-capture-output -n ml-en-produccion jupyter lab --config=jupyter/lab_config.py
```

The first installs the environment, once; the second opens the welcome in JupyterLab.
Without conda, with Python 3.11 on Linux or macOS:

```sh
python3.11 -m venv .venv && .venv/bin/pip install -r requirements.lock -e .
.venv/bin/jupyter lab --config=jupyter/lab_config.py
```

- Write your answer in place of `raise NotImplementedError(…)`, run your cell and that of `check("…")`, and read the card.
- `hint("…")` gives a hint; `progress()` says how far you are. All of it stays on your machine.
- Something does not work? `grader doctor` (with `.venv/bin/` before it if you do not use conda) says what is missing
  and what to do.
- Before you submit, press *Validate* and save. Submit the lesson's `.ipynb` file, with its name unchanged.

Grading uses more checks than those that come with this. Licences: code, MIT (LICENSE);
texts and figures, CC BY 4.0 (LICENSE-TEXT.md).
""",
}
