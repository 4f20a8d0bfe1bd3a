# Relies on the default of weights_only, maps with a function, and goes through a buffer in memory.
import io
import warnings


def save_weights(model, path):
    buffer = io.BytesIO()
    torch.save(model.state_dict(), buffer)
    Path(path).write_bytes(buffer.getvalue())


def load_weights(make_model, path):
    warnings.warn("loading on the CPU", stacklevel=2)
    restored = make_model()
    restored.eval()
    weights = torch.load(io.BytesIO(Path(path).read_bytes()), map_location=lambda storage, location: storage)
    restored.load_state_dict(weights, strict=True)
    return restored.to("cpu")
