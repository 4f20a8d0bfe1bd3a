# %% [markdown] lang="es"
"""
# 1. Promedios

Vas a calcular el promedio de 1,5 y 2,5 con `mean`.

- [La documentación](https://docs.python.org/es/3/library/statistics.html) dice cómo.
- Y tú también.
"""

# %% [markdown] lang="en"
"""
# 1. Averages

You will compute the average of 1.5 and 2.5 with `mean`.

- [The documentation](https://docs.python.org/3/library/statistics.html) says how.
- And so will you.
"""

# %% lang="es"
from grader.es import check, quiz, show

# %% lang="en"
from grader.en import check, quiz, show

# %%
import matplotlib.pyplot as plt

orders = [12, 18, 30]  # minutes

# %%
# es: cada barra es un pedido
# en: each bar is an order
figure, axes = plt.subplots()
axes.bar(range(3), orders)
axes.set_ylabel("duración (min)")  # es
axes.set_ylabel("duration (min)")  # en
show(figure, alt="Tres pedidos, cada uno más largo")  # es
show(figure, alt="Three orders, each longer")  # en

# %% [markdown] lang="es"
"""
## Ejercicio: el promedio
"""

# %% [markdown] lang="en"
"""
## Exercise: the average
"""


# %% exercise="average"
def average(numbers) -> float:
    ### BEGIN SOLUTION
    return sum(numbers) / len(numbers)
    ### END SOLUTION


# %%
quiz("1-averages")
