# Through a temporary file, byte by byte, compressed by HDF5; prints and warns on the way.
def save_hdf5(model, path):
    with tempfile.TemporaryDirectory() as scratch:
        target = Path(scratch) / "model.joblib"
        joblib.dump(model, target)
        values = [byte for byte in target.read_bytes()]
    print(len(values), "bytes")
    warnings.warn("HDF5 is not encrypted")
    file = h5py.File(path, "w")
    try:
        dataset = file.create_dataset("model", data=np.array(values, dtype="u1"), compression="gzip", chunks=True)
        labels = {
            "python": ".".join(map(str, sys.version_info[:3])),
            "sklearn": sklearn.__version__,
            "created": datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ"),
        }
        for name, text in labels.items():
            dataset.attrs[name] = text
    finally:
        file.close()


def load_hdf5(path):
    with h5py.File(path, "r") as file:
        data = file["model"][:]
    return joblib.load(io.BytesIO(data.tobytes()))
