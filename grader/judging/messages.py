"""What the judge says to a student, in every language: what happened, never the expected value."""

from __future__ import annotations

from grader.languages import Text


def raised(types: list[str], message: str) -> Text:
    kind = types[0].rpartition(".")[2] if types else "Exception"
    told = f"{kind}: {message}" if message else kind
    return {"es": f"Tu código lanzó {told}", "en": f"Your code raised {told}"}


def not_written() -> Text:
    return {"es": "Esta función todavía no está escrita.", "en": "This function has not been written yet."}


def missing(name: str) -> Text:
    return {
        "es": f"Tu notebook no define «{name}». Escríbelo en la celda de respuesta, con ese nombre, y ejecútala.",
        "en": f"Your notebook does not define “{name}”. Write it in the answer cell, by that name, and run the cell.",
    }


def too_slow(seconds: float) -> Text:
    return {
        "es": f"La llamada no terminó en {seconds:g} s. ¿Hay un bucle que no acaba?",
        "en": f"The call did not end within {seconds:g} s. Is there a loop that never stops?",
    }


def too_large() -> Text:
    return {"es": "La respuesta es demasiado grande.", "en": "The answer is too large."}


def opaque(type_name: str) -> Text:
    return {
        "es": f"La respuesta es un objeto «{type_name}»; se esperaban datos corrientes (número, texto, lista, array…).",
        "en": f"The answer is a “{type_name}” object; plain data was expected (a number, text, a list, an array…).",
    }


def unfit() -> Text:
    return {
        "es": "La respuesta no tiene la forma esperada (tipo, tamaño o contenido).",
        "en": "The answer does not have the expected form (type, size or content).",
    }


def differs() -> Text:
    return {"es": "El resultado no es el esperado.", "en": "The result is not the expected one."}


def not_raised(expected: str, raised_types: list[str]) -> Text:
    if not raised_types:
        return {
            "es": f"Se esperaba {expected} y tu código no lanzó nada.",
            "en": f"{expected} was expected, and your code raised nothing.",
        }
    raised = raised_types[0].rpartition(".")[2]
    if raised == expected:
        return {
            "es": f"Se esperaba {expected}; tu código lanzó otra clase que solo se llama igual ({raised_types[0]}).",
            "en": f"{expected} was expected; your code raised another class with the same name ({raised_types[0]}).",
        }
    return {
        "es": f"Se esperaba {expected} y tu código lanzó {raised}.",
        "en": f"{expected} was expected, and your code raised {raised}.",
    }


def gone() -> Text:
    return {
        "es": "Tu código dejó de responder: el proceso terminó o se quedó colgado.",
        "en": "Your code stopped answering: its process ended or hangs.",
    }


def judge_gone() -> Text:
    return {
        "es": "El juez no llegó a dar un veredicto. Reinicia el kernel, ejecuta todo y vuelve a comprobar.",
        "en": "The judge did not reach a verdict. Restart the kernel, run everything and check again.",
    }


def kernel_died() -> Text:
    return {
        "es": "El kernel terminó o dejó de responder durante este ejercicio.",
        "en": "The kernel ended or stopped answering during this exercise.",
    }


def not_loaded() -> Text:
    return {
        "es": "Las comprobaciones de este ejercicio no se pudieron cargar. No es culpa tuya: avisa a quien da el curso.",
        "en": "The checks of this exercise could not be loaded. It is not your fault: tell whoever teaches the course.",
    }


def check_not_run() -> Text:
    return {
        "es": "La comprobación no llegó a hacerse: el notebook agotó su tiempo o no respondió.",
        "en": "The check was not made: the notebook used up its time or did not answer.",
    }


def too_much_memory(limit: int) -> Text:
    size = limit // 2**20
    return {
        "es": f"Tu código pasó de los {size} MiB de memoria que puede usar una entrega.",
        "en": f"Your code went over the {size} MiB of memory that a submission may use.",
    }


def too_much_output(limit: int) -> Text:
    size = limit // 2**20
    return {
        "es": f"Tu código escribió más de los {size} MiB de salida que puede tener una entrega.",
        "en": f"Your code wrote more than the {size} MiB of output that a submission may have.",
    }


def judged_in_its_cell() -> Text:
    return {
        "es": "Al calificar, este ejercicio se comprueba en la celda del curso, no en esta.",
        "en": "When grading, this exercise is checked in the course's cell, not in this one.",
    }


def no_check_cell(id: str) -> Text:
    return {
        "es": f"El notebook no tiene la celda de comprobación de «{id}», ni hay aquí una copia sin tocar de la que tomarla. "
        "Consigue la lección de nuevo y copia en ella tus respuestas.",
        "en": f"The notebook lacks the check cell of “{id}”, and there is no untouched copy here to take it from. "
        "Get the lesson anew and copy your answers into it.",
    }
