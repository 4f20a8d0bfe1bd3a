"""The loop, event by event: what each one calls, and what is left afterwards."""

from __future__ import annotations

from grader.judging.api import advises, says


@says(
    es="Un buen cambio llega a producción: tests, entrenar, compuerta, canario y despliegue, en ese orden",
    en="A good change ships: tests, train, gate, canary and deploy, in that order",
    weight=2,
)
@advises(
    es="¿Quedan anotados el modelo nuevo en champion, el commit en code y el evento con su desenlace en history?",
    en="Are the new model noted in champion, the commit in code, and the event with its outcome in history?",
)
def test_a_good_change_ships(ours, begin, model, names):
    new, good = names(), model()
    cycle = begin(ours.Script(names(), {new: True}, [good]), names())
    cycle.run(ours.commit(new))
    digest = good["digest"]
    assert cycle.calls() == [["run_tests", new], ["train", new], ["gate", digest], ["canary", digest], ["deploy", digest]]
    assert cycle.traffic() == {digest: 1.0}
    assert cycle.told() == (digest, new, [[ours.commit(new), "shipped"]])


@says(
    es="Si un test falla no se entrena nada, y nada cambia",
    en="If a test fails nothing is trained, and nothing changes",
)
@advises(
    es="run_tests devuelve False y no lanza nada: ¿miras lo que devuelve?",
    en="run_tests gives back False and raises nothing: do you look at what it gives back?",
)
def test_a_failing_test_blocks(ours, begin, model, names):
    champion, code, new = names(), names(), names()
    cycle = begin(ours.Script(champion, {new: False}, [model()]), code)
    cycle.run(ours.commit(new))
    assert cycle.calls() == [["run_tests", new]]
    assert cycle.told() == (champion, code, [[ours.commit(new), "tests failed"]])


@says(
    es="La compuerta rechaza un mal modelo antes de que le llegue ningún pedido",
    en="The gate refuses a bad model before any order reaches it",
)
@advises(
    es="Tras el rechazo no hay canario, y el código de producción sigue siendo el de antes.",
    en="After the refusal there is no canary, and the code in production is still the earlier one.",
)
def test_the_gate_refuses(ours, begin, model, names):
    champion, code, new, bad = names(), names(), names(), model(gate=False)
    cycle = begin(ours.Script(champion, {new: True}, [bad]), code)
    cycle.run(ours.commit(new))
    assert cycle.calls() == [["run_tests", new], ["train", new], ["gate", bad["digest"]]]
    assert cycle.traffic() == {champion: 1.0}
    assert cycle.told() == (champion, code, [[ours.commit(new), "refused"]])


@says(
    es="La deriva reentrena el código de producción y compara con el campeón; si no pasa del límite, no se hace nada",
    en="Drift retrains the code in production and compares with the champion; if it is not above the limit, nothing is done",
    weight=2,
)
@advises(
    es="El código no ha cambiado: no hace falta probarlo otra vez. ¿Qué commit entrenas, y cuándo llamas a better?",
    en="The code has not changed: it need not be tested again. Which commit do you train, and when do you call better?",
)
def test_drift_retrains(ours, begin, model, names, rng):
    champion, code, good = names(), names(), model()
    limit = float(rng.uniform(0.1, 0.3))
    cycle = begin(ours.Script(champion, {}, [good]), code, limit)
    cycle.run(ours.drift(limit))
    assert cycle.calls() == []
    cycle.run(ours.drift(limit + 0.01))
    digest = good["digest"]
    calls = [["train", code], ["gate", digest], ["better", digest, champion], ["canary", digest], ["deploy", digest]]
    assert cycle.calls() == calls
    assert cycle.told() == (digest, code, [[ours.drift(limit), "no drift"], [ours.drift(limit + 0.01), "shipped"]])


@says(
    es="Un mal canario se retira: el campeón vuelve a recibir todos los pedidos",
    en="A bad canary is rolled back: the champion gets all the orders again",
)
@advises(
    es="canary deja al modelo nuevo con una décima parte de los pedidos hasta que despliegues algo. ¿Qué despliegas?",
    en="canary leaves the new model with a tenth of the orders until you deploy something. What do you deploy?",
)
def test_a_bad_canary_is_rolled_back(ours, begin, model, names):
    champion, code, new, bad = names(), names(), names(), model(canary=False)
    cycle = begin(ours.Script(champion, {new: True}, [bad]), code)
    cycle.run(ours.commit(new))
    assert cycle.traffic() == {champion: 1.0}
    assert cycle.calls()[-2:] == [["canary", bad["digest"]], ["deploy", champion]]
    assert cycle.told() == (champion, code, [[ours.commit(new), "rolled back"]])
