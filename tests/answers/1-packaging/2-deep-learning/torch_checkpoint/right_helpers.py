# Two small functions that know what has a state, and how it is asked for.
def _states(model, optimizer, scheduler, generator):
    yield "model", model.state_dict, model.load_state_dict
    yield "optimizer", optimizer.state_dict, optimizer.load_state_dict
    yield "scheduler", scheduler.state_dict, scheduler.load_state_dict
    yield "shuffling", generator.get_state, generator.set_state
    yield "chance", torch.get_rng_state, torch.set_rng_state


def save_checkpoint(path, model, optimizer, scheduler, generator, epoch):
    states = {name: get() for name, get, _ in _states(model, optimizer, scheduler, generator)}
    torch.save((states, epoch), str(path))


def resume(path, model, optimizer, scheduler, generator):
    states, epoch = torch.load(str(path))
    for name, _, put in _states(model, optimizer, scheduler, generator):
        put(states[name])
    return np.int64(epoch)
