# Saves the weights of a copy, makes the model without numbers, and says in its own words what is wrong.
import copy


def save_weights(model, path):
    torch.save(copy.deepcopy(model).eval().state_dict(), path)


def load_weights(make_model, path):
    with torch.device("meta"):
        model = make_model()
    try:
        weights = torch.load(path, map_location="cpu", weights_only=True)
    except pickle.UnpicklingError as error:
        raise ValueError("not only weights") from error
    if set(weights) != set(model.state_dict()):
        raise KeyError("the weights of another network")
    model.load_state_dict(weights, assign=True)
    return model.eval()
