# Writes the old format, which torch.load reads as well.
def save_weights(model, path):
    torch.save(model.state_dict(), str(path), _use_new_zipfile_serialization=False)


def load_weights(make_model, path):
    model = make_model()
    model.load_state_dict(torch.load(str(path), "cpu", weights_only=True), assign=True)
    return model.eval()
