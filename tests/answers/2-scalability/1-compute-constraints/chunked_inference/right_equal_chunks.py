def predict_in_chunks(model, memmap, rows):
    chunks = np.array_split(memmap, math.ceil(len(memmap) / rows))
    return np.concatenate([model.predict(chunk) for chunk in chunks])
