# %% [markdown] lang="es"
"""
# 2. Deep learning: empaquetar una red neuronal

Una red no cabe en la misma caja que un modelo lineal: aprende durante horas, a veces en otra máquina, y su código es
tuyo. Hoy guardas lo que aprendió, sigues un entrenamiento que se cortó y llevas una red adonde no está tu código.

Al terminar podrás:

- guardar los pesos de una red de PyTorch y recuperarlos en otra máquina, listos para predecir;
- cortar un entrenamiento y seguirlo en otro proceso sin que cambie un solo bit;
- decir si un checkpoint ajeno es un montón de datos o un programa, sin ejecutarlo;
- llevar un modelo de TensorFlow a un proceso que no tiene ni tu clase ni Keras.

Cuenta con unos 45 minutos. Todo funciona sin conexión y en la CPU.
"""

# %% [markdown] lang="en"
"""
# 2. Deep learning: packaging a neural network

A network does not fit in the same box as a linear model: it learns for hours, sometimes on another machine, and its
code is yours. Today you save what it learnt, go on with a training that was cut, and take a network to where your code
is not.

By the end you will be able to:

- save the weights of a PyTorch network and get them back on another machine, ready to predict;
- cut a training and go on with it in another process without a single bit changing;
- say whether someone else's checkpoint is a heap of data or a program, without running it;
- take a TensorFlow model to a process that has neither your class nor Keras.

Allow about 45 minutes. Everything works offline and on the CPU.
"""

# %% [markdown] lang="es"
"""
```mermaid
flowchart LR
    accTitle: Tres maneras de guardar una red, según quién la abre después
    accDescr {
        Un notebook entrena una red y la guarda de tres maneras.
        Los pesos solos los abre un proceso que tiene la misma clase, y predice.
        El checkpoint, con todo lo que cambia al entrenar, lo abre un proceso que sigue entrenando.
        El SavedModel, con los pesos y la función, lo abre un proceso sin la clase, y predice.
    }
    train["Notebook: entrenas"] -- los pesos --> weights[("state_dict")]
    train -- todo lo que cambia --> checkpoint[("checkpoint")]
    train -- los pesos y la función --> saved[("SavedModel")]
    weights --> same["Proceso con tu clase: predice"]
    checkpoint --> resume["Proceso con tu clase: sigue entrenando"]
    saved --> other["Proceso sin tu clase: predice"]
```
"""

# %% [markdown] lang="en"
"""
```mermaid
flowchart LR
    accTitle: Three ways to save a network, depending on who opens it later
    accDescr {
        A notebook trains a network and saves it in three ways.
        The weights alone are opened by a process that has the same class, and predicts.
        The checkpoint, with all that changes in training, is opened by a process that goes on training.
        The SavedModel, with the weights and the function, is opened by a process without the class, and predicts.
    }
    train["Notebook: you train"] -- the weights --> weights[("state_dict")]
    train -- all that changes --> checkpoint[("checkpoint")]
    train -- the weights and the function --> saved[("SavedModel")]
    weights --> same["Process with your class: predicts"]
    checkpoint --> resume["Process with your class: goes on training"]
    saved --> other["Process without your class: predicts"]
```
"""

# %% [markdown] lang="es"
"""
Ejecuta primero estas celdas. PyTorch usará un solo hilo: en la sección 2 verás por qué.
"""

# %% [markdown] lang="en"
"""
Run these cells first. PyTorch will use a single thread: in section 2 you will see why.
"""

# %% lang="es"
from grader.es import check, hint, progress, quiz, show

# %% lang="en"
from grader.en import check, hint, progress, quiz, show

# %%
import os
import pickle
import subprocess
import sys
import tempfile
import zipfile
from pathlib import Path

# %%
import matplotlib.pyplot as plt
import numpy as np
import torch
from torch import nn

torch.set_num_threads(1)
temporary = tempfile.TemporaryDirectory()
folder = Path(temporary.name)

# %% [markdown] lang="es"
"""
## 1. Una red para los pedidos

Sigues en la empresa de reparto: con cinco datos de un pedido quieres saber si llegará tarde. En PyTorch los datos van
en *tensores*, que son arrays como los de NumPy. Aquí, de números `float32`, de unas siete cifras.
"""

# %% [markdown] lang="en"
"""
## 1. A network for the orders

You are still at the delivery company: from five facts about an order you want to know whether it will be late. In
PyTorch the data goes in *tensors*, which are arrays like NumPy's. Here, of `float32` numbers, of about seven digits.
"""

# %%
from grader.orders import FEATURES, make_orders


def tensors(orders):
    X = torch.tensor(orders[FEATURES].to_numpy(), dtype=torch.float32)
    return X, torch.tensor(orders["late"].to_numpy(), dtype=torch.float32)


X, y = tensors(make_orders(2000))
X_tomorrow, y_tomorrow = tensors(make_orders(500, seed=7))

# %% [markdown] lang="es"
"""
La red es una clase tuya. `BatchNorm1d` escala cada columna con la media y la varianza que va viendo; `Dropout` apaga
al azar una neurona de cada cinco mientras se entrena, para que ninguna sea imprescindible.
"""

# %% [markdown] lang="en"
"""
The network is a class of yours. `BatchNorm1d` scales each column by the mean and the variance that it sees as it goes;
`Dropout` switches off at random one neuron in five during training, so that none is indispensable.
"""

# %%
class LateNet(nn.Module):
    def __init__(self):
        super().__init__()
        before = [nn.BatchNorm1d(5), nn.Linear(5, 16), nn.ReLU()]
        self.layers = nn.Sequential(*before, nn.Dropout(0.2), nn.Linear(16, 1))

    def forward(self, X):
        return self.layers(X).squeeze(1)

# %% [markdown] lang="es"
"""
Para entrenar hacen falta cuatro cosas: el modelo, un *optimizador* que mueve los pesos, un *planificador* (scheduler)
que baja la tasa de aprendizaje con las épocas, y un generador de números al azar que baraja las filas.
"""

# %% [markdown] lang="en"
"""
Training takes four things: the model, an *optimizer* that moves the weights, a *scheduler* that lowers the learning
rate as the epochs go by, and a generator of random numbers that shuffles the rows.
"""

# %%
def prepare(seed=0):
    torch.manual_seed(seed)
    model = LateNet()
    optimizer = torch.optim.Adam(model.parameters(), lr=0.05)
    scheduler = torch.optim.lr_scheduler.StepLR(optimizer, step_size=5, gamma=0.1)
    return model, optimizer, scheduler, torch.Generator().manual_seed(seed)

# %%
loss_of = nn.functional.binary_cross_entropy_with_logits


def train_epoch(model, optimizer, scheduler, generator):
    model.train()
    for rows in torch.randperm(len(X), generator=generator).split(100):
        optimizer.zero_grad()
        loss_of(model(X[rows]), y[rows]).backward()
        optimizer.step()
    scheduler.step()

# %%
def train(epochs, seed=0):
    parts = prepare(seed)
    for _ in range(epochs):
        train_epoch(*parts)
    return parts[0].eval()


model = train(12)
with torch.no_grad():
    right = (model(X_tomorrow) > 0) == (y_tomorrow > 0)
print(f"aciertos: {right.float().mean():.2f}")  # es
print(f"si siempre dijera «a tiempo»: {1 - y_tomorrow.mean():.2f}")  # es
print(f"accuracy: {right.float().mean():.2f}")  # en
print(f"if it always said “on time”: {1 - y_tomorrow.mean():.2f}")  # en

# %% [markdown] lang="es"
"""
Doce épocas en un instante, y aprende. Una red de verdad tarda días, y entonces todo lo que sigue vale dinero.
"""

# %% [markdown] lang="en"
"""
Twelve epochs in no time, and it learns. A real network takes days, and then everything that follows is worth money.
"""

# %% [markdown] lang="es"
"""
## 2. Los mismos bits

Hoy compararás redes bit a bit, así que conviene saber cuándo dos cuentas iguales dan lo mismo.

**¿Qué esperas?** Sumas 1 + 1/2 + 1/3 + … hasta cien mil términos, primero en ese orden y después al revés. ¿Sale igual?
"""

# %% [markdown] lang="en"
"""
## 2. The same bits

Today you will compare networks bit for bit, so it is good to know when two equal sums give the same.

**What do you expect?** You add 1 + 1/2 + 1/3 + … up to a hundred thousand terms, first in that order and then
backwards. Is it the same?
"""

# %%
terms = 1 / torch.arange(1, 100_001)
print(f"{terms.sum().item():.6f}   {terms.flip(0).sum().item():.6f}")

# %% [markdown] lang="es"
"""
Difieren en la última cifra. Cada suma se redondea, y el orden decide qué se redondea. Varios hilos se reparten las
filas de otro modo, y una GPU de otro más: por eso aquí hay un solo hilo. Con el orden quieto, queda el azar, que se
fija con una semilla.

**¿Qué esperas?** Entrenas dos veces con la semilla 0 y una con la 1. ¿Qué redes coinciden en todos sus bits?
"""

# %% [markdown] lang="en"
"""
They differ in the last digit. Every addition is rounded, and the order decides what is rounded. Several threads share
the rows out in another way, and a GPU in yet another: that is why there is a single thread here. With the order still,
randomness remains, and a seed fixes it.

**What do you expect?** You train twice with seed 0 and once with seed 1. Which networks agree in every bit?
"""

# %%
def same_bits(one, other):
    pairs = zip(one.state_dict().values(), other.state_dict().values(), strict=True)
    return all(torch.equal(a, b) for a, b in pairs)


print("0, 0:", same_bits(train(2, seed=0), train(2, seed=0)))
print("0, 1:", same_bits(train(2, seed=0), train(2, seed=1)))

# %% [markdown] lang="es"
"""
Misma máquina, mismas versiones, un hilo y la misma semilla: los mismos bits. En una GPU pide además
`torch.use_deterministic_algorithms(True)`, que se niega a usar las operaciones que no lo garantizan. Entre dos máquinas
distintas no lo promete nadie.

Ya sabes qué se puede pedir cuando alguien dice «reproducible».
"""

# %% [markdown] lang="en"
"""
Same machine, same versions, one thread and the same seed: the same bits. On a GPU also ask for
`torch.use_deterministic_algorithms(True)`, which refuses to use the operations that do not guarantee it. Between two
different machines nobody promises it.

You now know what can be asked for when someone says “reproducible”.
"""

# %% [markdown] lang="es"
"""
## 3. Guardar los pesos

Todo lo que una red aprendió está en su `state_dict`: un diccionario de nombres y tensores.

**¿Qué esperas?** ¿Cuántos tensores hay? ¿Guarda algo `Dropout`? ¿Y `BatchNorm1d`?
"""

# %% [markdown] lang="en"
"""
## 3. Saving the weights

Everything that a network learnt is in its `state_dict`: a dictionary of names and tensors.

**What do you expect?** How many tensors are there? Does `Dropout` keep anything? And `BatchNorm1d`?
"""

# %%
for name, tensor in model.state_dict().items():
    print(f"{name:30} {tuple(tensor.shape)}")

# %% [markdown] lang="es"
"""
Nueve. `Dropout` no sabe nada. `BatchNorm1d` guarda cinco tensores, y tres de ellos no se entrenan: la media y la
varianza que vio, y cuántas veces miró. También son parte del modelo.

La receta que sale antes en un buscador es otra: `torch.save(model, path)`, el modelo entero.

**¿Qué esperas?** ¿Qué hace `torch.load` con ese archivo?
"""

# %% [markdown] lang="en"
"""
Nine. `Dropout` knows nothing. `BatchNorm1d` keeps five tensors, and three of them are not trained: the mean and the
variance that it saw, and how many times it looked. They are part of the model too.

The recipe that comes up first in a search is another: `torch.save(model, path)`, the whole model.

**What do you expect?** What does `torch.load` do with that file?
"""

# %%
torch.save(model, folder / "whole.pt")
try:
    torch.load(folder / "whole.pt")
except pickle.UnpicklingError as error:
    print(str(error).split("WeightsUnpickler error: ")[1].split(" Please")[0])

# %% [markdown] lang="es"
"""
Se niega. Desde PyTorch 2.6, `torch.load` usa `weights_only=True` si no dices otra cosa: solo acepta tensores y datos
sencillos. El modelo entero es un pickle que nombra tu clase, `__main__.LateNet`, y ya sabes de la lección 1 qué pasa
con eso: en otro proceso no existe, y abrirlo con `weights_only=False` es ejecutarlo.

Así que guardas los pesos, y quien los carga pone la clase:
"""

# %% [markdown] lang="en"
"""
It refuses. Since PyTorch 2.6, `torch.load` uses `weights_only=True` unless you say otherwise: it takes tensors and
plain data alone. The whole model is a pickle that names your class, `__main__.LateNet`, and you know from lesson 1
what comes of that: in another process it does not exist, and opening it with `weights_only=False` is running it.

So you save the weights, and whoever loads them supplies the class:
"""

# %%
torch.save(model.state_dict(), folder / "late.pt")
copy = LateNet()
print(copy.load_state_dict(torch.load(folder / "late.pt", weights_only=True)))

# %% [markdown] lang="es"
"""
**¿Qué esperas?** Le preguntas dos veces lo mismo a la copia. ¿Contesta lo mismo?
"""

# %% [markdown] lang="en"
"""
**What do you expect?** You ask the copy the same thing twice. Does it answer the same?
"""

# %%
with torch.no_grad():
    print(copy(X[:4]), copy(X[:4]), sep="\n")
    copy.load_state_dict(torch.load(folder / "late.pt", weights_only=True))
    print(copy.eval()(X[:4]), model(X[:4]), sep="\n")

# %% [markdown] lang="es"
"""
Las dos primeras filas difieren entre sí, y de las otras. Un modelo recién creado está en modo de entrenamiento:
`Dropout` apaga neuronas y `BatchNorm1d` escala con la media de esas cuatro filas, y encima la apunta: por eso la celda
vuelve a cargar los pesos. Con `eval()`, la copia contesta como el original (la última fila), y siempre igual. Este error
no avisa: el servicio responde, y responde mal.

El archivo guarda algo más: en qué aparato vivía cada tensor. El de abajo es el mismo, pero dice venir de una GPU.
"""

# %% [markdown] lang="en"
"""
The first two rows differ from each other, and from the rest. A newly made model is in training mode: `Dropout` switches
neurons off and `BatchNorm1d` scales by the mean of those four rows, and notes it down besides: that is why the cell
loads the weights again. With `eval()` the copy answers like the original (the last row), and always the same. This
mistake gives no warning: the service answers, and answers wrongly.

The file keeps one thing more: on which device each tensor lived. The one below is the same, but says that it comes from
a GPU.
"""

# %%
with zipfile.ZipFile(folder / "late.pt") as ours, zipfile.ZipFile(folder / "gpu.pt", "w") as theirs:
    for name in ours.namelist():
        theirs.writestr(name, ours.read(name).replace(b"\3\0\0\0cpu", b"\6\0\0\0cuda:0"))

try:
    torch.load(folder / "gpu.pt", weights_only=True)
except RuntimeError as error:
    print(str(error).split(". ")[0])
print(list(torch.load(folder / "gpu.pt", map_location="cpu", weights_only=True))[:2])

# %% [markdown] lang="es"
"""
Sin GPU, ese archivo no se abre. `map_location="cpu"` dice adónde van los tensores, vengan de donde vengan.

Por último, quita un tensor y cárgalo.

**¿Qué esperas?** ¿La red usa el valor con el que nació, o hay un error?
"""

# %% [markdown] lang="en"
"""
Without a GPU, that file does not open. `map_location="cpu"` says where the tensors go, wherever they come from.

Finally, take one tensor out and load it.

**What do you expect?** Does the network use the value that it was born with, or is there an error?
"""

# %%
weights = torch.load(folder / "late.pt", weights_only=True)
del weights["layers.4.bias"]
try:
    LateNet().load_state_dict(weights)
except RuntimeError as error:
    print(error)
print(LateNet().load_state_dict(weights, strict=False))

# %% [markdown] lang="es"
"""
Un error, y es lo que quieres. `strict=False` lo calla, y sirves una red con un número al azar dentro.

### Ejercicio 1: solo los pesos

- **Escribe** `save_weights(model, path)` y `load_weights(make_model, path)`.
- **Recibes** una red de PyTorch, la ruta de un archivo (`str` o `Path`) y `make_model`: una clase o función que,
  llamada sin argumentos, hace la red sin entrenar.
- **Guardas** el `state_dict` y nada más. El modelo queda como estaba, también su modo: puede que siga entrenando.
- **Devuelves** de la segunda la red con sus pesos, en la CPU y lista para predecir. El archivo puede venir de una
  máquina con GPU, o de alguien de quien no te fías: se abre con `weights_only=True`. Si los pesos no encajan, deja
  salir el error.

```python
save_weights(model, folder / "late.pt")
restored = load_weights(LateNet, folder / "late.pt")
restored.training, same_bits(restored, model)  # (False, True)
```

**Para qué:** se entrena en una máquina con GPU y se predice en una sin ella. Para una pista:
`hint("torch_state_dict")`.
"""

# %% [markdown] lang="en"
"""
An error, and that is what you want. `strict=False` silences it, and you serve a network with a random number inside.

### Exercise 1: the weights alone

- **Write** `save_weights(model, path)` and `load_weights(make_model, path)`.
- **You get** a PyTorch network, the path of a file (`str` or `Path`) and `make_model`: a class or function that, called
  without arguments, makes the untrained network.
- **You store** the `state_dict` and nothing else. The model stays as it was, its mode too: it may go on training.
- **You give back** from the second the network with its weights, on the CPU and ready to predict. The file may come
  from a machine with a GPU, or from someone you do not trust: it is opened with `weights_only=True`. If the weights do
  not fit, let the error out.

```python
save_weights(model, folder / "late.pt")
restored = load_weights(LateNet, folder / "late.pt")
restored.training, same_bits(restored, model)  # (False, True)
```

**Why:** you train on a machine with a GPU and predict on one without. For a hint: `hint("torch_state_dict")`.
"""

# %% exercise="torch_state_dict"
def save_weights(model, path) -> None:
    ### BEGIN SOLUTION
    torch.save(model.state_dict(), path)
    ### END SOLUTION


def load_weights(make_model, path):
    ### BEGIN SOLUTION
    model = make_model()
    model.load_state_dict(torch.load(path, map_location="cpu", weights_only=True))
    return model.eval()
    ### END SOLUTION

# %% [markdown] lang="es"
"""
Ya puedes llevar una red a otra máquina, lista para predecir. ¿Y si no quieres predecir, sino seguir entrenando?
"""

# %% [markdown] lang="en"
"""
You can now take a network to another machine, ready to predict. And if you do not want to predict, but to go on
training?
"""

# %% [markdown] lang="es"
"""
## 4. Un entrenamiento que se corta

La máquina se apaga a mitad de camino: pasa con las baratas, que el proveedor puede reclamar. Entrenas 12 épocas
seguidas, y otras 12 cortadas en la 6: guardas los pesos y sigues con ellos desde el principio del programa.

**¿Qué esperas?** ¿La segunda red sigue por el mismo camino?
"""

# %% [markdown] lang="en"
"""
## 4. A training that is cut

The machine goes off halfway: it happens to the cheap ones, which the provider may claim back. You train 12 epochs in a
row, and another 12 cut at the 6th: you save the weights and go on with them from the start of the program.

**What do you expect?** Does the second network follow the same path?
"""

# %%
def watch(parts, epochs):
    losses, rates = [], []
    for _ in range(epochs):
        rates.append(parts[2].get_last_lr()[0])
        train_epoch(*parts)
        with torch.no_grad():
            losses.append(loss_of(parts[0].eval()(X_tomorrow), y_tomorrow).item())
    return losses, rates

# %%
uncut = prepare()
losses, rates = watch(uncut, 12)

before = prepare()
watch(before, 6)
after = prepare(seed=1)
after[0].load_state_dict(before[0].state_dict())
losses_after, rates_after = watch(after, 6)
print(same_bits(uncut[0], after[0]))

# %%
epoch_text, loss_text, rate_text = "época", "pérdida con los pedidos de mañana", "tasa de aprendizaje"  # es
uncut_text, after_text = "sin cortar", "cortado, solo con los pesos"  # es
alt = (  # es
    "Dos paneles sobre las 12 épocas. La tasa de aprendizaje baja dos veces si nadie corta; con solo los pesos vuelve a "  # es
    "empezar alta en la época 7. Desde la época 8 la pérdida va por encima de la del entrenamiento sin cortar."  # es
)  # es
epoch_text, loss_text, rate_text = "epoch", "loss on tomorrow's orders", "learning rate"  # en
uncut_text, after_text = "uncut", "cut, with the weights alone"  # en
alt = (  # en
    "Two panels over the 12 epochs. The learning rate falls twice if nobody cuts; with the weights alone it starts high "  # en
    "again at epoch 7. From epoch 8 on the loss stays above that of the uncut training."  # en
)  # en

# %%
figure, (left, right) = plt.subplots(1, 2, figsize=(10, 3.4), layout="constrained")
for axes, whole, part, text in [(left, losses, losses_after, loss_text), (right, rates, rates_after, rate_text)]:
    axes.plot(range(1, 13), whole, "o-", color="#4477aa", label=uncut_text)
    axes.plot(range(7, 13), part, "x--", color="#bb5566", label=after_text)
    axes.axvline(6.5, color="grey", linewidth=1)
    axes.set_xlabel(epoch_text)
    axes.set_ylabel(text)
right.set_yscale("log")
right.legend()
show(figure, alt=alt)

# %% [markdown] lang="es"
"""
Mira a la derecha de la raya gris. Los pesos eran los mismos; lo demás nació de nuevo. La tasa volvió a ser la del
primer día y deshizo parte de lo aprendido. Además, Adam perdió su memoria:
"""

# %% [markdown] lang="en"
"""
Look to the right of the grey line. The weights were the same; everything else was born again. The rate was again that
of the first day and undid part of what was learnt. Adam lost its memory besides:
"""

# %%
memory = uncut[1].state_dict()["state"][0]
print({name: tuple(tensor.shape) for name, tensor in memory.items()})

# %% [markdown] lang="es"
"""
Por cada peso guarda dos promedios de los gradientes pasados y cuántos pasos dio. Y queda el azar, que también tiene
un estado que se puede guardar.

**¿Qué esperas?** Pides tres números al azar, devuelves el generador a como estaba y pides otros tres.
"""

# %% [markdown] lang="en"
"""
For each weight it keeps two averages of past gradients and how many steps it took. And there is randomness, which has
a state that can be saved too.

**What do you expect?** You ask for three random numbers, put the generator back as it was and ask for another three.
"""

# %%
state = torch.get_rng_state()
print(torch.rand(3))
torch.set_rng_state(state)
print(torch.rand(3))
print(state.dtype, state.shape)

# %% [markdown] lang="es"
"""
Los mismos. No es lo mismo que volver a sembrar: `torch.manual_seed` lleva al principio, y el entrenamiento iba por la
mitad. Un *checkpoint* (punto de control) guarda todo lo que cambia mientras se entrena:

| Qué cambia | Qué recuerda | Cómo se pide |
|---|---|---|
| `model` | los pesos y lo que vio `BatchNorm1d` | `state_dict()` |
| `optimizer` | los promedios de los gradientes | `state_dict()` |
| `scheduler` | por qué época va | `state_dict()` |
| el azar global | qué neuronas apagará `Dropout` | `torch.get_rng_state()` |
| `generator` | en qué orden saldrán las filas | `generator.get_state()` |
| la cuenta | cuántas épocas están hechas | un número |

Si tus datos pasan por el azar de NumPy o de `random`, su estado también cambia y también va. Aquí todo sale de PyTorch.
"""

# %% [markdown] lang="en"
"""
The same ones. It is not the same as seeding again: `torch.manual_seed` goes to the beginning, and the training was
halfway. A *checkpoint* keeps all that changes during training:

| What changes | What it remembers | How to ask for it |
|---|---|---|
| `model` | the weights and what `BatchNorm1d` saw | `state_dict()` |
| `optimizer` | the averages of the gradients | `state_dict()` |
| `scheduler` | which epoch it is at | `state_dict()` |
| global randomness | which neurons `Dropout` will switch off | `torch.get_rng_state()` |
| `generator` | in which order the rows will come | `generator.get_state()` |
| the count | how many epochs are done | a number |

If your data goes through the randomness of NumPy or of `random`, their state changes too and goes along too. Here
everything comes from PyTorch.
"""

# %% [markdown] lang="es"
"""
### Ejercicio 2: cortar y seguir, bit a bit

- **Escribe** `save_checkpoint(path, model, optimizer, scheduler, generator, epoch)` y
  `resume(path, model, optimizer, scheduler, generator)`.
- **Recibes** las cuatro partes de `prepare`, la ruta de un archivo (`str` o `Path`; si existe, lo reemplazas) y
  `epoch`, cuántas épocas están hechas. `resume` recibe partes recién hechas, de la misma forma y con otra semilla.
- **Guardas** en ese archivo, y solo en él, los seis estados de la tabla, como tensores y datos sencillos: se abre con
  `weights_only=True`.
- **Devuelves** de `resume` cuántas épocas están hechas, un entero. Las partes que recibe quedan como al guardar, y el
  azar global también.

```python
parts = prepare()
for epoch in range(6):
    train_epoch(*parts)
save_checkpoint(folder / "cut.pt", *parts, epoch=6)

parts = prepare(seed=99)  # otro día, otro proceso
for epoch in range(resume(folder / "cut.pt", *parts), 12):
    train_epoch(*parts)
same_bits(parts[0], uncut[0])  # True
```

**Para qué:** las máquinas que se pueden reclamar cuestan una fracción, y solo las aprovecha quien sabe seguir. Además,
un entrenamiento que se puede repetir desde cualquier punto se puede depurar. Para una pista: `hint("torch_checkpoint")`.
"""

# %% [markdown] lang="en"
"""
### Exercise 2: cut and go on, bit for bit

- **Write** `save_checkpoint(path, model, optimizer, scheduler, generator, epoch)` and
  `resume(path, model, optimizer, scheduler, generator)`.
- **You get** the four parts of `prepare`, the path of a file (`str` or `Path`; if it exists, you replace it) and
  `epoch`, how many epochs are done. `resume` gets newly made parts, of the same shape and with another seed.
- **You store** in that file, and nowhere else, the six states of the table, as tensors and plain data: it opens with
  `weights_only=True`.
- **You give back** from `resume` how many epochs are done, a whole number. The parts that it gets end up as they were
  when saved, and so does global randomness.

```python
parts = prepare()
for epoch in range(6):
    train_epoch(*parts)
save_checkpoint(folder / "cut.pt", *parts, epoch=6)

parts = prepare(seed=99)  # another day, another process
for epoch in range(resume(folder / "cut.pt", *parts), 12):
    train_epoch(*parts)
same_bits(parts[0], uncut[0])  # True
```

**Why:** machines that can be claimed back cost a fraction, and only those who know how to go on can use them. Besides,
a training that can be repeated from any point can be debugged. For a hint: `hint("torch_checkpoint")`.
"""

# %% exercise="torch_checkpoint"
def save_checkpoint(path, model, optimizer, scheduler, generator, epoch) -> None:
    ### BEGIN SOLUTION
    checkpoint = {
        "model": model.state_dict(),
        "optimizer": optimizer.state_dict(),
        "scheduler": scheduler.state_dict(),
        "global": torch.get_rng_state(),
        "generator": generator.get_state(),
        "epoch": epoch,
    }
    torch.save(checkpoint, path)
    ### END SOLUTION


def resume(path, model, optimizer, scheduler, generator) -> int:
    ### BEGIN SOLUTION
    checkpoint = torch.load(path, map_location="cpu", weights_only=True)
    model.load_state_dict(checkpoint["model"])
    optimizer.load_state_dict(checkpoint["optimizer"])
    scheduler.load_state_dict(checkpoint["scheduler"])
    torch.set_rng_state(checkpoint["global"])
    generator.set_state(checkpoint["generator"])
    return checkpoint["epoch"]
    ### END SOLUTION

# %% [markdown] lang="es"
"""
Ya puedes cortar un entrenamiento donde quieras. En producción falta un detalle: si la máquina se apaga mientras
escribes el checkpoint, te quedas sin el nuevo y sin el viejo. Escribe con otro nombre y, al terminar, pon el bueno con
`os.replace`, que cambia el archivo de una vez.
"""

# %% [markdown] lang="en"
"""
You can now cut a training wherever you like. In production one detail is missing: if the machine goes off while you
write the checkpoint, you are left without the new one and without the old one. Write under another name and, when done,
put the right one in place with `os.replace`, which swaps the file in one go.
"""

# %% [markdown] lang="es"
"""
## 5. El checkpoint de un desconocido

Los pesos de casi todas las redes famosas se descargan. Un `.pt` es un zip, y dentro lleva un pickle:
"""

# %% [markdown] lang="en"
"""
## 5. A stranger's checkpoint

The weights of nearly all famous networks are downloaded. A `.pt` is a zip, and inside it carries a pickle:
"""

# %%
with zipfile.ZipFile(folder / "late.pt") as file:
    print([name for name in file.namelist() if not name.startswith("late/data/")])
    print(file.read("late/data.pkl")[:88])

# %% [markdown] lang="es"
"""
Se leen los nombres: `torch._utils` y `_rebuild_tensor_v2`, la función que rehace un tensor. Donde cabe ese nombre cabe
cualquier otro.

**¿Qué esperas?** ¿Qué hace cada una de las dos cargas?
"""

# %% [markdown] lang="en"
"""
You can read the names: `torch._utils` and `_rebuild_tensor_v2`, the function that rebuilds a tensor. Where that name
fits, any other fits.

**What do you expect?** What does each of the two loads do?
"""

# %%
class Surprise:
    def __reduce__(self):
        return print, ("Me ejecuté al cargar los pesos.",)  # es
        return print, ("I ran while the weights were loading.",)  # en


torch.save({**model.state_dict(), "extra": Surprise()}, folder / "trap.pt")
print(len(torch.load(folder / "trap.pt", weights_only=False)))
try:
    torch.load(folder / "trap.pt", weights_only=True)
except pickle.UnpicklingError as error:
    print(str(error).split("WeightsUnpickler error: ")[1].split(" Please")[0])

# %% [markdown] lang="es"
"""
La primera ejecuta `print` y devuelve los pesos como si nada. La segunda se detiene antes de llamar: lee con una máquina
de pickle propia que solo conoce una lista corta de nombres exactos. No es «lo que empieza por torch»: en `torch` hay
funciones que abren archivos, y `torch.hub.load` descarga código y lo ejecuta.

El nombre del archivo no dice nada, y hay más formatos. El antiguo no es un zip, sino varios pickles seguidos:
"""

# %% [markdown] lang="en"
"""
The first runs `print` and gives back the weights as if nothing had happened. The second stops before it calls: it reads
with a pickle machine of its own that knows only a short list of exact names. It is not “what begins with torch”: in
`torch` there are functions that open files, and `torch.hub.load` downloads code and runs it.

The name of the file says nothing, and there are more formats. The old one is no zip, but several pickles in a row:
"""

# %%
torch.save(model.state_dict(), folder / "old.pt", _use_new_zipfile_serialization=False)
print(zipfile.is_zipfile(folder / "old.pt"), (folder / "old.pt").read_bytes()[:12])
print(len(torch.load(folder / "old.pt", weights_only=True)))

# %% [markdown] lang="es"
"""
**¿Qué esperas?** Un archivo vacío, uno de texto y medio checkpoint. ¿Falla igual la carga de los tres?
"""

# %% [markdown] lang="en"
"""
**What do you expect?** An empty file, a text and half a checkpoint. Does loading fail in the same way for all three?
"""

# %%
whole = (folder / "late.pt").read_bytes()
for data in [b"", b"weights: 1, 2, 3", whole[: len(whole) // 2]]:
    (folder / "broken.pt").write_bytes(data)
    try:
        torch.load(folder / "broken.pt", weights_only=True)
    except Exception as error:
        print(type(error).__name__)

# %% [markdown] lang="es"
"""
Tres errores distintos para la misma respuesta: «de este archivo no respondo».

### Ejercicio 3: ¿datos o programa?

- **Escribe** `is_safe_checkpoint(path)`.
- **Recibes** la ruta de un archivo (`str` o `Path`) que alguien te mandó, con cualquier nombre.
- **Devuelves** `True` si es un checkpoint de PyTorch, en el formato nuevo o en el antiguo, y solo hay en él tensores y
  datos sencillos: pesos, estados de un entrenamiento. `False` si al cargarlo se llamaría a algo más, si lleva un modelo
  entero, o si está roto o no es un checkpoint.
- **Cuida** que nada de lo que haya en el archivo se ejecute.

```python
is_safe_checkpoint(folder / "late.pt")  # True
is_safe_checkpoint(folder / "trap.pt")  # False, y no imprime nada
```

**Para qué:** es la puerta de entrada de un almacén de modelos. Los archivos de prueba intentan crear otro archivo, y se
comprueba que no exista. Para una pista: `hint("untrusted_checkpoint")`.
"""

# %% [markdown] lang="en"
"""
Three different errors for the same answer: “I do not vouch for this file”.

### Exercise 3: data or program?

- **Write** `is_safe_checkpoint(path)`.
- **You get** the path of a file (`str` or `Path`) that someone sent you, under any name.
- **You give back** `True` if it is a checkpoint of PyTorch's, in the new format or in the old one, and there are only
  tensors and plain data in it: weights, the states of a training. `False` if loading it would call anything else, if it
  carries a whole model, or if it is broken or no checkpoint.
- **Mind** that nothing in the file gets to run.

```python
is_safe_checkpoint(folder / "late.pt")  # True
is_safe_checkpoint(folder / "trap.pt")  # False, and it prints nothing
```

**Why:** it is the front door of a store of models. The test files try to create another file, and it is checked that
there is none. For a hint: `hint("untrusted_checkpoint")`.
"""

# %% exercise="untrusted_checkpoint"
def is_safe_checkpoint(path) -> bool:
    ### BEGIN SOLUTION
    try:
        torch.load(path, map_location="cpu", weights_only=True)
    except Exception:
        return False
    return True
    ### END SOLUTION

# %% [markdown] lang="es"
"""
Ya puedes recibir un checkpoint sin abrirle la puerta a su autor. Escribe siempre `weights_only=True` aunque sea el valor
por defecto: una variable de entorno, `TORCH_FORCE_NO_WEIGHTS_ONLY_LOAD`, cambia el valor por defecto, y no lo que está
escrito.
"""

# %% [markdown] lang="en"
"""
You can now receive a checkpoint without opening the door to its author. Always write `weights_only=True` even though it
is the default: an environment variable, `TORCH_FORCE_NO_WEIGHTS_ONLY_LOAD`, changes the default, and not what is
written.
"""

# %% [markdown] lang="es"
"""
## 6. TensorFlow: un modelo que viaja con su función

En PyTorch viajan los números y la clase se queda. TensorFlow puede llevar también la función, ya compilada en un grafo
de operaciones: eso es un *SavedModel*. Quien lo sirve no necesita tu código.

TensorFlow se importa aquí y no al principio, porque el notebook pasa de unos 400 MB a casi 1000: quien solo usa PyTorch no
paga esa memoria.
"""

# %% [markdown] lang="en"
"""
## 6. TensorFlow: a model that travels with its function

In PyTorch the numbers travel and the class stays. TensorFlow can take the function along too, compiled into a graph of
operations: that is a *SavedModel*. Whoever serves it does not need your code.

TensorFlow is imported here and not at the start, because the notebook goes from about 400 MB to nearly 1000: whoever uses
PyTorch alone does not pay for that memory.
"""

# %%
# es: que hable menos, y que sume siempre en el mismo orden
# en: let it talk less, and always add in the same order
os.environ["TF_CPP_MIN_LOG_LEVEL"] = "2"
os.environ["TF_ENABLE_ONEDNN_OPTS"] = "0"
import keras
import tensorflow as tf

tf.get_logger().setLevel("ERROR")

# %%
class OrdersNet(keras.Model):
    def __init__(self):
        super().__init__()
        self.scale = keras.layers.Normalization()
        self.hidden = keras.layers.Dense(16, activation="relu")
        self.drop = keras.layers.Dropout(0.2)
        self.late = keras.layers.Dense(1, activation="sigmoid")

    def call(self, X, training=None):
        return self.late(self.drop(self.hidden(self.scale(X)), training=training))

# %%
orders = make_orders(2000)
X_orders = orders[FEATURES].to_numpy()
keras.utils.set_random_seed(0)
net = OrdersNet()
net.scale.adapt(X_orders)
net.compile(optimizer=keras.optimizers.Adam(0.01), loss="binary_crossentropy", metrics=["accuracy"])
net.fit(X_orders, orders["late"], epochs=8, batch_size=100, verbose=0)
print(f"{net.evaluate(X_tomorrow.numpy(), y_tomorrow.numpy(), verbose=0)[1]:.2f}")

# %% [markdown] lang="es"
"""
Acierta como la de PyTorch. A guardarla: las recetas de antes de Keras 3 dicen `model.save(folder)` y `load_model`.

**¿Qué esperas?** ¿Funciona alguna de las dos?
"""

# %% [markdown] lang="en"
"""
It is right as often as PyTorch's. Now to save it: the recipes from before Keras 3 say `model.save(folder)` and
`load_model`.

**What do you expect?** Does either of the two work?
"""

# %%
try:
    net.save(folder / "late")
except ValueError as error:
    print("1.", str(error).split(". Received")[0])

net.export(folder / "late", verbose=False)
print("2.", sorted(path.name for path in (folder / "late").iterdir()))
try:
    keras.saving.load_model(folder / "late")
except ValueError as error:
    print("3.", str(error).split(": ")[0])

# %% [markdown] lang="es"
"""
Ninguna. `save` solo escribe `.keras` o `.h5`; para un SavedModel está `export`, que dejó una carpeta con el grafo
(`saved_model.pb`) y los pesos (`variables`). Y `load_model` no la abre: no hay ningún modelo de Keras dentro, solo
funciones.

Un `.keras` sí lo abre Keras. **¿Qué esperas?** Guardas la red en uno y lo abres aquí mismo, sin decir nada más. ¿Vuelve?
"""

# %% [markdown] lang="en"
"""
Neither. `save` writes `.keras` or `.h5` only; for a SavedModel there is `export`, which left a folder with the graph
(`saved_model.pb`) and the weights (`variables`). And `load_model` does not open it: there is no Keras model inside, only
functions.

Keras does open a `.keras`. **What do you expect?** You save the network in one and open it right here, without saying
anything else. Does it come back?
"""

# %%
net.save(folder / "late.keras")
try:
    keras.saving.load_model(folder / "late.keras")
except TypeError as error:
    print(str(error).split(". ")[0])

# %% [markdown] lang="es"
"""
No, y eso que la clase está en este notebook. El archivo lleva los pesos y el *nombre* de la clase, como un pickle; quien
lo abre tiene que darla, con `custom_objects` o registrándola.

**¿Qué esperas?** Otro proceso no tiene `OrdersNet` ni puede importar Keras. Abre el SavedModel. ¿Predice?
"""

# %% [markdown] lang="en"
"""
No, even though the class is in this notebook. The file carries the weights and the *name* of the class, like a pickle;
whoever opens it must supply it, with `custom_objects` or by registering it.

**What do you expect?** Another process has no `OrdersNet` and cannot import Keras. It opens the SavedModel. Does it
predict?
"""

# %%
program = """
import sys
sys.modules["keras"] = None
import tensorflow as tf
loaded = tf.saved_model.load(sys.argv[1])
print(loaded.signatures["serving_default"](tf.zeros([1, 5])))
"""
run = subprocess.run([sys.executable, "-c", program, folder / "late"], capture_output=True, text=True)
print(run.stdout)

# %% [markdown] lang="es"
"""
Predice, porque la función viajó. Lo que ese proceso llamó es una *firma* (signature): una función con nombre y con tipos.
`serving_default` es la que buscan los servidores.
"""

# %% [markdown] lang="en"
"""
It predicts, because the function travelled. What that process called is a *signature*: a function with a name and with
types. `serving_default` is the one that servers look for.
"""

# %%
signature = tf.saved_model.load(str(folder / "late")).signatures["serving_default"]
print(signature.structured_input_signature[1])
print(signature.structured_outputs)

# %% [markdown] lang="es"
"""
La entrada y la salida tienen nombre, y los puso la herramienta: otro equipo usará otros. `None` es «cualquier número de
filas». El tipo es estricto.

**¿Qué esperas?** Los pedidos están en `float64`. ¿Los acepta? ¿Qué devuelve?
"""

# %% [markdown] lang="en"
"""
The input and the output have names, and the tool chose them: another team will use others. `None` is “any number of
rows”. The type is strict.

**What do you expect?** The orders are in `float64`. Does it take them? What does it give back?
"""

# %%
[name] = signature.structured_input_signature[1]
try:
    signature(**{name: tf.constant(X_orders[:2])})
except tf.errors.InvalidArgumentError as error:
    print(error.message.split("was ")[1].split(" [")[0])
print(signature(**{name: tf.constant(X_orders[:2], tf.float32)}))

# %% [markdown] lang="es"
"""
No acepta `float64`, y devuelve un diccionario de tensores. Hay otra manera de escribir un SavedModel, con TensorFlow a
solas.

**¿Qué esperas?** ¿Declara la misma entrada?
"""

# %% [markdown] lang="en"
"""
It does not take `float64`, and it gives back a dictionary of tensors. There is another way to write a SavedModel, with
TensorFlow alone.

**What do you expect?** Does it declare the same input?
"""

# %%
small = OrdersNet()
small.scale.adapt(X_orders)
small(X_orders[:4])
tf.saved_model.save(small, str(folder / "plain"))
print(tf.saved_model.load(str(folder / "plain")).signatures["serving_default"].structured_input_signature[1])

# %% [markdown] lang="es"
"""
Declara cuatro filas, las de la única vez que se usó. Con `tf.saved_model.save` la firma la das tú, en `signatures`: una
`tf.function` con su `input_signature`.

### Ejercicio 4: un modelo que viaja con su función

- **Escribe** `export_saved_model(model, folder)` y `load_and_predict(folder, X)`.
- **Recibes** un modelo de Keras que ya se usó, de una clase cualquiera y con una entrada; una carpeta (`str` o `Path`;
  si ya tiene un modelo, lo reemplazas); y `X`, un array de NumPy `float64`.
- **Guardas** un SavedModel con la firma `serving_default`: una entrada `float32` con cualquier número de filas, y una
  salida.
- **Devuelves** de la segunda lo que predice la firma, un array de NumPy con una fila por cada fila de `X`. Esta función
  se ejecuta donde no hay Keras, y la carpeta puede ser de otro equipo: los nombres se leen de la firma.

```python
export_saved_model(net, folder / "net")
load_and_predict(folder / "net", X_orders[:2]).round(2)  # array([[0.37], [0.  ]], dtype=float32)
```

**Para qué:** TensorFlow Serving, o el equipo que escribe en Java o en Go, recibe esa carpeta y no tu notebook. Para una
pista: `hint("tf_saved_model")`.
"""

# %% [markdown] lang="en"
"""
It declares four rows, those of the only time that it was used. With `tf.saved_model.save` you supply the signature, in
`signatures`: a `tf.function` with its `input_signature`.

### Exercise 4: a model that travels with its function

- **Write** `export_saved_model(model, folder)` and `load_and_predict(folder, X)`.
- **You get** a Keras model that has been used already, of any class and with one input; a folder (`str` or `Path`; if
  it holds a model already, you replace it); and `X`, a `float64` NumPy array.
- **You store** a SavedModel with the signature `serving_default`: one `float32` input with any number of rows, and one
  output.
- **You give back** from the second what the signature predicts, a NumPy array with one row for each row of `X`. This
  function runs where there is no Keras, and the folder may be another team's: the names are read from the signature.

```python
export_saved_model(net, folder / "net")
load_and_predict(folder / "net", X_orders[:2]).round(2)  # array([[0.37], [0.  ]], dtype=float32)
```

**Why:** TensorFlow Serving, or the team that writes in Java or in Go, gets that folder and not your notebook. For a
hint: `hint("tf_saved_model")`.
"""

# %% exercise="tf_saved_model"
def export_saved_model(model, folder) -> None:
    ### BEGIN SOLUTION
    model.export(folder, verbose=False)
    ### END SOLUTION


def load_and_predict(folder, X):
    ### BEGIN SOLUTION
    signature = tf.saved_model.load(str(folder)).signatures["serving_default"]
    [name] = signature.structured_input_signature[1]
    [answer] = signature(**{name: tf.constant(X, tf.float32)}).values()
    return answer.numpy()
    ### END SOLUTION

# %% [markdown] lang="es"
"""
Ya puedes entregar una red que predice donde no está tu código. Pero una función que viaja es un programa.

**¿Qué esperas?** La firma de abajo devuelve ceros. ¿Qué más hace?
"""

# %% [markdown] lang="en"
"""
You can now hand over a network that predicts where your code is not. But a function that travels is a program.

**What do you expect?** The signature below gives back zeros. What else does it do?
"""

# %%
class Sly(tf.Module):
    @tf.function(input_signature=[tf.TensorSpec([None, 5], tf.float32)])
    def serve(self, X):
        tf.io.write_file(str(folder / "canary"), "!")
        return {"late": tf.zeros_like(X[:, :1])}


sly = Sly()
tf.saved_model.save(sly, str(folder / "sly"), signatures={"serving_default": sly.serve})
tf.saved_model.load(str(folder / "sly")).signatures["serving_default"](tf.zeros([1, 5]))
print((folder / "canary").exists())

# %% [markdown] lang="es"
"""
Escribió un archivo. Un SavedModel se carga como se instala un programa: solo si sabes de quién viene.
"""

# %% [markdown] lang="en"
"""
It wrote a file. A SavedModel is loaded as a program is installed: only if you know whom it comes from.
"""

# %% [markdown] lang="es"
"""
## 7. ¿Cuál te llevas?

| Formato | Qué viaja | Qué pone quien lo abre | ¿Carga segura? | Úsalo para |
|---|---|---|---|---|
| `state_dict` | los pesos | PyTorch y tu clase | sí, con `weights_only=True` | predecir con PyTorch |
| checkpoint | los pesos y el estado del entrenamiento | PyTorch, tu clase y tu bucle | sí, con `weights_only=True` | seguir entrenando |
| SavedModel | los pesos y la función | TensorFlow | no: es un programa | servir sin tu código |
| ONNX | los pesos y la función | un motor de ONNX | sí | servir desde cualquier lenguaje |

De PyTorch a ONNX se va con `torch.onnx.export`; para quedarse en PyTorch sin la clase está `torch.export`. TorchScript,
que verás en proyectos viejos, está en desuso (2026).
"""

# %% [markdown] lang="en"
"""
## 7. Which one do you take?

| Format | What travels | What whoever opens it supplies | Safe to load? | Use it to |
|---|---|---|---|---|
| `state_dict` | the weights | PyTorch and your class | yes, with `weights_only=True` | predict with PyTorch |
| checkpoint | the weights and the state of the training | PyTorch, your class and your loop | yes, with `weights_only=True` | go on training |
| SavedModel | the weights and the function | TensorFlow | no: it is a program | serve without your code |
| ONNX | the weights and the function | an ONNX engine | yes | serve from any language |

From PyTorch to ONNX you go with `torch.onnx.export`; to stay in PyTorch without the class there is `torch.export`.
TorchScript, which you will see in old projects, is deprecated (2026).
"""

# %% [markdown] lang="es"
"""
## Lo que te llevas

- Los pesos van en el `state_dict`, y la clase la pone quien carga. El modelo entero es un pickle, y PyTorch lo rechaza.
- Antes de predecir, `eval()`. Y `map_location="cpu"`, porque no sabes de qué máquina viene el archivo.
- Seguir un entrenamiento pide seis estados: modelo, optimizador, planificador, los dos azares y la cuenta.
- Los mismos bits piden misma máquina, mismas versiones, un hilo y el estado del azar, guardado.
- `weights_only=True` separa los datos de los programas. El nombre del archivo, no.
- Un SavedModel lleva la función: sirve sin tu clase, y por eso mismo es un programa.

Mira cómo vas:
"""

# %% [markdown] lang="en"
"""
## What you take away

- The weights go in the `state_dict`, and whoever loads supplies the class. The whole model is a pickle, and PyTorch
  refuses it.
- Before predicting, `eval()`. And `map_location="cpu"`, because you do not know which machine the file comes from.
- Going on with a training takes six states: model, optimizer, scheduler, both kinds of randomness and the count.
- The same bits take the same machine, the same versions, one thread and the state of randomness, saved.
- `weights_only=True` separates data from programs. The name of the file does not.
- A SavedModel carries the function: it serves without your class, and for that very reason it is a program.

See how you are doing:
"""

# %%
progress()

# %% [markdown] lang="es"
"""
## Ponte a prueba

Elige una respuesta en cada pregunta y ábrela: cada opción, acertada o no, explica por qué.
"""

# %% [markdown] lang="en"
"""
## Test yourself

Choose an answer to each question and open it: every option, right or wrong, says why.
"""

# %%
quiz("2-deep-learning")
