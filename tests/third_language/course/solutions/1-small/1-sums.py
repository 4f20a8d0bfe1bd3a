# %% [markdown] lang="es"
"""
# 1. Sumar por el camino

Una repartidora apunta los kilómetros de cada pedido: 3, 5 y 1,5. Vas a escribir dos funciones para su cuaderno.
"""

# %% [markdown] lang="en"
"""
# 1. Adding along the way

A courier writes down the kilometres of each delivery: 3, 5 and 1.5. You will write two functions for her notebook.
"""

# %% [markdown] lang="fr"
"""
# 1. Additionner en chemin

Une livreuse note les kilomètres de chaque livraison : 3, 5 et 1,5. Tu vas écrire deux fonctions pour son carnet.
"""

# %% lang="es"
from grader.es import check, quiz

# %% lang="en"
from grader.en import check, quiz

# %% lang="fr"
from grader.fr import check, quiz

# %%
# es: kilómetros de cada pedido
# en: kilometres of each delivery
# fr: kilomètres de chaque livraison
distances = [3, 5, 1.5]
print("pedidos:", len(distances))  # es
print("deliveries:", len(distances))  # en
print("livraisons :", len(distances))  # fr

# %% [markdown] lang="es"
"""
## Ejercicio: ida y vuelta

La repartidora siempre vuelve al punto de partida. Escribe `double(x)`, que recibe un número y devuelve su doble:
`double(1.5)` da `3.0`.
"""

# %% [markdown] lang="en"
"""
## Exercise: there and back

The courier always comes back to where she started. Write `double(x)`, which gets a number and returns twice that number:
`double(1.5)` gives `3.0`.
"""

# %% [markdown] lang="fr"
"""
## Exercice : l'aller et le retour

La livreuse revient toujours à son point de départ. Écris `double(x)`, qui reçoit un nombre et renvoie son double :
`double(1.5)` donne `3.0`.
"""


# %% exercise="double"
def double(x):
    ### BEGIN SOLUTION
    return 2 * x
    ### END SOLUTION


# %% [markdown] lang="es"
"""
## Ejercicio: los kilómetros hasta aquí

Escribe `running(values)`, que recibe una lista de números y devuelve otra: la suma hasta cada uno de ellos.
`running([3, 5, 1.5])` da `[3, 8, 9.5]`.
"""

# %% [markdown] lang="en"
"""
## Exercise: the kilometres so far

Write `running(values)`, which gets a list of numbers and returns another: the sum up to each of them.
`running([3, 5, 1.5])` gives `[3, 8, 9.5]`.
"""

# %% [markdown] lang="fr"
"""
## Exercice : les kilomètres jusqu'ici

Écris `running(values)`, qui reçoit une liste de nombres et en renvoie une autre : la somme jusqu'à chacun d'eux.
`running([3, 5, 1.5])` donne `[3, 8, 9.5]`.
"""


# %% exercise="running"
def running(values):
    ### BEGIN SOLUTION
    sums, total = [], 0
    for value in values:
        total += value
        sums.append(total)
    return sums
    ### END SOLUTION


# %%
quiz("1-sums")
