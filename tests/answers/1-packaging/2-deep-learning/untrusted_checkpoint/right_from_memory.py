# Loads from memory, prints why it says no, and gives NumPy's truth value.
import io


def is_safe_checkpoint(path: str | Path):
    data = Path(path).read_bytes()
    try:
        torch.load(io.BytesIO(data), map_location=torch.device("cpu"), weights_only=True)
    except BaseException as error:
        print("refused:", type(error).__name__)
        return np.bool_(False)
    return np.bool_(True)
