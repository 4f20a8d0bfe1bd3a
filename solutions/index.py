# %% [markdown] lang="es"
"""
# ML en producción

Ya sabes entrenar un modelo en un notebook. Aquí aprendes a llevarlo a producción: lecciones con ejercicios que se corrigen
al ejecutar una celda. Cada lección es un notebook; haz clic en la primera: se abre en otra pestaña.

## Empaquetado

[[1-packaging]]

## Escalabilidad

[[2-scalability]]

## Automatización

[[3-automation]]
"""

# %% [markdown] lang="en"
"""
# ML in Production

You already train a model in a notebook. Here you learn to take it to production: lessons with exercises that are marked
when you run a cell. Each lesson is a notebook; click on the first one: it opens in another tab.

## Packaging

[[1-packaging]]

## Scalability

[[2-scalability]]

## Automation

[[3-automation]]
"""

# %% [markdown] lang="es"
"""
## Por dónde vas

Ejecuta las dos celdas con Mayús+Intro: dicen cuántos puntos llevas en cada ejercicio que hayas comprobado.
"""

# %% [markdown] lang="en"
"""
## How far you are

Run the two cells with Shift+Enter: they say how many points you have in each exercise that you have checked.
"""

# %% lang="es"
from grader.es import progress

# %% lang="en"
from grader.en import progress

# %%
progress()

# %% [markdown] lang="es"
"""
## Si estás en una clase

Si quien enseña reparte y recoge por nbgrader, todo pasa en el menú *Nbgrader*, *Assignment List*:

- **Recibir.** Elige tu idioma en el desplegable de arriba, `es` o `en`, y pulsa *Fetch*. Después vuelve a cargar esta página:
  los enlaces de arriba ya llevan a tus notebooks.
- **Entregar.** Antes, pulsa *Validate* en la barra del notebook: lo ejecuta entero y dice qué falta. Luego, en la lista,
  *Submit*. Puedes entregar otra vez; cuenta la última.
- **Leer los comentarios.** Botón de las dos flechas, *Refresh*; después, *Fetch Feedback* y *view feedback*: abre el archivo
  `.html`, una página con tus puntos, tus respuestas y qué falta en cada una.

JupyterLab está en inglés. Menú *Settings*, *Language* lo pone en español, salvo lo de nbgrader, que sigue como aquí.
"""

# %% [markdown] lang="en"
"""
## If you are in a class

If whoever teaches hands out and collects by nbgrader, all of it happens in the menu *Nbgrader*, *Assignment List*:

- **Get the notebooks.** Choose your language in the drop-down list at the top, `es` or `en`, and press *Fetch*. Then load this
  page again: the links above now lead to your notebooks.
- **Submit.** First press *Validate* in the notebook's toolbar: it runs it whole and says what is missing. Then, in the list,
  *Submit*. You may submit again; the last one counts.
- **Read the feedback.** The button with two arrows, *Refresh*; then *Fetch Feedback* and *view feedback*: open the `.html`
  file, a page with your points, your answers and what each of them lacks.

JupyterLab is in English. Menu *Settings*, *Language* puts it into Spanish, except what is nbgrader's, which stays as here.
"""

# %% [markdown] lang="es"
"""
## Si has llegado por Binder

Binder te presta una máquina pequeña y la borra cuando te vas, o tras unos minutos sin usarla.

- **Guarda tu trabajo.** Menú *File*, *Download*: el `.ipynb` de la lección queda en tu equipo. Para seguir otro día, arrástralo
  al panel de archivos, a la carpeta de su lección.
- **Memoria: 2 GB.** Ten abierta una sola lección. Cerrar su pestaña apaga su kernel y devuelve la memoria; si dejas la pestaña
  abierta, apágalo en el menú *Kernel*, *Shut Down Kernel*. La lección de deep learning usa ella sola unos 1,4 GiB: antes de
  abrirla, apaga también el kernel de esta página. Si la memoria se acaba, el kernel se reinicia y pierdes las variables, no el texto.
- **Sin Docker.** Los laboratorios que construyen y ejecutan una imagen lo dicen en una frase y se saltan; no dan puntos, y los
  ejercicios funcionan sin ellos. Prometheus, nginx y HAProxy sí están aquí.
"""

# %% [markdown] lang="en"
"""
## If you came by Binder

Binder lends you a small machine and erases it when you leave, or after a few minutes without use.

- **Keep your work.** Menu *File*, *Download*: the lesson's `.ipynb` stays on your computer. To go on another day, drag it onto
  the file panel, into the folder of its lesson.
- **Memory: 2 GB.** Have a single lesson open. Closing its tab shuts its kernel down and gives the memory back; if you leave the
  tab open, shut it down in the menu *Kernel*, *Shut Down Kernel*. The lesson on deep learning alone uses about 1.4 GiB: before
  you open it, shut down this page's kernel too. If memory runs out, the kernel restarts and you lose the variables, not the text.
- **No Docker.** The laboratories that build and run an image say so in a sentence and are skipped; they give no points, and the
  exercises work without them. Prometheus, nginx and HAProxy are here.
"""

# %% [markdown] lang="es"
"""
## En tu equipo

Los laboratorios usan los programas que tengas: un motor de Docker, Prometheus, nginx o HAProxy. Donde falta uno, lo dicen en una frase
y siguen. Dos cosas sí hacen falta en la unidad de automatización: Git, y `promtool`, que viene con Prometheus.
"""

# %% [markdown] lang="en"
"""
## On your own computer

The laboratories use the programs that you have: a Docker engine, Prometheus, nginx or HAProxy. Where one is missing, they say so in a
sentence and go on. Two things are needed in the unit on automation: Git, and `promtool`, which comes with Prometheus.
"""
